/// Directives that only frame what stands between them.
package enum DirectiveFrames {
  private static let frames: Set<String> = [
    "moniker", "moniker-end", "zone", "zone-end", "row", "row-end", "column", "column-end", "image-end",
  ]

  /// What plain Markdown leaves out of a file, in order.
  package static func ranges(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
    guard bytes.firstIndex(of: ":::", in: start..<bytes.count) != nil else { return [] }
    var ranges: [Range<Int>] = []
    var fence: UInt8?
    var line = start
    while line < bytes.count {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: line..<bytes.count).map { $0 + 1 } ?? bytes.count
      let content = bytes.skipBlanks(in: line..<end)
      if bytes.starts(with: "```", at: content) || bytes.starts(with: "~~~", at: content) {
        let mark = bytes[content]
        fence = fence == nil ? mark : fence == mark ? nil : fence
      } else if fence == nil {
        add(line..<end, of: bytes, content: content, to: &ranges)
      }
      line = end
    }
    return ranges
  }

  private static func add(
    _ line: Range<Int>, of bytes: [UInt8], content: Int, to ranges: inout [Range<Int>]
  ) {
    let end = bytes[line].lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.map { $0 + 1 } ?? content
    guard content < end else { return }
    guard bytes.starts(with: ":::", at: content), let directive = Directive.read(bytes, at: content, end: end),
      frames.contains(directive.name)
    else { return }
    // Words beside it stand where it stood.
    let rest = bytes.skipBlanks(in: directive.range.upperBound..<end)
    ranges.append(rest == end ? line : content..<rest)
  }
}
