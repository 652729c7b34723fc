internal import Hummingbird
internal import Logging
internal import PasswordReset

/// Finds the page that a visit asks for, and answers with it.
struct Pages: Sendable {
  let service: PasswordResetService
  let visit: Visit
  var texts: Texts { visit.texts }

  init(_ service: PasswordResetService, _ visit: Visit) {
    self.service = service
    self.visit = visit
  }

  func reply(_ logger: Logger) async -> Reply {
    var reply: Reply
    do throws(ResetError) {
      reply = try await route()
    } catch .sessionEnded {
      reply = Reply.redirect(to: "/sign-in", visit.cookies.dropping(.session))
    } catch {
      if case .unavailable = error { logger.error("the directory does not answer: \(error.description)") }
      reply = await problem(error)
    }
    if visit.cookies[.formToken] != visit.formToken, !reply.cookies.contains(where: { $0.contains("admin-form=") }) {
      reply.cookies.append(visit.cookies.setting(.formToken, visit.formToken))
    }
    return reply
  }

  private func route() async throws(ResetError) -> Reply {
    let isPost = visit.isPost
    switch visit.path.first {
    case "sign-in": return isPost ? try await signIn() : await signInForm()
    case "sign-out": if isPost { return try await signOut() }
    case "recovery": return isPost ? try await recover() : await recoveryForm()
    default: break
    }
    guard let session = visit.session else { throw .sessionEnded }
    let me = Member(service, visit, session, try await service.ownAccount(session))
    guard session.kind == .normal else {
      if isPost, visit.path == ["password"] { return try await me.changePassword() }
      return visit.path == ["password"] ? try await me.passwordForm() : Reply.redirect(to: "/password")
    }
    return try await me.route()
  }

  // MARK: Pages without a member

  func page(
    _ heading: String, _ template: Template, _ values: [String: Any] = [:], notice: String? = nil,
    error: ResetError? = nil
  ) -> Reply {
    var layout = PageFrame(visit: visit, heading: heading, notice: notice, error: error).values
    layout["tenant"] = texts.label("nav.home")
    layout["title"] = "\(heading) | \(texts.label("nav.home"))"
    let shared = PageFrame.shared(visit)
    layout["main"] = template.render(shared.merging(values) { $1 })
    return Reply(status: error.map(\.status) ?? .ok, body: Template.layout.render(layout))
  }

  func problem(_ error: ResetError) async -> Reply {
    if let session = visit.session, session.kind == .normal, let me = try? await service.ownAccount(session),
      let reply = try? await Member(service, visit, session, me).page(texts["problem"], .problem, error: error)
    {
      return reply
    }
    return page(texts["problem"], .problem, error: error)
  }

  func tooManyAttempts(_ wait: Duration) async -> Reply {
    let seconds = Int(wait.components.seconds) + 1
    var reply = page(
      texts["problem"], .problem, notice: texts("problem.attempts", ["seconds": String(seconds)]))
    reply.status = .tooManyRequests
    reply.retryAfter = seconds
    return reply
  }
}

extension ResetError {
  /// How HTTP words what the library refuses.
  var status: HTTPResponse.Status {
    switch self {
    case .notAuthorized, .selfResetForbidden, .targetRoleTooHigh, .ssprDisabled, .insufficientMethods, .signInBlocked:
      .forbidden
    case .conflict: .conflict
    case .throttled, .locked: .tooManyRequests
    case .unavailable: .serviceUnavailable
    case .userNotFound: .notFound
    default: .unprocessableContent
    }
  }
}
