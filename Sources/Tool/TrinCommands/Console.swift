#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Standard output for results, standard error for everything else.
enum Console {
  static func print(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: 1) }

  /// Bytes as they are: a diff holds those of the file, whatever its encoding.
  static func print(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBufferPointer { unsafe write($0, to: 1) } }

  static func error(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n", to: 2) }

  static func exit(_ outcome: Outcome) -> Never {
    #if canImport(Glibc)
      Glibc.exit(outcome.rawValue)
    #else
      fatalError()
    #endif
  }

  /// A reader that has gone away (`| head`) ends nothing: what it does not want is dropped.
  fileprivate static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { unsafe write($0, to: descriptor) }
  }

  private static func write(_ buffer: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
    var written = 0
    while written < buffer.count {
      let count = unsafe Glibc.write(
        descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      written += count
    }
  }

  /// The text as it is, without a line end.
  static func writeError(_ text: String) { write(text, to: 2) }

  static var errorIsTerminal: Bool { isatty(2) == 1 && environment("TERM") != "dumb" }

  static var isTerminal: Bool { isatty(1) == 1 }

  static var usesColor: Bool { isTerminal && environment("NO_COLOR") == nil && environment("TERM") != "dumb" }

  /// The columns of the terminal; 80 where there is none.
  static var width: Int {
    if let columns = environment("COLUMNS").flatMap(Int.init), columns > 20 { return columns }
    var size = winsize()
    for descriptor: Int32 in [1, 2] where unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 {
      return Int(size.ws_col)
    }
    return 80
  }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// Collects what a report writes, and hands it on in large pieces.
struct StandardOutput: TextOutputStream {
  private var pending = ""

  mutating func write(_ text: String) {
    pending += text
    if pending.utf8.count > 1 << 16 { flush() }
  }

  mutating func flush() {
    Console.write(pending, to: 1)
    pending = ""
  }
}
