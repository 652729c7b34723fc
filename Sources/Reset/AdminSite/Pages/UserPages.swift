internal import PasswordReset

/// The list of users, and what is done to one of them.
extension Member {
  private static let pageSize = 50

  func users(_ rest: [String]) async throws(ResetError) -> Reply {
    switch (rest.first, rest.dropFirst().first) {
    case (nil, nil): return try await userList()
    case ("reset", nil): return visit.isPost ? try await reset() : try await resetForm()
    case ("send", nil): return visit.isPost ? try await send() : Reply.redirect(to: "/users")
    case (let id?, let part) where rest.count <= 2:
      let user = try await service.user(UserID(rawValue: id), as: session)
      switch part {
      case nil: return try await accountPane(user)
      case "sessions" where visit.isPost: return try await endSessions(of: user)
      case "block": return visit.isPost ? try await block(user) : try await blockForm(user)
      case "roles": return visit.isPost ? try await saveRoles(of: user) : try await rolesForm(user)
      default: return try await notFound()
      }
    default: return try await notFound()
    }
  }

  // MARK: The list

  private var pageNumber: Int { min(max(Int(visit.query["page"] ?? "") ?? 1, 1), 1_000_000) }

  private func shownUsers() async throws(ResetError) -> [User] {
    try await service.users(
      matching: visit.query["q"] ?? "", limit: Self.pageSize + 1, offset: (pageNumber - 1) * Self.pageSize, as: session)
  }

  private func userList() async throws(ResetError) -> Reply {
    let found = try await shownUsers()
    let shown = found.prefix(Self.pageSize).map { user in
      ["id": user.id.rawValue, "name": user.displayName, "userName": user.userPrincipalName, "state": state(of: user)]
    }
    var values: [String: Any] = [
      "users": shown, "empty": shown.isEmpty, "q": visit.query["q"] ?? "", "page": String(pageNumber),
      "resets": try await service.capabilities(session).resetsSomebody,
    ]
    if pageNumber > 1 { values["previous"] = address(ofPage: pageNumber - 1) }
    if found.count > Self.pageSize { values["next"] = address(ofPage: pageNumber + 1) }
    return try await page(texts.label("page.activeUsers"), .users, values)
  }

  private func address(ofPage number: Int) -> String {
    "/users?q=\(Form.encode(visit.query["q"] ?? ""))&page=\(number)"
  }

  private func state(of user: User) -> String { texts[user.signInBlocked ? "blocked" : "allowed"] }

  // MARK: Resets

  /// Those who are selected; with the box in the heading, all of the page.
  private func selectedUsers() async throws(ResetError) -> [User] {
    if visit.query["all"] != nil { return Array(try await shownUsers().prefix(Self.pageSize)) }
    var users: [User] = []
    let ids = visit.isPost ? visit.form.all("user") : visit.query.all("user")
    for id in ids.prefix(PasswordResetService.bulkLimit + 1) {
      users.append(try await service.user(UserID(rawValue: id), as: session))
    }
    return users
  }

  private func resetForm(_ error: ResetError? = nil) async throws(ResetError) -> Reply {
    guard try await service.capabilities(session).resetsSomebody else { throw .notAuthorized }
    let users = try await selectedUsers()
    guard !users.isEmpty else { return Reply.redirect(to: "/users") }
    return try await page(
      texts.label("page.activeUsers"), .reset,
      [
        "users": users.map { ["id": $0.id.rawValue, "name": $0.displayName, "userName": $0.userPrincipalName] },
        "single": users.count == 1, "create": visit.form["choice"] == "create",
        "require": !visit.isPost || visit.form["require"] != nil,
      ], error: error)
  }

  private func reset() async throws(ResetError) -> Reply {
    let ids = visit.form.all("user").map { UserID(rawValue: $0) }
    let requireChange = visit.form["require"] != nil
    var receipts: [ResetReceipt] = []
    var refusal: ResetError?
    do throws(ResetError) {
      if ids.count == 1 {
        let choice: ResetChoice =
          visit.form["choice"] == "create" ? .created(Secret(visit.form["password"] ?? "")) : .generated
        receipts = [try await service.resetPassword(of: ids[0], to: choice, requireChange: requireChange, as: session)]
      } else {
        for entry in try await service.resetPasswords(of: ids, requireChange: requireChange, as: session) {
          switch entry.result {
          case .success(let receipt): receipts.append(receipt)
          case .failure(let error): refusal = refusal ?? error
          }
        }
      }
    } catch {
      refusal = error
    }
    if receipts.isEmpty { return try await resetForm(refusal) }
    return try await sentPane(receipts, error: refusal)
  }

