internal import Hummingbird
internal import Logging
internal import NIOCore
internal import PasswordReset

/// Answers every request: what must hold at the door first, then the page.
struct SiteResponder: HTTPResponder {
  struct Context: RequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?

    init(source: ApplicationRequestContextSource) {
      coreContext = CoreRequestContextStorage(source: source)
      remoteAddress = source.channel.remoteAddress
    }
  }

  let service: PasswordResetService
  let settings: AdminSite.Settings
  let logger: Logger
  private let attempts: AttemptLimit
  private let idle: IdleSessions

  /// No form of the site comes near it.
  private static let largestForm = 64 * 1024

  init(service: PasswordResetService, settings: AdminSite.Settings, logger: Logger) {
    self.service = service
    self.settings = settings
    self.logger = logger
    attempts = AttemptLimit(perMinute: settings.attemptsPerMinute)
    idle = IdleSessions(limit: settings.idleLimit)
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    let headers = SiteHeaders(isSecure: settings.isBehindProxy)
    if let asset = Asset(path: request.uri.path), request.method == .get || request.method == .head {
      return headers.response(asset, hasBody: request.method == .get)
    }
    let reply = await reply(to: request, context)
    return headers.response(reply, hasBody: request.method != .head)
  }

  private func reply(to request: Request, _ context: Context) async -> Reply {
    let cookies = SiteCookies(request.headers, isSecure: settings.isBehindProxy)
    let query = Form(String(request.uri.query ?? ""))
    var texts = Texts(preferring: cookies[.language], accepting: request.headers[.acceptLanguage])
    if let wanted = query["lang"], let locale = MessageLocale(rawValue: wanted) {
      guard request.method == .get else { return .text(.badRequest, "") }
      texts = Texts(locale)
      return Reply.redirect(to: request.uri.path + query.without("lang").asQuery, cookies.setting(.language, wanted))
    }
    let isPost = request.method == .post
    guard isPost || request.method == .get || request.method == .head else {
      return .text(.methodNotAllowed, "Only GET, HEAD and POST.\n")
    }
    var form = Form("")
    if isPost {
      guard Origin.isOwn(request.headers, host: request.head.authority, isSecure: settings.isBehindProxy) else {
        return .text(.forbidden, texts["problem.foreign"])
      }
      var request = request
      guard let body = try? await request.collectBody(upTo: Self.largestForm) else {
        return .text(.contentTooLarge, "The form is too large.\n")
      }
      form = Form(String(buffer: body))
      guard let sent = form["csrf"], let kept = cookies[.formToken], Secret(sent) == Secret(kept) else {
        return .text(.forbidden, texts["problem.foreign"])
      }
    }
    var visit = Visit(
      path: Form.pathParts(request.uri.path), isPost: isPost, query: query, form: form, cookies: cookies, texts: texts)
    if let token = cookies[.session] {
      visit = await signedIn(visit, token: token)
    }
    if isPost, visit.isAttempt, let wait = attempts.take(visitor(request, context)) {
      return await Pages(service, visit).tooManyAttempts(wait)
    }
    return await Pages(service, visit).reply(logger)
  }

  /// The visit with the session that its cookie names, where that one still counts.
  private func signedIn(_ visit: Visit, token: String) async -> Visit {
    var visit = visit
    guard let session = try? await service.resume(SiteCookies.decode(token)) else { return visit }
    guard idle.isFresh(token) else {
      try? await service.signOut(session)
      return visit
    }
    visit.session = session
    return visit
  }

  /// Whose attempts are counted together: an IPv4 address, or the network of an IPv6 address.
  private func visitor(_ request: Request, _ context: Context) -> String {
    if settings.isBehindProxy, let name = HTTPFields.Element.Name("X-Forwarded-For"), let list = request.headers[name],
      let last = list.split(separator: ",").last
    {
      return AttemptLimit.network(of: last.filter { !$0.isWhitespace })
    }
    return AttemptLimit.network(of: context.remoteAddress?.ipAddress ?? "")
  }
}
