internal import PasswordReset

/// Signing in, out, and getting back in without the password.
extension Pages {
  func signInForm(_ error: ResetError? = nil) async -> Reply {
    page(texts["sign-in"], .signIn, ["user": visit.form["user"] ?? ""], error: error)
  }

  private func passwordForm(_ user: String, _ error: ResetError? = nil) -> Reply {
    page(
      texts["sign-in"], .signInPassword, ["user": user, "signingIn": texts("signing-in", ["name": user])], error: error)
  }

  /// The name first, then the password. Nothing is looked up for the name alone.
  func signIn() async throws(ResetError) -> Reply {
    let user = visit.form["user"] ?? ""
    guard visit.path == ["sign-in", "password"] else {
      if user.isEmpty { return await signInForm(.invalidInput(field: "user name", reason: "it is missing")) }
      return passwordForm(user)
    }
    let session: Session
    do throws(ResetError) {
      session = try await service.signIn(user, password: Secret(visit.form["password"] ?? ""))
    } catch {
      return passwordForm(user, error)
    }
    // Who was signed in before, in this browser, no longer is; and forms of before no longer count.
    if let before = visit.session { try await service.signOut(before) }
    return Reply.redirect(
      to: session.kind == .normal ? "/" : "/password",
      visit.cookies.setting(.session, SiteCookies.encode(session.token)),
      visit.cookies.setting(.formToken, SiteCookies.newToken()))
  }

  func signOut() async throws(ResetError) -> Reply {
    if let session = visit.session { try await service.signOut(session) }
    return Reply.redirect(
      to: "/sign-in?done=signed-out", visit.cookies.dropping(.session), visit.cookies.dropping(.formToken))
  }

  // MARK: Recovery

  private var ticket: RecoveryTicket? {
    // The library knows when it runs out.
    visit.cookies[.recovery].map {
      RecoveryTicket(token: SiteCookies.decode($0), expires: Timestamp(milliseconds: .max))
    }
  }

  func recoveryForm(_ error: ResetError? = nil) async -> Reply {
    if visit.cookies[.grant] != nil { return page(texts["recovery"], .recoveryPassword, error: error) }
    guard ticket != nil else { return Reply.redirect(to: "/sign-in") }
    let hint = texts[visit.query["step"] == "2" ? "recovery-second" : "recovery-sent"]
    return page(texts["recovery"], .recoveryCode, ["hint": hint], error: error)
  }

  func recover() async throws(ResetError) -> Reply {
    switch visit.path.dropFirst().first {
    case "code": return await verifyCode()
    case "password": return await finishRecovery()
    default: break
    }
    let user = visit.form["user"] ?? ""
    do throws(ResetError) {
      let ticket = try await service.startRecovery(of: user)
      return Reply.redirect(
        to: "/recovery", visit.cookies.setting(.recovery, SiteCookies.encode(ticket.token)),
        visit.cookies.dropping(.grant))
    } catch {
      return passwordForm(user, error)
    }
  }

  private func verifyCode() async -> Reply {
    guard let ticket else { return Reply.redirect(to: "/sign-in") }
    do throws(ResetError) {
      let code = (visit.form["code"] ?? "").filter { !$0.isWhitespace }
      switch try await service.redeem(Secret(code), for: ticket) {
      case .secondGate: return Reply.redirect(to: "/recovery?step=2")
      case .proven(let grant):
        return Reply.redirect(to: "/recovery", visit.cookies.setting(.grant, SiteCookies.encode(grant.token)))
      }
    } catch {
      return await recoveryForm(error)
    }
  }

  private func finishRecovery() async -> Reply {
    guard let grant = visit.cookies[.grant] else { return Reply.redirect(to: "/sign-in") }
    do throws(ResetError) {
      try await service.completeRecovery(
        RecoveryGrant(token: SiteCookies.decode(grant)), newPassword: Secret(visit.form["new"] ?? ""))
      return Reply.redirect(
        to: "/sign-in?done=recovered", visit.cookies.dropping(.recovery), visit.cookies.dropping(.grant))
    } catch {
      return await recoveryForm(error)
    }
  }
}
