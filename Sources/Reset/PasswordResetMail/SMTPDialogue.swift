internal import CCurl

/// How far the talk with the mail server came, and what the server said last.
///
/// Only the first word of a command is looked at, and nothing is kept of it: a command may hold a password.
final class SMTPDialogue {
  enum Stage {
    /// Before a message is named: the greeting, encryption, the log-in, the sender.
    case server
    case recipient
    /// Between the recipient and the end of the message.
    case data
    case endOfData
  }

  private static let longest = 500

  private(set) var stage = Stage.server
  /// The server's last answer, its lines joined, without the code.
  private(set) var sentence = ""
  private(set) var code = 0
  private var isContinued = false
  private var isOver = false

  func sent(_ command: some Collection<UInt8>) {
    switch String(decoding: command.prefix(4), as: UTF8.self).uppercased() {
    case "RCPT": stage = .recipient
    case "DATA": stage = .data
    // What the server says to that is no news.
    case "QUIT": isOver = true
    default: break
    }
  }

  /// The final dot is next.
  func sentAll() { stage = .endOfData }

  func received(_ line: some Collection<UInt8>) {
    let text = String(decoding: line, as: UTF8.self)
    guard !isOver, text.utf8.count >= 3, let code = Int(text.prefix(3)) else { return }
    let said = text.dropFirst(4).filter { !$0.isNewline }
    if isContinued, code == self.code {
      if sentence.utf8.count < Self.longest { sentence += " \(said)" }
    } else {
      sentence = String(said.prefix(Self.longest))
    }
    self.code = code
    isContinued = text.dropFirst(3).first == "-"
  }
}
