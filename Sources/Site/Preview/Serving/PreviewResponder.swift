internal import Hummingbird
internal import ServiceLifecycle

/// Answers each request of a browser: pages with the strip in them, and what the strip itself needs below `/_trin/`.
struct PreviewResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  let site: LiveSite
  /// Tells one run of the server from the next, so that a page left open over a restart reloads.
  let server: String
  /// Of this run, too: who writes has to know it.
  let token: String
  /// Nil: that of each browser.
  var language: DeskWords?

  func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
    guard LoopbackHost.allows(request.head.authority) else {
      return plain(
        .misdirectedRequest, "The preview answers only as localhost, 127.0.0.1 or [::1].\n", for: request)
    }
    // Of two, each program on the way may believe another.
    guard request.headers.allSatisfy({ $0.name.canonicalName != "host" }) else {
      return plain(.badRequest, "A request names one host.\n", for: request)
    }
    if request.method == .post, ["/_trin/repair", "/_trin/paragraph"].contains(request.uri.path) {
      return try await write(request)
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
      let content = StripHTML.content(of: notice, at: pagePath(page), words: words(of: request))
      return make(.ok, content, "text/html; charset=utf-8", for: request)
    case "/_trin/desk.js": return make(.ok, Array(DeskScript.text.utf8), "text/javascript; charset=utf-8", for: request)
    case "/_trin/desk.css": return make(.ok, Array(DeskStyle.text.utf8), "text/css; charset=utf-8", for: request)
    default: break
    }
    for (prefix, answer) in [("/_trin/desk/", desk), ("/_trin/overview", overview), ("/_trin/picture/", picture)]
    where path.decoded.utf8.starts(with: prefix.utf8) {
      return await answer(path, request)
    }
    return await page(at: path, for: request)
  }

  // MARK: The desk

  private func desk(_ path: RequestPath, for request: Request) async -> Response {
    var address = String(path.decoded.dropFirst("/_trin/desk".count))
    if path.isFolder { address += "index.html" }
    guard let content = await site.content, let page = content.desk?.page(address) else {
      return plain(.notFound, "There is no such page, or no article makes it.\n", for: request)
    }
    let bytes = DeskHTML.bytes(
      of: page, words: words(of: request), build: await site.status.build, server: server, token: token)
    return ofDesk(bytes, for: request)
  }

  private func overview(_ path: RequestPath, for request: Request) async -> Response {
    let locale = path.decoded.split(separator: "/").dropFirst(2).first.map(String.init)
    guard let content = await site.content, let overview = content.desk?.overview(locale) else {
      return plain(.notFound, "There is no such language.\n", for: request)
    }
    let bytes = OverviewHTML.bytes(
      of: overview, words: words(of: request), build: await site.status.build, server: server, token: token)
    return ofDesk(bytes, for: request)
  }

  private func picture(_ path: RequestPath, for request: Request) async -> Response {
    let name = String(path.decoded.dropFirst("/_trin/picture/".count))
    guard let bytes = await site.content?.desk?.picture(name) else {
      return plain(.notFound, "There is no such picture.\n", for: request)
    }
    return make(.ok, bytes, "image/png", for: request)
  }

  private func ofDesk(_ bytes: [UInt8], for request: Request) -> Response {
    var response = make(.ok, bytes, "text/html; charset=utf-8", for: request)
    response.headers[.contentSecurityPolicy] = ContentPolicy.ofDesk
    return response
  }

  private func write(_ request: Request) async throws -> Response {
    if let refusal = WriteRequest.refusal(of: request, token: token) { return plain(.forbidden, refusal, for: request) }
    guard let desk = await site.content?.desk else { return plain(.serviceUnavailable, "Not yet.\n", for: request) }
    let way = request.uri.path.split(separator: "/").last.map(String.init) ?? ""
    guard let edit = try await WriteRequest.edit(way, request) else {
      return plain(.badRequest, "This is no edit of the desk's.\n", for: request)
    }
    switch desk.write(edit) {
    case .written: return plain(.ok, "", for: request)
    case .changedMeanwhile: return plain(.conflict, "The file has changed in the meantime.\n", for: request)
    case .refused(let reason): return plain(.unprocessableContent, reason + "\n", for: request)
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
      return make(.ok, withStrip(page.bytes, view.notice, path, request), page.contentType, for: request)
    }
    if let target = await redirect(from: path) {
      var response = plain(.temporaryRedirect, "", for: request)
      response.headers[.location] = target
      return response
    }
    if await site.home == nil {
      let page = StatusPage.waiting(failure: view.notice.failure)
      return make(
        .serviceUnavailable, withStrip(page, view.notice, path, request), "text/html; charset=utf-8", for: request)
    }
    let page = StatusPage.notFound(path.decoded, home: PercentEncoding.path(await site.home ?? "/"))
    return make(.notFound, withStrip(page, view.notice, path, request), "text/html; charset=utf-8", for: request)
  }

  private func withStrip(
    _ page: [UInt8], _ notice: StripNotice, _ path: RequestPath, _ request: Request
  ) -> [UInt8] {
    let strip = StripHTML.element(notice, at: pagePath(path), server: server, words: words(of: request))
    return StripHTML.insert(strip, into: page)
  }

  /// In the language that was asked for at the start, or else by the browser.
  private func words(of request: Request) -> DeskWords {
    language ?? DeskWords.preferred(request.headers[.acceptLanguage])
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
