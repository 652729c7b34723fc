internal import Diagnostics
internal import Glibc
internal import PasswordReset

/// Asks for a secret on the terminal of the process, wherever its input and output go, and shows nothing of it.
enum SecretPrompt {
  private static let largest = 1024

  /// - Parameter option: What to name instead where there is no terminal.
  static func ask(_ question: String, insteadOf option: String) throws(CommandFailure) -> Secret {
    let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard terminal >= 0 else {
      throw .usage("there is no terminal to ask for a password on. Name a file with \(option).")
    }
    defer { close(terminal) }
    var settings = termios()
    guard unsafe tcgetattr(terminal, &settings) == 0 else {
      throw .usage("the terminal cannot be told to show nothing. Name a file with \(option).")
    }
    let before = settings
    // Keys come one by one, none is shown, and Ctrl-C comes as a key, so that the terminal is never left like this.
    settings.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    unsafe tcsetattr(terminal, TCSAFLUSH, &settings)
    show("\(Terminal.safe(question)): ", terminal)
    var line: [UInt8] = []
    line.reserveCapacity(largest)
    let end = read(&line, terminal)
    settings = before
    unsafe tcsetattr(terminal, TCSAFLUSH, &settings)
    show("\n", terminal)
    defer { SecretFile.wipe(&line) }
    switch end {
    case .interrupted:
      SecretFile.wipe(&line)
      // What shells make of a program that this key has ended.
      exit(130)
    case .tooLong: throw .usage("a password has at most \(largest) bytes.")
    case .line:
      guard !line.isEmpty else { throw .usage("nothing was typed.") }
      return Secret(line)
    }
  }

  /// Asks twice, since nobody sees what is typed.
  static func askForNew(_ question: String, insteadOf option: String) throws(CommandFailure) -> Secret {
    let first = try ask(question, insteadOf: option)
    guard try ask("The same again", insteadOf: option) == first else {
      throw .usage("the two passwords are not the same. Nothing was changed.")
    }
    return first
  }

  private enum End { case line, interrupted, tooLong }

  private static func read(_ line: inout [UInt8], _ terminal: Int32) -> End {
    while true {
      var byte: UInt8 = 0
      let count = unsafe Glibc.read(terminal, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return .line }
      switch byte {
      case 0x0A, 0x0D, 0x04: return .line
      case 0x03, 0x1C: return .interrupted
      // Backspace takes one scalar, and so all of its bytes.
      case 0x08, 0x7F: while let last = line.popLast(), last & 0xC0 == 0x80 {}
      case 0x15: line.removeAll(keepingCapacity: true)
      default:
        guard line.count < largest else { return .tooLong }
        line.append(byte)
      }
    }
  }

  private static func show(_ text: String, _ terminal: Int32) {
    var text = text
    text.withUTF8 { bytes in _ = unsafe write(terminal, bytes.baseAddress, bytes.count) }
  }
}
