internal import Hummingbird

/// A request to write, found to come from the desk of this run of the preview.
///
/// A page of any other origin can send requests to this machine, too. It cannot know the token, which stands on the
/// desk's own pages; and a browser says which origin a request is from.
enum WriteRequest {
  /// The name of the header that holds the token. No form can set one.
  static let tokenHeader = "X-Trin-Token"
  /// Bytes: a paragraph, with room.
  static let longestBody = 4 << 20

  /// Why a request may not write; nil where it may.
  static func refusal(of request: Request, token: String) -> String? {
    guard let name = HTTPFields.Element.Name(tokenHeader), request.headers[name] == token else {
      return "Only the desk of this preview writes; open it again.\n"
    }
    guard let origin = request.headers[.origin], let authority = request.head.authority,
      origin == "http://\(authority)" || origin == "https://\(authority)"
    else { return "Only pages of this preview write.\n" }
    if let name = HTTPFields.Element.Name("Sec-Fetch-Site"), let site = request.headers[name], site != "same-origin" {
      return "Only pages of this preview write.\n"
    }
    return nil
  }

  /// What is to be written; nil for what the desk does not send.
  static func edit(_ way: String, _ request: Request) async throws -> DeskEdit? {
    let parameters = request.uri.queryParameters
    guard let file = parameters["file"].map(String.init), let digest = parameters["digest"].map(String.init) else {
      return nil
    }
    if way == "repair" {
      return parameters["finding"].map { .repair(file: file, digest: digest, finding: String($0)) }
    }
    guard let start = parameters["start"].flatMap({ Int($0) }), let end = parameters["end"].flatMap({ Int($0) }),
      start >= 0, start <= end
    else { return nil }
    let body = try await request.body.collect(upTo: longestBody)
    guard let text = String(validating: body.readableBytesView, as: UTF8.self) else { return nil }
    return .block(file: file, digest: digest, range: start..<end, text: text)
  }
}
