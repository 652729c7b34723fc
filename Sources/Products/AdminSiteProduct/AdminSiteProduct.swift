package import AdminCenter
internal import AdminLabels
internal import AdminSite
package import BrowserProduct
internal import Logging
internal import PasswordReset
package import Scenarios
package import WebDriver

/// The pages of the admin center, each run over a directory of its own in memory and behind a port of its own.
package struct AdminSiteApplication: WebApplication {
  private let model = AdminCenter()

  package init() {}

  package var controls: [Control] { model.controls }
  package var roles: [ProductRole] { model.roles }
  package var schema: ScenarioSchema { model.schema }
  package func labels(of control: String, locale: String) -> [String] { model.labels(of: control, locale: locale) }
  package func control(forLink id: String) -> String? { model.control(forLink: id) }
  package func link(to control: String) -> String? { model.link(to: control) }

  package var limits: BrowserLimits {
    var limits = BrowserLimits()
    // The pages are complete when they arrive.
    limits.quiet = .milliseconds(30)
    return limits
  }

  package func start(_ setup: WorldSetup) async throws -> any WebApplicationRun {
    let directory = try await Directory(setup)
    return try await AdminSiteRun(directory, locale: setup.locale)
  }
}

/// A server and the directory behind it.
package final class AdminSiteRun: WebApplicationRun {
  private let directory: Directory
  private let locale: String
  private let server: Task<Void, Never>
  package let address: String

  package init(_ directory: Directory, locale: String) async throws {
    self.directory = directory
    self.locale = locale
    let (addresses, ready) = AsyncStream<String>.makeStream()
    var settings = AdminSite.Settings()
    // The runs are many, and all from one address.
    settings.attemptsPerMinute = 1_000_000
    let site = AdminSite(
      directory.service, settings: settings,
      logger: Logger(label: "admin-site") { _ in SwiftLogNoOpLogHandler() }, onReady: { ready.yield($0) })
    server = Task {
      try? await site.run(endsOnSignals: false)
      ready.finish()
    }
    guard let address = await addresses.first(where: { _ in true }) else {
      throw ProductFault("the server of the admin center did not start")
    }
    self.address = address
  }

  package func stop() async {
    server.cancel()
    await server.value
  }

  /// The person signed in before the procedure begins, as scenarios have it.
  package func enter(_ browser: BrowserSession) async throws(WebDriverError) {
    guard let session = directory.administrator.session else { return }
    for (name, value) in [
      ("admin-session", AdminSite.cookieValue(of: session.token)), ("admin-language", locale),
    ] {
      let _: JSONValue = try await browser.devTools(
        "Network.setCookie",
        ["url": .string(address), "name": .string(name), "value": .string(value), "httpOnly": true, "sameSite": "Lax"])
    }
    try await browser.open(address + "/")
  }

  package func address(of control: String) -> String? {
    let paths = [
      "nav.home": "/", "page.activeUsers": "/users", "page.roleAssignments": "/roles",
      "orgSettings.security": "/settings/security",
    ]
    return paths[control].map { address + $0 }
  }

  package func mayShow(_ control: String, at path: String) -> Bool {
    switch control {
    case "activeUsers.select", "activeUsers.name": path == "/users"
    case "roles.role": path == "/roles"
    case "roles.member", "members.userName": path.hasPrefix("/roles/")
    case "manageRoles.role": path.hasPrefix("/users/") && path.hasSuffix("/roles")
    case "recovery.newPassword": path.hasPrefix("/recovery")
    case _ where control.hasPrefix("signIn."): path.hasPrefix("/sign-in")
    case "ownPassword.current" where path == "/account/personal": true
    case _ where control.hasPrefix("ownPassword."): path.hasSuffix("/password")
    default: true
    }
  }

  package func pattern(of control: String, subject: String?) -> ElementPattern? {
    func person(_ roles: Set<String>) -> ElementPattern {
      ElementPattern(
        roles: roles, names: subject.map { [directory.person($0)?.displayName ?? $0] } ?? [], isInRow: true)
    }
    func role(_ roles: Set<String>) -> ElementPattern {
      let names = AdminLabels.builtIn.roles.filter { subject == nil || $0.id == subject }
        .compactMap { $0.names[locale]?.first }
      return ElementPattern(roles: roles, names: names.isEmpty ? [subject ?? ""] : names)
    }
    switch control {
    case "activeUsers.select", "roles.member": return person(["checkbox"])
    case "activeUsers.name": return person(["link"])
    case "roles.role": return role(["link"])
    case "manageRoles.role": return role(["checkbox"])
    case "nav.me":
      return ElementPattern(roles: ["DisclosureTriangle"], names: [directory.administrator.displayName])
    default: return nil
    }
  }

  package func settle() async throws { _ = try await directory.service.deliver() }

  package func judged(_ refusal: Refusal, at path: String) async -> Refusal {
    // Who has no right to recover is sent no code, and told nothing.
    guard path.hasPrefix("/recovery"), directory.sentCode(over: .mail) == nil else { return refusal }
    return Refusal(code: refusal.code, message: refusal.message, isForWantOfRole: true)
  }

  package func value(named name: String) async -> String? { directory.value(named: name) }

  package func verify(_ expectation: ScenarioValue) async -> String? {
    await DirectoryExpectations(directory).verify(expectation)
  }
}
