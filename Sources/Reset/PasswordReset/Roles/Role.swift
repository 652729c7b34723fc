/// A directory role, by the name that the articles and the audit trail use, such as `password-administrator`.
///
/// Roles that this library does not know are kept as they are and count as "any other role" wherever it matters.
public struct Role: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }

  private init(_ name: String) { rawValue = name }

  public static let directoryReader = Role("directory-reader")
  public static let guestInviter = Role("guest-inviter")
  public static let passwordAdministrator = Role("password-administrator")
  public static let messageCenterReader = Role("message-center-reader")
  public static let reportsReader = Role("reports-reader")
  public static let userExperienceSuccessManager = Role("user-experience-success-manager")
  public static let usageSummaryReportsReader = Role("usage-summary-reports-reader")
  public static let helpdeskAdministrator = Role("helpdesk-administrator")
  public static let authenticationAdministrator = Role("authentication-administrator")
  public static let groupsAdministrator = Role("groups-administrator")
  public static let userAdministrator = Role("user-administrator")
  public static let globalAdministrator = Role("global-administrator")
  public static let privilegedAuthenticationAdministrator = Role("privileged-authentication-administrator")
  public static let privilegedRoleAdministrator = Role("privileged-role-administrator")

  public static let globalReader = Role("global-reader")
  public static let securityReader = Role("security-reader")
  public static let securityAdministrator = Role("security-administrator")
  public static let authenticationPolicyAdministrator = Role("authentication-policy-administrator")

  /// Every role that this library knows by name.
  public static let known: [Role] = [
    .directoryReader, .guestInviter, .passwordAdministrator, .messageCenterReader, .reportsReader,
    .userExperienceSuccessManager, .usageSummaryReportsReader, .helpdeskAdministrator, .authenticationAdministrator,
    .groupsAdministrator, .userAdministrator, .globalAdministrator, .privilegedAuthenticationAdministrator,
    .privilegedRoleAdministrator, .globalReader, .securityReader, .securityAdministrator,
    .authenticationPolicyAdministrator,
  ]

  /// Whether self-service treats the holder as an administrator, who must pass two gates.
  ///
  /// Every role but those that only read or invite; stricter than Entra, which names the roles one by one.
  public var isAdministrative: Bool {
    switch self {
    case .directoryReader, .guestInviter, .messageCenterReader, .reportsReader, .usageSummaryReportsReader: false
    default: true
    }
  }

  public static func < (a: Role, b: Role) -> Bool { a.rawValue < b.rawValue }

  public var description: String { rawValue }

  /// The known role that was likely meant by the name of one that is not known; nothing where it could be any.
  package var meant: Role? {
    let name = rawValue.lowercased().replacing(" ", with: "-").replacing("_", with: "-")
    if let same = Self.known.first(where: { $0.rawValue == name }) { return same }
    let near = Self.known.map { (role: $0, distance: EditDistance.between(name, $0.rawValue)) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= max(1, min(4, name.count / 4)) else { return nil }
    return near.role
  }

  /// Why this is no role's name.
  var refusal: String {
    "\"\(ForeignText.shown(rawValue))\" is not a role's name"
      + (meant.map { "; did you mean \"\($0)\"?" } ?? ", which is of lower-case letters, digits and hyphens")
  }

  /// Lower-case letters and digits with single hyphens between them, at most 64 bytes.
  var isWellFormed: Bool {
    let parts = rawValue.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return rawValue.utf8.count <= 64
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
              || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          }
      }
  }
}
