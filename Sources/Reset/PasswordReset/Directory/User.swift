/// The identity of a user, which never changes and is never given again.
public struct UserID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
}

/// A person of the directory, without the password.
public struct User: Sendable, Equatable, Identifiable {
  public let id: UserID
  /// The sign-in name, `mette@contoso.example`: lower case, unique.
  public var userPrincipalName: String
  public var displayName: String
  public var givenName: String
  public var surname: String
  public var locale: MessageLocale
  public var alternateEmail: String?
  /// `+` and digits.
  public var mobile: String?
  public var signInBlocked: Bool
  /// Sessions of an earlier epoch are over.
  public var sessionEpoch: Int
  public var passwordNeverExpires: Bool
  /// Off, the password need not hold three classes of characters.
  public var strongPasswordRequired: Bool
  /// Counts while self-service is on for selected users.
  public var selectedForSelfService: Bool

  public init(
    id: UserID, userPrincipalName: String, displayName: String, givenName: String = "", surname: String = "",
    locale: MessageLocale = .enUS, alternateEmail: String? = nil, mobile: String? = nil, signInBlocked: Bool = false,
    sessionEpoch: Int = 0, passwordNeverExpires: Bool = false, strongPasswordRequired: Bool = true,
    selectedForSelfService: Bool = false
  ) {
    self.id = id
    self.userPrincipalName = userPrincipalName
    self.displayName = displayName
    self.givenName = givenName
    self.surname = surname
    self.locale = locale
    self.alternateEmail = alternateEmail
    self.mobile = mobile
    self.signInBlocked = signInBlocked
    self.sessionEpoch = sessionEpoch
    self.passwordNeverExpires = passwordNeverExpires
    self.strongPasswordRequired = strongPasswordRequired
    self.selectedForSelfService = selectedForSelfService
  }

  /// What stands behind the at sign.
  var domain: String { String(userPrincipalName.drop { $0 != "@" }.dropFirst()) }
}

/// A user to be created.
public struct NewUser: Sendable {
  public var userPrincipalName: String
  public var displayName: String
  public var givenName: String
  public var surname: String
  public var locale: MessageLocale?
  public var alternateEmail: String?
  public var mobile: String?
  public var roles: Set<Role>
  /// The first password; without one the user cannot sign in before a reset.
  public var password: Secret?

  /// - Parameter displayName: The given name and the surname, or the user name, unless told otherwise.
  public init(
    _ userPrincipalName: String, displayName: String? = nil, givenName: String = "", surname: String = "",
    locale: MessageLocale? = nil, alternateEmail: String? = nil, mobile: String? = nil, roles: Set<Role> = [],
    password: Secret? = nil
  ) {
    self.userPrincipalName = userPrincipalName
    let names = [givenName, surname].filter { !$0.isEmpty }.joined(separator: " ")
    self.displayName = displayName ?? (names.isEmpty ? userPrincipalName : names)
    self.givenName = givenName
    self.surname = surname
    self.locale = locale
    self.alternateEmail = alternateEmail
    self.mobile = mobile
    self.roles = roles
    self.password = password
  }
}
