internal import CommonMark
internal import Diagnostics

/// Raw HTML that stands where HTML has no place for it.
extension TreeReader {
  /// Reports a tag within an element that has no such child.
  mutating func checkNesting(of name: String, _ tag: HTMLTag, at node: Node) {
    let parent = rawTags.openNames.last
    if let parents = HTMLPolicy.parents[name], parent.map({ !parents.contains($0) }) ?? true {
      return reportMisnested(
        "`<\(name)>` stands directly in \(Self.list(parents, or: true)); here it does not.",
        at: range(of: tag, at: node))
    }
    guard let parent, let children = HTMLPolicy.children[parent], !children.contains(name) else { return }
    reportMisnested(
      "`<\(parent)>` has only \(Self.list(children)) directly in it; `<\(name)>` is none of these.",
      at: range(of: tag, at: node))
  }

  /// Reports text within an element that has none.
  mutating func checkNesting(of text: ArraySlice<UInt8>, _ range: Range<Int>, at node: Node) {
    guard let parent = rawTags.openNames.last, let children = HTMLPolicy.children[parent],
      let start = text.firstIndex(where: { !Ascii.isSpace($0) })
    else { return }
    let part = start..<start + 1
    reportMisnested(
      "`<\(parent)>` has only \(Self.list(children)) directly in it; this text belongs into one of them.",
      at: node.kind == .htmlBlock ? self.range(of: part, in: node) : sourceRange(node))
  }

  /// The same for a span of Markdown.
  mutating func checkNesting(of span: Node) {
    guard let parent = rawTags.openNames.last, let children = HTMLPolicy.children[parent] else { return }
    switch span.kind {
    case .htmlInline, .softBreak: return
    case .text where span.literal.dropFirst(skippedBytes).allSatisfy(Ascii.isSpace): return
    default: break
    }
    let place = sourceRange(span)
    reportMisnested(
      "`<\(parent)>` has only \(Self.list(children)) directly in it; this text belongs into one of them.", at: place)
  }

  /// Keeps count of the columns of a table.
  mutating func noteTable(_ tag: HTMLTag) {
    switch tag.name {
    case "table": rawTables.append(RawTableColumns())
    case "tr" where !rawTables.isEmpty: rawTables[rawTables.count - 1].beginRow()
    case "td" where !rawTables.isEmpty, "th" where !rawTables.isEmpty: rawTables[rawTables.count - 1].addCell(tag)
    default: break
    }
  }

  /// Reports a table with a column of no cells, and a `<dl>` that ends with a name for which nothing is said.
  mutating func checkEnd(of name: String, _ tag: HTMLTag, at node: Node) {
    if name == "table", let column = rawTables.popLast()?.emptyColumn {
      reportMisnested(
        "In each column of a table some cell begins; in column \(column) of this one none does, so that a `colspan` is too large.",
        at: range(of: tag, at: node))
    }
    guard name == "dl", tree.hasJustClosed(element: "dt") || rawTags.openNames.last == "dt" else { return }
    reportMisnested(
      "In a `<dl>`, a `<dd>` says something of each `<dt>`; this one ends without it.", at: range(of: tag, at: node))
  }

  private mutating func reportMisnested(_ message: String, at range: Range<Int>) {
    report(.htmlMisnested, message, at: range)
  }

  private static func list(_ names: Set<String>, or isChoice: Bool = false) -> String {
    let names = names.sorted().map { "`<\($0)>`" }
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + (isChoice ? " or " : " and ") + last
  }

  /// Ends the paragraph in which a block of raw HTML begins, Markdown's and a raw `<p>`, as HTML does: no block stands
  /// in a paragraph.
  mutating func endParagraph(before element: HTMLPolicy.Element, _ tag: HTMLTag, at node: Node) {
    guard element == .block || tag.name == "p" || tag.name == "hr" else { return }
    if rawTags.canClose("p", within: HTMLPolicy.cells) {
      closeRaw(rawTags.pop("p") ?? [])
    }
    guard inlineDepth == 0 else {
      reportMisnested(
        "`<\(tag.name)>` is a block, and no block stands within emphasis, bold or a link.", at: range(of: tag, at: node)
      )
      return
    }
    guard openParagraph else { return }
    closeRaw(rawTags.popAll())
    tree.close()
    openParagraph = false
  }

  /// Ends what raw HTML has left open of spans before a block of Markdown, which stands in none of them.
  mutating func endSpans() {
    while let last = rawTags.openNames.last, last == "span" || last == "p" {
      closeRaw(rawTags.pop(last) ?? [])
    }
  }
}
