/// How a command ends; the raw values are the exit codes of the contract.
enum Outcome: Int32, Error {
  case success = 0
  /// Findings at or above `--fail-on`, or a failing scenario.
  case findings = 1
  /// Wrong usage, or a docset that cannot be read.
  case usage = 2
  /// A fault of Trin's own.
  case fault = 70
}
