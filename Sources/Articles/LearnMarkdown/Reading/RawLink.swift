internal import CommonMark

/// A link of raw HTML that is open.
struct RawLink {
  /// The node that its text begins with.
  var start: Int
  var source: Range<Int>
  var destination: [UInt8]
  /// The number of the link of an `<xref>`, which shows the page's title where it has no text of its own.
  var titled: Int?
}

extension TreeReader {
  /// At the end of an `<a href>` or `<xref>`: whether there was a text in it.
  mutating func endRawLink(_ link: RawLink) {
    openRawLink = nil
    guard !link.destination.isEmpty, tree.count >= link.start else { return }
    if !isWithoutWords(from: link.start) {
      checkLeadingMarks(ofRawLink: link.start, link.source)
    } else if let number = link.titled {
      tree.append(.linkedTitle, number: number)
    } else {
      reportLinkWithoutText(link.destination, link.source, from: link.start)
    }
  }

  /// Reads `<xref href="uid">…</xref>`, docfx's element for a cross-reference; false where it names no page.
  mutating func readCrossReference(_ tag: HTMLTag, at node: Node) -> Bool {
    if tag.isClosing {
      if let open = openRawLink, open.titled != nil {
        endRawLink(open)
        closeRaw(rawTags.pop("a") ?? [])
      }
      return true
    }
    guard let uid = tag.value("href"), !uid.isEmpty else { return false }
    closeRaw(rawTags.pop("a") ?? [])
    let destination = CrossReference.scheme + uid
    let isOptional = tag.value("data-throw-if-not-resolved")?.elementsEqual("false".utf8) == true
    let form: Link.Form = isOptional ? .mention : .htmlLink
    let range = range(of: tag, at: node)
    guard !tag.isSelfClosing, isEnded(node, behind: tag) else {
      readCrossReference(destination, form: form, source: range, place: options.places != .none ? range : 0..<0)
      return true
    }
    let reference = readReference(destination, form: form, source: range)
    let attribute = TreeElement.Attribute(name: "href", value: .reference(reference))
    tree.open(TreeElement(name: "a", isVoid: false, attributes: [attribute]), source: range)
    rawTags.push("a")
    openRawLink = RawLink(start: tree.count, source: range, destination: destination, titled: links.count - 1)
    return true
  }

  /// Whether `</xref>` follows, not too far away.
  private func isEnded(_ node: Node, behind tag: HTMLTag) -> Bool {
    let end: StaticString = "</xref>"
    if node.kind == .htmlBlock {
      let literal = node.literal
      return literal.firstIndex(of: end, in: tag.range.upperBound..<min(literal.count, tag.range.upperBound + 1000))
        != nil
    }
    var next = node.next
    for _ in 0..<20 {
      guard let current = next else { return false }
      if current.kind == .htmlInline, current.literal.startsCaseless(with: end, at: 0) { return true }
      next = current.next
    }
    return false
  }
}
