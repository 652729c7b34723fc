internal import PasswordReset

/// Who has which role.
extension Member {
  func roles(_ rest: [String]) async throws(ResetError) -> Reply {
    guard let name = rest.first else {
      let roles = Role.known.map { ["id": $0.rawValue, "name": texts.name(of: $0)] }
      return try await page(texts.label("page.roleAssignments"), .roles, ["roles": roles])
    }
    guard let role = Role.known.first(where: { $0.rawValue == name }), rest.count <= 2 else {
      return try await notFound()
    }
    switch rest.dropFirst().first {
    case nil: return try await rolePane(role, isAssigned: false)
    case "assigned": return try await rolePane(role, isAssigned: true)
    case "add": return visit.isPost ? try await add(to: role) : try await memberForm(role)
    case "remove" where visit.isPost: return try await remove(from: role)
    default: return try await notFound()
    }
  }

  private func rolePane(
    _ role: Role, isAssigned: Bool, error: ResetError? = nil
  ) async throws(ResetError) -> Reply {
    var values: [String: Any] = ["id": role.rawValue, "name": texts.name(of: role), "assigned": isAssigned]
    if isAssigned {
      let members = try await service.holders(of: role, as: session)
      values["members"] = members.map {
        ["id": $0.id.rawValue, "name": $0.displayName, "userName": $0.userPrincipalName]
      }
      values["nobody"] = members.isEmpty
      values["assigns"] = try await service.capabilities(session).permissions.contains(.assignRoles)
    }
    return try await page(texts.label("page.roleAssignments"), .role, values, error: error)
  }

  private func memberForm(_ role: Role, _ error: ResetError? = nil) async throws(ResetError) -> Reply {
    guard try await service.capabilities(session).permissions.contains(.assignRoles) else { throw .notAuthorized }
    return try await page(
      texts.label("page.roleAssignments"), .member,
      [
        "id": role.rawValue, "title": texts("add-to", ["name": texts.name(of: role)]),
        "user": visit.form["user"] ?? "",
      ], error: error)
  }

  private func add(to role: Role) async throws(ResetError) -> Reply {
    do throws(ResetError) {
      let user = try await service.user(named: visit.form["user"] ?? "", as: session)
      try await service.assign(role, to: user.id, as: session)
    } catch {
      return try await memberForm(role, error)
    }
    return Reply.redirect(to: "/roles/\(role)/assigned?done=saved")
  }

  private func remove(from role: Role) async throws(ResetError) -> Reply {
    do throws(ResetError) {
      for id in visit.form.all("user") {
        try await service.remove(role, from: UserID(rawValue: id), as: session)
      }
    } catch {
      return try await rolePane(role, isAssigned: true, error: error)
    }
    return Reply.redirect(to: "/roles/\(role)/assigned?done=saved")
  }

  // MARK: The roles of one user

  func rolesForm(_ user: User, _ error: ResetError? = nil) async throws(ResetError) -> Reply {
    guard try await service.capabilities(session).permissions.contains(.assignRoles) else { throw .notAuthorized }
    let held = try await service.roles(of: user.id, as: session)
    let roles: [[String: Any]] = Role.known.map { role in
      ["id": role.rawValue, "name": texts.name(of: role), "held": held.contains(role)]
    }
    return try await page(
      texts.label("page.activeUsers"), .userRoles,
      ["id": user.id.rawValue, "title": texts("roles-of", ["name": user.displayName]), "roles": roles], error: error)
  }

  func saveRoles(of user: User) async throws(ResetError) -> Reply {
    do throws(ResetError) {
      let held = try await service.roles(of: user.id, as: session)
      let wanted = Set(visit.form.all("role").map { Role(rawValue: $0) })
      for role in Role.known where wanted.contains(role) != held.contains(role) {
        if wanted.contains(role) {
          try await service.assign(role, to: user.id, as: session)
        } else {
          try await service.remove(role, from: user.id, as: session)
        }
      }
    } catch {
      return try await rolesForm(user, error)
    }
    return Reply.redirect(to: "/users?done=saved")
  }
}
