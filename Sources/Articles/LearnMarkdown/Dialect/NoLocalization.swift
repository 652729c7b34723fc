/// Words that stay as they are in every language, in values that are no Markdown: titles and names of tables of contents.
package enum NoLocalization {
  private static let mark: StaticString = ":::"

  package static func isIn(_ bytes: [UInt8]) -> Bool { bytes.firstIndex(of: mark, in: bytes.indices) != nil }

  /// `Welcome to :::no-loc text="Contoso":::` as `Welcome to Contoso`.
  package static func words(of text: String) -> String {
    let bytes = Array(text.utf8)
    guard isIn(bytes) else { return text }
    var result: [UInt8] = []
    var index = 0
    while let start = bytes.firstIndex(of: mark, in: index..<bytes.count) {
      result += bytes[index..<start]
      if let directive = Directive.read(bytes, at: start, end: bytes.count), directive.name == "no-loc",
        directive.isClosed, let words = directive.value("text")
      {
        result += words
        index = directive.range.upperBound
      } else {
        result += bytes[start..<start + mark.utf8CodeUnitCount]
        index = start + mark.utf8CodeUnitCount
      }
    }
    return (result + bytes[index...]).utf8String
  }
}
