internal import Mustache

/// The templates of the pages, compiled into the program.
enum Template: String, CaseIterable, Sendable {
  case layout, home, users, reset, sent, account, block, userRoles, roles, role, member, settings, selfService
  case myAccount, personal, password, signIn, signInPassword, recoveryCode, recoveryPassword, audit, problem

  func render(_ values: [String: Any]) -> String { Self.parsed[self]?.render(values) ?? "" }

  private static let parsed: [Template: MustacheTemplate] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, $0.parse()) })

  /// - Precondition: The templates that the target carries are mustache; a test renders them all.
  private func parse() -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text)
    } catch {
      preconditionFailure("the template \(self) is no mustache: \(error)")
    }
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  private var bytes: [UInt8] {
    switch self {
    case .layout: PackageResources.layout_mustache
    case .home: PackageResources.home_mustache
    case .users: PackageResources.users_mustache
    case .reset: PackageResources.reset_mustache
    case .sent: PackageResources.sent_mustache
    case .account: PackageResources.account_mustache
    case .block: PackageResources.block_mustache
    case .userRoles: PackageResources.user_roles_mustache
    case .roles: PackageResources.roles_mustache
    case .role: PackageResources.role_mustache
    case .member: PackageResources.member_mustache
    case .settings: PackageResources.settings_mustache
    case .selfService: PackageResources.self_service_mustache
    case .myAccount: PackageResources.my_account_mustache
    case .personal: PackageResources.personal_mustache
    case .password: PackageResources.password_mustache
    case .signIn: PackageResources.sign_in_mustache
    case .signInPassword: PackageResources.sign_in_password_mustache
    case .recoveryCode: PackageResources.recovery_code_mustache
    case .recoveryPassword: PackageResources.recovery_password_mustache
    case .audit: PackageResources.audit_mustache
    case .problem: PackageResources.problem_mustache
    }
  }
}
