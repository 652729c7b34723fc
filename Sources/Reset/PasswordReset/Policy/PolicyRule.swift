/// A rule that a password broke.
public enum PolicyRule: Sendable, Hashable {
  case tooShort(minimum: Int)
  case tooLong(maximum: Int)
  /// Another character than printable ASCII.
  case characterNotAllowed
  /// Fewer than three of lower case, upper case, digits and symbols.
  case tooFewClasses
  case containsUserName

  public var explanation: String {
    switch self {
    case .tooShort(let minimum): "the password is shorter than \(minimum) characters"
    case .tooLong(let maximum): "the password is longer than \(maximum) characters"
    case .characterNotAllowed: "the password holds a character other than ASCII letters, digits, symbols and spaces"
    case .tooFewClasses: "the password needs three of lower-case letters, upper-case letters, digits and symbols"
    case .containsUserName: "the password contains the user name"
    }
  }
}
