internal import Hummingbird
internal import NIOCore

/// What a page answers, before the headers that all answers have in common.
struct Reply: Sendable {
  var status: HTTPResponse.Status = .ok
  var contentType = "text/html; charset=utf-8"
  var body = ""
  var location: String?
  var retryAfter: Int?
  var cookies: [String] = []

  static func text(_ status: HTTPResponse.Status, _ text: String) -> Reply {
    Reply(status: status, contentType: "text/plain; charset=utf-8", body: text)
  }

  static func redirect(to location: String, _ cookies: String...) -> Reply {
    Reply(status: .seeOther, location: location, cookies: cookies)
  }
}

/// The headers of every answer.
struct SiteHeaders {
  let isSecure: Bool

  // No inline script or style, nothing from elsewhere, no frame around a page.
  private static let contentSecurityPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    + "frame-ancestors 'none'"

  func response(_ reply: Reply, hasBody: Bool) -> Response {
    var headers: HTTPFields = [.contentType: reply.contentType, .cacheControl: "no-store"]
    if let location = reply.location { headers[.location] = location }
    if let seconds = reply.retryAfter { headers[.retryAfter] = String(seconds) }
    headers[values: .setCookie] = reply.cookies
    return response(reply.status, headers, Array(reply.body.utf8), hasBody: hasBody)
  }

  func response(_ asset: Asset, hasBody: Bool) -> Response {
    response(.ok, [.contentType: asset.contentType, .cacheControl: "max-age=600"], asset.bytes, hasBody: hasBody)
  }

  private func response(
    _ status: HTTPResponse.Status, _ fields: HTTPFields, _ bytes: [UInt8], hasBody: Bool
  ) -> Response {
    var headers = fields
    headers[.contentLength] = String(bytes.count)
    headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
    headers[.xContentTypeOptions] = "nosniff"
    for (name, value) in [
      // Not no-referrer: with that, browsers send "null" for the origin of a form.
      ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ] {
      if let name = HTTPFields.Element.Name(name) { headers[name] = value }
    }
    if isSecure, let name = HTTPFields.Element.Name("Strict-Transport-Security") { headers[name] = "max-age=31536000" }
    return Response(
      status: status, headers: headers,
      body: hasBody ? ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) : ResponseBody())
  }
}

/// A file of the pages.
struct Asset {
  let bytes: [UInt8]
  let contentType: String

  init?(path: String) {
    switch path {
    case "/assets/site.css": (bytes, contentType) = (PackageResources.site_css, "text/css; charset=utf-8")
    case "/assets/site.js": (bytes, contentType) = (PackageResources.site_js, "text/javascript; charset=utf-8")
    case "/favicon.ico", "/assets/icon.svg": (bytes, contentType) = (PackageResources.icon_svg, "image/svg+xml")
    default: return nil
    }
  }
}
