/// Why one of several users could not be created.
public struct UserFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// Where the row of the user begins in a list, from 1; nothing for a user who came in no list.
  public let line: Int?
  /// The start of the name that was given, safe to print; nothing where the row cannot be read.
  public let userName: String?
  /// The code of the ``ResetError``.
  public let code: String
  public let reason: String

  init(line: Int?, userName: String?, _ error: ResetError) {
    self.line = line
    self.userName = userName.map(ForeignText.shown)
    code = error.code
    reason = error.reason
  }

  /// What is wrong with a row before it is a user.
  init(line: Int, reason: String) {
    self.line = line
    userName = nil
    code = "invalidInput"
    self.reason = reason
  }

  public var description: String {
    let place = line.map { "line \($0)" } ?? userName ?? "list of users"
    return "\(place): \(reason)"
  }

  /// In one line of bearable length.
  static func summary(of faults: [UserFault]) -> String {
    let shown = 20
    var parts = faults.prefix(shown).map(\.description)
    if faults.count > shown { parts.append("and \(faults.count - shown) more") }
    return parts.joined(separator: "; ")
  }
}