  /// What was set, shown this once.
  private func sentPane(_ receipts: [ResetReceipt], error: ResetError?) async throws(ResetError) -> Reply {
    var passwords: [[String: String]] = []
    for receipt in receipts {
      guard let password = receipt.generated else { continue }
      let name = try await service.user(receipt.user, as: session).displayName
      passwords.append(["name": name, "password": password.reveal()])
    }
    var values: [String: Any] = [
      "resets": receipts.map(\.id.rawValue), "passwords": passwords, "hasPasswords": !passwords.isEmpty, "email": "",
    ]
    if let expires = receipts.first?.expires { values["expires"] = texts("expires", ["time": texts.moment(expires)]) }
    return try await page(texts.label("page.activeUsers"), .sent, values, error: error)
  }

  private func send() async throws(ResetError) -> Reply {
    let resets = visit.form.all("reset")
    let addresses = (visit.form["email"] ?? "").split(separator: ";").map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    do throws(ResetError) {
      for reset in resets {
        try await service.sendSignInInformation(for: ResetID(rawValue: reset), to: addresses, as: session)
      }
    } catch {
      return try await page(
        texts.label("page.activeUsers"), .sent,
        ["resets": resets, "hidden": true, "email": visit.form["email"] ?? ""], error: error)
    }
    return Reply.redirect(to: "/users?done=sent")
  }

  // MARK: One user

  private func accountPane(_ user: User) async throws(ResetError) -> Reply {
    let capabilities = try await service.capabilities(session)
    let roles = try await service.roles(of: user.id, as: session).sorted().map { texts.name(of: $0) }
    var values: [String: Any] = [
      "id": user.id.rawValue, "name": user.displayName, "userName": user.userPrincipalName, "state": state(of: user),
      "roles": roles.isEmpty ? texts["nobody"] : roles.joined(separator: ", "),
      "endsSessions": capabilities.permissions.contains(.endSessions),
      "blocks": capabilities.permissions.contains(.blockSignIn),
      "assigns": capabilities.permissions.contains(.assignRoles),
    ]
    if roles.isEmpty { values["roles"] = "–" }
    // Who may not reset this user does not see what was reset.
    if capabilities.resetsSomebody, let resets = try? await service.resets(of: user.id, as: session) {
      var rows: [[String: String]] = []
      for reset in resets.prefix(5) {
        let deliveries = try await service.deliveries(of: reset.id, as: session).filter {
          $0.kind == .signInInformation
        }
        let at = texts.moment(reset.at)
        if deliveries.isEmpty { rows.append(["at": at, "to": texts["not-sent"], "state": "–"]) }
        for delivery in deliveries {
          rows.append(["at": at, "to": delivery.recipient, "state": texts["delivery.\(delivery.state.rawValue)"]])
        }
      }
      values["seesResets"] = true
      values["resets"] = rows
      values["hasResets"] = !rows.isEmpty
    }
    return try await page(texts.label("page.activeUsers"), .account, values)
  }

  private func endSessions(of user: User) async throws(ResetError) -> Reply {
    try await service.endSessions(of: user.id, as: session)
    return Reply.redirect(to: "/users/\(user.id)?done=ended")
  }

  private func blockForm(_ user: User, _ error: ResetError? = nil) async throws(ResetError) -> Reply {
    guard try await service.capabilities(session).permissions.contains(.blockSignIn) else { throw .notAuthorized }
    return try await page(
      texts.label("page.activeUsers"), .block,
      ["id": user.id.rawValue, "name": user.displayName, "isBlocked": user.signInBlocked], error: error)
  }

  private func block(_ user: User) async throws(ResetError) -> Reply {
    let isBlocked = visit.form["block"] != nil
    do throws(ResetError) {
      try await service.setSignInBlocked(isBlocked, of: user.id, as: session)
    } catch {
      return try await blockForm(user, error)
    }
    return Reply.redirect(to: "/users?done=\(isBlocked ? "blocked" : "unblocked")")
  }
}
