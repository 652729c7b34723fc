internal import CommonMark
internal import Diagnostics

extension TreeReader {
  /// `# [Title](#tab/id)`: the heading of a tab. Its title and the id that other groups on the page share.
  private func tab(_ heading: Node) -> (link: Node, id: [UInt8])? {
    guard heading.kind == .heading else { return nil }
    var link: Node?
    var child = heading.firstChild
    while let current = child {
      switch current.kind {
      case .link where link == nil: link = current
      case .htmlInline: break
      case .text where current.literal.allSatisfy(Ascii.isBlank): break
      default: return nil
      }
      child = current.next
    }
    guard let link, link.destination.starts(with: "#tab/", at: 0) else { return nil }
    return (link, Array(link.destination.dropFirst(5)))
  }

  /// Reads a group of tabs up to the line of dashes that ends it; nil where the heading begins none.
  mutating func readTabs(from heading: Node) -> (node: Node?, Void)? {
    guard tab(heading) != nil else { return nil }
    tree.open(.tabGroup, source: blockPlace(heading))
    var node: Node? = heading
    while let current = node, let (link, id) = tab(current) {
      block = (current.startLine, current.startColumn)
      let unique = claim(
        Array("tab-".utf8) + id.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: "-") : $0 }, isExplicit: false, current)
      let start = tree.text.count
      tree.text.append(raw: id)
      tree.open(.tab, textFrom: start, source: blockPlace(current))
      tree.text.append(raw: unique)
      tree.setLast(extra: unique.count)
      tree.open(.tabTitle)
      readSpans(link.firstChild)
      tree.close()
      node = readTabContent(current.next)
      tree.close()
    }
    tree.close()
    if let end = node { node = end.next } else { reportUnclosed(heading) }
    return (node, ())
  }

  private mutating func reportUnclosed(_ heading: Node) {
    let line = text.text.lineRange(heading.startLine - 1)
    report(
      .tabsUnclosed,
      "A line of three dashes (`---`) ends a group of tabs; the one that begins here has none, so that all that follows is in its last tab.",
      at: text.sourceOffset(line.lowerBound)..<text.sourceOffset(line.upperBound))
  }

  private mutating func readTabContent(_ first: Node?) -> Node? {
    var zones = ZoneStack()
    depth += 1
    defer { depth -= 1 }
    let outer = rawTags.enter()
    var node = first
    while let current = node, current.kind != .thematicBreak, tab(current) == nil {
      node = readBlock(current, isTight: false, zones: &zones)
    }
    closeRaw(rawTags.leave(outer))
    closeZones(&zones)
    return node
  }
}
