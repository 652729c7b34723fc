internal import PasswordReset

/// The settings of the organization.
extension Member {
  func settings(_ rest: [String]) async throws(ResetError) -> Reply {
    switch rest {
    case []: return try await profile()
    case ["security"]: return try await security(["items": true])
    case ["security", "expiration"]: return visit.isPost ? try await saveExpiration() : try await expirationPane()
    case ["security", "self-service"]:
      try await require(.setSelfService)
      return try await security(["selfServicePane": true])
    case ["self-service"]: return visit.isPost ? try await saveSelfService() : try await selfServiceForm()
    default: return try await notFound()
    }
  }

  private func require(_ permission: Permission) async throws(ResetError) {
    guard try await service.capabilities(session).permissions.contains(permission) else { throw .notAuthorized }
  }

  private func tabs(
    _ values: [String: Any], error: ResetError? = nil
  ) async throws(ResetError) -> Reply {
    let permissions = try await service.capabilities(session).permissions
    var values = values
    values["expiration"] = permissions.contains(.setExpiration)
    values["selfService"] = permissions.contains(.setSelfService)
    values["sees"] = permissions.contains(.setExpiration) || permissions.contains(.setSelfService)
    return try await page(texts.label("page.orgSettings"), .settings, values, error: error)
  }

  private func profile() async throws(ResetError) -> Reply {
    let domains = try await service.domains(as: session).map { domain in
      let expiration =
        switch domain.expiration {
        case .never: texts["expires-never"]
        case .days(let days): texts("expires-after", ["days": String(days)])
        }
      return ["name": domain.name, "expiration": expiration]
    }
    return try await tabs(
      ["profile": true, "tenant": try await service.tenant(as: session).name, "domains": domains])
  }

  private func security(_ values: [String: Any], error: ResetError? = nil) async throws(ResetError) -> Reply {
    let permissions = try await service.capabilities(session).permissions
    guard permissions.contains(.setExpiration) || permissions.contains(.setSelfService) else { throw .notAuthorized }
    return try await tabs(values, error: error)
  }

  private func expirationPane(_ error: ResetError? = nil) async throws(ResetError) -> Reply {
    try await require(.setExpiration)
    let domains = try await service.domains(as: session)
    let days = domains.lazy.compactMap { if case .days(let days) = $0.expiration { days } else { nil } }.first
    return try await security(
      [
        "expirationPane": true, "days": visit.form["days"] ?? days.map(String.init) ?? "",
        "never": visit.isPost ? visit.form["never"] != nil : days == nil,
      ], error: error)
  }

  private func saveExpiration() async throws(ResetError) -> Reply {
    do throws(ResetError) {
      let expiration: PasswordExpiration
      if visit.form["never"] != nil {
        expiration = .never
      } else if let days = Int(visit.form["days"] ?? "") {
        expiration = .days(days)
      } else {
        throw ResetError.invalidInput(field: "days before passwords expire", reason: "it is no whole number")
      }
      try await service.setExpiration(expiration, as: session)
    } catch {
      return try await expirationPane(error)
    }
    return Reply.redirect(to: "/settings/security?done=saved")
  }

  private func selfServiceForm(_ error: ResetError? = nil) async throws(ResetError) -> Reply {
    try await require(.setSelfService)
    let scope = visit.form["scope"].flatMap { SelfServiceScope(rawValue: $0) }
    let shown: SelfServiceScope
    if let scope { shown = scope } else { shown = try await service.tenant(as: session).selfService }
    var users = visit.form["users"]
    if users == nil {
      // As many as one reads over; a longer list is left as it is unless it is written anew.
      users = try await service.users(as: session).filter(\.selectedForSelfService).map(\.userPrincipalName)
        .joined(separator: "\n")
    }
    return try await page(
      texts.label("page.ssprProperties"), .selfService,
      ["none": shown == .none, "selected": shown == .selected, "everyone": shown == .all, "users": users ?? ""],
      error: error)
  }

  private func saveSelfService() async throws(ResetError) -> Reply {
    do throws(ResetError) {
      guard let scope = SelfServiceScope(rawValue: visit.form["scope"] ?? "") else {
        throw ResetError.invalidInput(field: "self-service", reason: "nothing was chosen")
      }
      var selected: Set<UserID> = []
      if scope == .selected {
        let names = (visit.form["users"] ?? "").split { $0 == ";" || $0.isWhitespace }
        for name in names { selected.insert(try await service.user(named: String(name), as: session).id) }
      }
      try await service.setSelfService(scope, selected: selected, as: session)
    } catch {
      return try await selfServiceForm(error)
    }
    return Reply.redirect(to: "/settings/self-service?done=saved")
  }
}
