internal import PasswordReset

/// The own account, and the audit log for who may read it.
extension Member {
  func account(_ rest: [String]) async throws(ResetError) -> Reply {
    if visit.path.first == "password" {
      return visit.isPost ? try await changePassword() : Reply.redirect(to: "/account/password")
    }
    switch rest {
    case []: return try await page(texts.label("me.account"), .myAccount)
    case ["personal"]: return visit.isPost ? try await savePersonal() : try await personalForm()
    case ["password"]: return try await passwordForm()
    default: return try await notFound()
    }
  }

  private func personalForm(_ error: ResetError? = nil) async throws(ResetError) -> Reply {
    try await page(
      texts.label("page.personalInfo"), .personal,
      [
        "email": visit.form["email"] ?? me.alternateEmail ?? "", "mobile": visit.form["mobile"] ?? me.mobile ?? "",
        // What is registered changes only with the own password.
        "asksPassword": me.alternateEmail != nil || me.mobile != nil,
      ], error: error)
  }

  private func savePersonal() async throws(ResetError) -> Reply {
    func given(_ name: String) -> String? { visit.form[name].flatMap { $0.isEmpty ? nil : $0 } }
    do throws(ResetError) {
      try await service.registerContact(
        alternateEmail: given("email"), mobile: given("mobile"), password: given("current").map { Secret($0) },
        as: session)
    } catch {
      return try await personalForm(error)
    }
    return Reply.redirect(to: "/account/personal?done=saved")
  }

  func passwordForm(_ error: ResetError? = nil) async throws(ResetError) -> Reply {
    var values: [String: Any] = ["userName": me.userPrincipalName]
    if case .changeOnly(let reason) = session.kind { values["reason"] = texts["must-change.\(reason.rawValue)"] }
    return try await page(texts.label("page.ownPassword"), .password, values, error: error)
  }

  func changePassword() async throws(ResetError) -> Reply {
    let fresh: Session
    do throws(ResetError) {
      fresh = try await service.changeOwnPassword(
        from: Secret(visit.form["current"] ?? ""), to: Secret(visit.form["new"] ?? ""), as: session)
    } catch {
      if case .sessionEnded = error { throw error }
      return try await passwordForm(error)
    }
    return Reply.redirect(
      to: session.kind == .normal ? "/account/password?done=changed" : "/?done=changed",
      visit.cookies.setting(.session, SiteCookies.encode(fresh.token)),
      visit.cookies.setting(.formToken, SiteCookies.newToken()))
  }

  // MARK: The audit log

  private static let eventsOnAPage = 50

  func audit(_ rest: [String]) async throws(ResetError) -> Reply {
    switch rest {
    case []: return try await auditPage()
    case ["verify"] where visit.isPost: return try await auditPage(verified: service.verifyAudit(as: session))
    default: return try await notFound()
    }
  }

  private func auditPage(verified: AuditVerification? = nil) async throws(ResetError) -> Reply {
    // The newest stand first, so the end is looked for.
    var newest = Int(visit.query["before"] ?? "").map { max(0, $0 - 1) }
    if newest == nil {
      var last = 0
      while let event = try await service.auditEvents(after: last, limit: 10_000, as: session).last {
        last = event.sequence
      }
      newest = last
    }
    let first = max(0, (newest ?? 0) - Self.eventsOnAPage)
    let count = (newest ?? 0) - first
    let events = count == 0 ? [] : try await service.auditEvents(after: first, limit: count, as: session)
    var values: [String: Any] = [
      "events": events.reversed().map { event in
        [
          "at": texts.moment(event.at), "activity": event.activity.rawValue, "actor": event.actor,
          "target": event.target ?? "", "result": event.refusal.map { texts["error.\($0)"] } ?? texts["audit-success"],
        ]
      }
    ]
    if first > 0 { values["older"] = "/audit?before=\(first + 1)" }
    let notice: String? =
      switch verified {
      case nil: nil
      case .intact(let count, let head): texts("audit-intact", ["count": String(count), "head": head])
      case .broken(let place): texts("audit-broken", ["at": String(place)])
      }
    return try await page(texts.label("page.audit"), .audit, values, notice: notice)
  }
}
