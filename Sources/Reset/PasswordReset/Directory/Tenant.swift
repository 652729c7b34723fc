/// One organization: a store holds one.
public struct Tenant: Sendable, Equatable {
  /// Shown in mails, and no part of a password.
  public var name: String
  public var profile: PasswordProfile
  public var selfService: SelfServiceScope
  /// How long a temporary password can be used; nothing for ever, as Entra ID has it.
  public var temporaryValidity: Duration?
  /// The language of those who have chosen none.
  public var locale: MessageLocale

  /// - Parameter temporaryValidity: 24 h unless told otherwise, a documented deviation from Entra ID.
  public init(
    name: String, profile: PasswordProfile = .entra, selfService: SelfServiceScope = .none,
    temporaryValidity: Duration? = .hours(24), locale: MessageLocale = .enUS
  ) {
    self.name = name
    self.profile = profile
    self.selfService = selfService
    self.temporaryValidity = temporaryValidity
    self.locale = locale
  }
}

/// A domain of the organization; user names end with one.
public struct Domain: Sendable, Equatable {
  /// Lower case.
  public let name: String
  public var expiration: PasswordExpiration

  public init(name: String, expiration: PasswordExpiration = .never) {
    self.name = name
    self.expiration = expiration
  }
}

/// When a password must be replaced.
public enum PasswordExpiration: Sendable, Equatable {
  case never
  /// 14 to 730 days after it was set.
  case days(Int)

  public static let permittedDays = 14...730

  func checked() throws(ResetError) {
    guard case .days(let days) = self, !Self.permittedDays.contains(days) else { return }
    throw .invalidInput(field: "days before passwords expire", reason: "\(days) is not from 14 to 730")
  }
}

/// Whose password self-service may reset.
public enum SelfServiceScope: String, Sendable, CaseIterable {
  case none, selected, all
}

/// The languages that messages are written in.
public enum MessageLocale: String, Sendable, CaseIterable {
  case enUS = "en-US"
  case daDK = "da-DK"
}
