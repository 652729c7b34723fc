internal import Hummingbird

/// Whether a form was sent from a page of this site, as far as the browser says; the form's token is checked besides.
enum Origin {
  static func isOwn(_ headers: HTTPFields, host: String?, isSecure: Bool) -> Bool {
    if let name = HTTPFields.Element.Name("Sec-Fetch-Site"), let site = headers[name] {
      return site == "same-origin" || site == "none"
    }
    guard let name = HTTPFields.Element.Name("Origin"), let origin = headers[name] else { return true }
    guard let host else { return false }
    return origin == "\(isSecure ? "https" : "http")://\(host)"
  }
}
