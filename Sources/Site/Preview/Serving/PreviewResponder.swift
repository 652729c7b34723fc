internal import Hummingbird
internal import ServiceLifecycle

/// Answers each request of a browser: pages with the strip in them, and what the strip itself needs below `/_trin/`.
struct PreviewResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let site: LiveSite
  /// Tells one run of the server from the next, so that a page left open over a restart reloads.
  let server: String

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    guard LoopbackHost.allows(request.head.authority) else {
      return plain(
        .misdirectedRequest, "The preview answers only as localhost, 127.0.0.1 or [::1].\n", for: request)
    }
    // Of two, each program on the way may believe another.
    guard request.headers.allSatisfy({ $0.name.canonicalName != "host" }) else {
      return plain(.badRequest, "A request names one host.\n", for: request)
    }
    guard request.method == .get || request.method == .head else {
      var response = plain(.methodNotAllowed, "Only GET and HEAD.\n", for: request)
      response.headers[.allow] = "GET, HEAD"
      return response
    }
    guard let path = RequestPath(encoded: request.uri.path) else {
      return plain(.badRequest, "This is no path of a page.\n", for: request)
    }
    switch path.decoded {
    case "/_trin/events": return request.method == .head ? plain(.ok, "", for: request) : await events()
    case "/_trin/preview.js":
      return make(.ok, Array(StripScript.text.utf8), "text/javascript; charset=utf-8", for: request)
    case "/_trin/strip":
      guard let page = request.uri.queryParameters["page"].flatMap({ RequestPath(encoded: $0) }) else {
        return plain(.badRequest, "Ask for the strip of a page: /_trin/strip?page=/…\n", for: request)
      }
      let notice = await site.view(of: pagePath(page)).notice
      return make(.ok, StripHTML.content(of: notice), "text/html; charset=utf-8", for: request)
    default: return await page(at: path, for: request)
    }
  }

  // MARK: Pages

  private func pagePath(_ path: RequestPath) -> String { path.isFolder ? path.decoded + "index.html" : path.decoded }

  private func page(at path: RequestPath, for request: Request) async -> Response {
    let view = await site.view(of: pagePath(path))
    if let page = view.page {
      guard page.isHTML else {
        var response = make(.ok, page.bytes, page.contentType, for: request)
        if !page.isOfSite { response.headers[.contentSecurityPolicy] = ContentPolicy.ofFiles(page.contentType) }
        return response
      }
      return make(.ok, withStrip(page.bytes, view.notice), page.contentType, for: request)
    }
    if let target = await redirect(from: path) {
      var response = plain(.temporaryRedirect, "", for: request)
      response.headers[.location] = target
      return response
    }
    if await site.home == nil {
      let page = StatusPage.waiting(failure: view.notice.failure)
      return make(.serviceUnavailable, withStrip(page, view.notice), "text/html; charset=utf-8", for: request)
    }
    let page = StatusPage.notFound(path.decoded, home: PercentEncoding.path(await site.home ?? "/"))
    return make(.notFound, withStrip(page, view.notice), "text/html; charset=utf-8", for: request)
  }

  private func withStrip(_ page: [UInt8], _ notice: StripNotice) -> [UInt8] {
    StripHTML.insert(StripHTML.element(notice, server: server), into: page)
  }

  /// To the start page from `/`, and to the folder from its name without the slash, so that the page's relative
  /// links lead where they should.
  private func redirect(from path: RequestPath) async -> String? {
    if path.decoded == "/" {
      guard let home = await site.home else { return nil }
      let target = PercentEncoding.path(home)
      return home != "/" && RequestPath(encoded: target) != nil ? target : nil
    }
    guard !path.isFolder, await site.hasPage(path.decoded + "/index.html") else { return nil }
    let name = path.decoded.split(separator: "/").last.map(String.init) ?? ""
    return PercentEncoding.path(name) + "/"
  }

  // MARK: Events

  private func events() async -> Response {
    let signals = await site.signals()
    let server = server
    var response = Response(
      status: .ok,
      body: ResponseBody { writer in
        try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
        for await signal in signals.cancelOnGracefulShutdown() {
          try await writer.write(ByteBuffer(string: signal.encoded(server: server)))
        }
        try await writer.finish(nil)
      })
    addCommonHeaders(to: &response, contentType: "text/event-stream")
    return response
  }

  // MARK: Responses

  private func plain(_ status: HTTPResponse.Status, _ text: String, for request: Request) -> Response {
    make(status, Array(text.utf8), "text/plain; charset=utf-8", for: request)
  }

  private func make(
    _ status: HTTPResponse.Status, _ bytes: [UInt8], _ contentType: String, for request: Request
  ) -> Response {
    var response = Response(
      status: status,
      body: request.method == .head ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    response.headers[.contentLength] = String(bytes.count)
    addCommonHeaders(to: &response, contentType: contentType)
    return response
  }

  /// Nothing is cached, for the next build may differ; and no other site may frame, embed or sniff what is here.
  private func addCommonHeaders(to response: inout Response, contentType: String) {
    response.headers[.contentType] = contentType
    response.headers[.cacheControl] = "no-store"
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.contentSecurityPolicy] = ContentPolicy.ofPages
    if let name = HTTPFields.Element.Name("X-Frame-Options") { response.headers[name] = "SAMEORIGIN" }
    if let name = HTTPFields.Element.Name("Cross-Origin-Resource-Policy") { response.headers[name] = "same-origin" }
  }
}
