internal import LearnMarkdown

/// The tags and the text of a written article, in order.
struct PageTokens {
  enum Kind { case text, start, end }

  struct Token {
    var kind: Kind
    var range: Range<Int>
    var start: Int { range.lowerBound }
  }

  private let html: [UInt8]
  private var index = 0
  private var preDepth = 0

  init(_ html: [UInt8]) { self.html = html }

  mutating func next() -> Token? {
    guard index < html.count else { return nil }
    let start = index
    guard html[start] == UInt8(ascii: "<") else {
      index = html[start...].firstIndex(of: UInt8(ascii: "<")) ?? html.count
      return Token(kind: .text, range: start..<index)
    }
    index = html[start...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? html.count
    let isEnd = start + 1 < html.count && html[start + 1] == UInt8(ascii: "/")
    let token = Token(kind: isEnd ? .end : .start, range: start..<index)
    if html.starts(with: "pre", at: start + (isEnd ? 2 : 1)), name(token) == "pre" {
      preDepth = max(0, preDepth + (isEnd ? -1 : 1))
    }
    return token
  }

  /// Whether the next token stands in preformatted text.
  var isPreformatted: Bool { preDepth > 0 }

  func name(_ token: Token) -> String {
    let first = token.start + (token.kind == .end ? 2 : 1)
    var end = first
    while end < token.range.upperBound, Ascii.isLetter(html[end]) || Ascii.isDigit(html[end]) { end += 1 }
    // No copy in between: it is asked of every tag of every page, and names are short.
    return first < end ? String(decoding: html[first..<end], as: UTF8.self) : ""
  }

  func attribute(_ name: String, of token: Token) -> [UInt8]? {
    let tag = html[token.range]
    let wanted = Array(" \(name)=\"".utf8)
    guard let found = tag.firstRange(of: wanted) else { return nil }
    return Array(tag[found.upperBound...].prefix { $0 != UInt8(ascii: "\"") })
  }
}
