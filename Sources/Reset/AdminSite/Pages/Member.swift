internal import Hummingbird
internal import PasswordReset

/// The pages of somebody who is signed in.
struct Member: Sendable {
  let service: PasswordResetService
  let visit: Visit
  let session: Session
  let me: User
  var texts: Texts { visit.texts }

  init(_ service: PasswordResetService, _ visit: Visit, _ session: Session, _ me: User) {
    self.service = service
    self.visit = visit
    self.session = session
    self.me = me
  }

  func route() async throws(ResetError) -> Reply {
    let rest = Array(visit.path.dropFirst())
    switch visit.path.first {
    case nil: return try await home()
    case "users": return try await users(rest)
    case "roles": return try await roles(rest)
    case "settings": return try await settings(rest)
    case "account", "password": return try await account(rest)
    case "audit": return try await audit(rest)
    default: return try await notFound()
    }
  }

  func notFound() async throws(ResetError) -> Reply {
    var reply = try await page(texts["problem"], .problem, notice: texts["problem.not-found"])
    reply.status = .notFound
    return reply
  }

  /// A page with the navigation around it.
  func page(
    _ heading: String, _ template: Template, _ values: [String: Any] = [:], notice: String? = nil,
    error: ResetError? = nil
  ) async throws(ResetError) -> Reply {
    var layout = PageFrame(visit: visit, heading: heading, notice: notice, error: error).values
    let isNormal = session.kind == .normal
    let tenant = isNormal ? try await service.tenant(as: session).name : texts.label("nav.home")
    layout["title"] = "\(heading) | \(texts.label("nav.home")) | \(tenant)"
    layout["tenant"] = tenant
    layout["member"] = isNormal
    layout["leaving"] = !isNormal
    layout["me"] = me.displayName
    if isNormal {
      layout["groups"] = [
        group("nav.users", "/users", "page.activeUsers"), group("nav.roles", "/roles", "page.roleAssignments"),
        group("nav.settings", "/settings", "page.orgSettings"),
      ]
      if try await service.capabilities(session).permissions.contains(.readAudit) {
        layout["audit"] = ["current": visit.path.first == "audit"]
      }
    }
    layout["main"] = template.render(PageFrame.shared(visit).merging(values) { $1 })
    return Reply(status: error.map(\.status) ?? .ok, body: Template.layout.render(layout))
  }

  private func group(_ group: String, _ href: String, _ page: String) -> [String: Any] {
    let isOpen = "/" + (visit.path.first ?? "") == href
    return [
      "group": texts.label(group), "href": href, "name": texts.label(page), "open": isOpen,
      "current": isOpen && visit.path.count == 1,
    ]
  }

  private func home() async throws(ResetError) -> Reply {
    let roles = try await service.roles(of: me.id, as: session).sorted().map { texts.name(of: $0) }
    return try await page(
      texts.label("nav.home"), .home,
      ["welcome": texts("welcome", ["name": me.displayName]), "roles": roles, "hasRoles": !roles.isEmpty])
  }
}
