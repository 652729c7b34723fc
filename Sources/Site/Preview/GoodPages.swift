internal import Diagnostics

/// The pages last served without an error of their own: those that an author has open and may break next.
struct GoodPages: Sendable {
  /// Pages beyond that many are forgotten, the longest unasked first.
  static let limit = 64
  private var pages: [(path: String, page: PreviewContent.Page)] = []

  mutating func keep(_ page: PreviewContent.Page, at path: String) {
    pages.removeAll { $0.path.hasSameBytes(as: path) }
    pages.append((path, page))
    if pages.count > Self.limit { pages.removeFirst() }
  }

  // As bytes: the web tells precomposed from decomposed `å`.
  func page(at path: String) -> PreviewContent.Page? { pages.last { $0.path.hasSameBytes(as: path) }?.page }

  mutating func removeAll() { pages = [] }
}
