internal import Diagnostics
internal import PasswordReset

/// Why a directory command ends early.
enum CommandFailure: Error {
  /// What was asked cannot be asked, or a file cannot be used.
  case usage(String)
  /// What was asked was refused, or did not work; the text is already printed where there is none.
  case refused(String?)

  init(_ error: ResetError) {
    let text = "\(error.reason). \(error.remedy)"
    switch error {
    // The system's or the caller's files are at fault, not the act.
    case .unavailable: self = .usage(text)
    default: self = .refused("\(text) (\(error.code))")
    }
  }
}

/// Runs the body of a directory command, says in words why it failed, and ends with the exit code of the contract.
func runDirectoryCommand(_ name: String, _ body: () async throws -> Void) async throws {
  let failure: CommandFailure
  do {
    return try await body()
  } catch let error as CommandFailure {
    failure = error
  } catch let error as ResetError {
    failure = CommandFailure(error)
  }
  switch failure {
  case .usage(let text):
    complain(name, text)
    throw Outcome.usage
  case .refused(let text):
    if let text { complain(name, text) }
    throw Outcome.findings
  }
}

/// Says the result of a directory command. Whatever one prints passes here or through `complain`: names, addresses and
/// what a server answers come from others, and a terminal would obey them.
func say(_ text: String) { Console.print(Terminal.safeLines(text)) }

/// Says on standard error what is wrong.
func complain(_ name: String, _ text: String) {
  let line = Terminal.safe("trin directory \(name): \(text)")
  Console.error(Terminal.wrapped(line, width: Console.width).joined(separator: "\n"))
}
