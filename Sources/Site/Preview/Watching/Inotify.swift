#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Linux's queue of file-system events. Owns the descriptor and closes it.
///
/// - SeeAlso: inotify(7)
struct Inotify: ~Copyable, Sendable {
  struct Event: Equatable {
    /// The watch that reports; -1 when the queue overflowed.
    var watch: Int32
    var mask: UInt32
    /// The entry of the watched folder; empty when the folder itself is meant.
    var name: String

    func has(_ bits: Int32) -> Bool { mask & UInt32(bitPattern: bits) != 0 }
  }

  let descriptor: Int32

  init() throws(PreviewError) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      if errno == EMFILE { throw .watchLimitReached("fs.inotify.max_user_instances") }
      throw .watchingFailed(Self.text(of: errno))
    }
  }

  deinit { close(descriptor) }

  /// A file counts as changed when its writer closes it, so that half-written files are not read. IN_CREATE stands
  /// in for new folders and links, which nobody closes.
  private static let mask =
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR

  /// Watches one folder, not those below it. Watching the same folder again gives the same number.
  /// - Throws: The `errno` of the call.
  func watch(_ folder: String) throws(Errno) -> Int32 {
    let watch = unsafe inotify_add_watch(descriptor, folder, UInt32(bitPattern: Self.mask))
    guard watch >= 0 else { throw Errno(code: errno) }
    return watch
  }

  func unwatch(_ watch: Int32) { _ = inotify_rm_watch(descriptor, watch) }

  /// All events that wait now; does not block.
  func waitingEvents() -> [Event] {
    var events: [Event] = []
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return events }
      Self.parse(buffer[..<count], into: &events)
    }
  }

  /// Reads records of `struct inotify_event`: watch, mask, cookie and length of 4 bytes each, then the name, padded
  /// by NUL to that length.
  static func parse(_ bytes: ArraySlice<UInt8>, into events: inout [Event]) {
    var position = bytes.startIndex
    while bytes.endIndex - position >= 16 {
      let length = Int(word(bytes, position + 12))
      let name = position + 16
      guard bytes.endIndex - name >= length else { return }
      events.append(
        Event(
          watch: Int32(bitPattern: word(bytes, position)), mask: word(bytes, position + 4),
          name: String(decoding: bytes[name..<name + length].prefix { $0 != 0 }, as: UTF8.self)))
      position = name + length
    }
  }

  /// The kernel writes in the machine's own byte order.
  private static func word(_ bytes: ArraySlice<UInt8>, _ position: Int) -> UInt32 {
    unsafe bytes.withUnsafeBytes {
      unsafe $0.loadUnaligned(fromByteOffset: position - bytes.startIndex, as: UInt32.self)
    }
  }

  struct Errno: Error {
    var code: Int32
    var text: String { Inotify.text(of: code) }
  }

  static func text(of code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
