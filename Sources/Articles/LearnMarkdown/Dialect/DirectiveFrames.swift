/// What of directives is no text: the frames around what they hold, and the marks around words that stay as they are.
package enum DirectiveFrames {
  private static let frames: Set<String> = [
    "moniker", "moniker-end", "zone", "zone-end", "row", "row-end", "column", "column-end", "image-end", "form",
  ]

  /// The pieces of a file that plain Markdown has other bytes for, in order. Code stays as it is.
  package static func edits(in bytes: [UInt8], from start: Int) -> [(range: Range<Int>, text: [UInt8])] {
    guard bytes.firstIndex(of: ":::", in: start..<bytes.count) != nil else { return [] }
    var edits: [(range: Range<Int>, text: [UInt8])] = []
    var fence: UInt8?
    var line = start
    while line < bytes.count {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: line..<bytes.count).map { $0 + 1 } ?? bytes.count
      let content = bytes.skipBlanks(in: line..<end)
      if bytes.starts(with: "```", at: content) || bytes.starts(with: "~~~", at: content) {
        let mark = bytes[content]
        fence = fence == nil ? mark : fence == mark ? nil : fence
      } else if fence == nil {
        add(line..<end, of: bytes, content: content, to: &edits)
      }
      line = end
    }
    return edits
  }

  private static func add(
    _ line: Range<Int>, of bytes: [UInt8], content: Int, to edits: inout [(range: Range<Int>, text: [UInt8])]
  ) {
    let end = bytes[line].lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.map { $0 + 1 } ?? content
    guard content < end else { return }
    var index = content
    while let start = bytes.firstIndex(of: ":::", in: index..<end) {
      guard let directive = Directive.read(bytes, at: start, end: end) else {
        index = start + 3
        continue
      }
      index = directive.range.upperBound
      if directive.name == "no-loc" {
        // Not in a code span.
        guard bytes[content..<start].count(where: { $0 == UInt8(ascii: "`") }) % 2 == 0 else { continue }
        edits.append((directive.range, directive.value("text") ?? []))
      } else if start == content, frames.contains(directive.name) {
        // Words beside it stand where it stood.
        let rest = bytes.skipBlanks(in: directive.range.upperBound..<end)
        edits.append((rest == end ? line : start..<rest, []))
        if rest == end { return }
      }
    }
  }
}
