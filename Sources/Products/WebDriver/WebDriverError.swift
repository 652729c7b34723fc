/// Why the browser did not do what it was asked.
package enum WebDriverError: Error, Sendable, CustomStringConvertible {
  /// A program is missing; the text says how to get it.
  case notInstalled(String)
  /// The browser or its driver ended, or cannot be reached.
  case ended(String)
  /// No answer within the limit.
  case timedOut(String)
  /// The standard's name of the error, such as `element click intercepted`, and what the driver says.
  case refused(code: String, message: String)
  /// An answer that is none.
  case unreadable(String)

  package var description: String {
    switch self {
    case .notInstalled(let text): text
    case .ended(let text): "the browser ended: \(text)"
    case .timedOut(let text): "the browser did not answer in time: \(text)"
    case .refused(let code, let message): "\(code): \(message)"
    case .unreadable(let text): "the browser's answer cannot be read: \(text)"
    }
  }

  /// Whether the browser is gone, so that its session is of no more use.
  package var isFatal: Bool {
    switch self {
    case .notInstalled, .ended, .timedOut, .unreadable: true
    case .refused(let code, _): ["invalid session id", "session not created"].contains(code)
    }
  }
}
