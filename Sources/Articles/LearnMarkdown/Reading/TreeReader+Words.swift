internal import CommonMark

/// Words in which something is meant that Markdown of its own has no mark for: see ``BareMark``.
extension TreeReader {
  mutating func readWords(_ node: Node, _ literal: Bytes, _ part: Range<Int>) {
    var shown = part.lowerBound
    var index = part.lowerBound
    while let mark = BareMark.first(in: literal, from: index, beginning: part.lowerBound),
      mark.range.upperBound <= part.upperBound
    {
      switch mark {
      case .tildes(let range):
        index = range.upperBound
        guard readTildes(node, literal, range, from: shown) else { continue }
      case .address(let range, let destination):
        index = range.upperBound
        guard !isInLink else { continue }
        appendWords(node, literal, shown..<range.lowerBound)
        let place = options.places == .none ? 0..<0 : sourceRange(node, range)
        let reference = tree.reference(
          ExternalAddress(destination) == nil ? .nowhere : .address, isSource: false, address: destination)
        if options.places != .none { addresses.append(Link(form: .link, destination: destination, source: place)) }
        tree.open(.link, number: reference, source: place)
        appendWords(node, literal, range)
        tree.close()
      case .mention(let range, let uid):
        index = range.upperBound
        guard !isInLink else { continue }
        appendWords(node, literal, shown..<range.lowerBound)
        let written = literal.array(range)
        let destination = CrossReference.destination(uid: uid, otherwise: written)
        readCrossReference(
          destination, form: .mention, written: written, source: sourceRange(node), place: textPlace(node, range))
      }
      shown = index
    }
    appendWords(node, literal, shown..<part.upperBound)
  }

  private var isInLink: Bool { linkDepth > 0 || rawTags.openNames.contains("a") }

  private mutating func appendWords(_ node: Node, _ literal: Bytes, _ part: Range<Int>) {
    guard !part.isEmpty else { return }
    let place = textPlace(node, part)
    if part.upperBound == literal.count {
      tree.append(.text, literal, from: part.lowerBound, source: place)
    } else {
      tree.append(.text, literal.array(part)[...], source: place)
    }
  }

  /// A link that shows the title of the page with that `uid`.
  ///
  /// - Parameter written: What it is where nobody knows of pages.
  mutating func readCrossReference(
    _ destination: [UInt8], form: Link.Form, written: [UInt8] = [], source range: Range<Int>, place: Range<Int>
  ) {
    let reference = readReference(destination, form: form, source: range)
    if form == .mention {
      let start = tree.text.count
      tree.text.append(raw: written)
      tree.append(.linkedTitle, .mention, number: links.count - 1, textFrom: start, source: place)
      return
    }
    tree.open(.link, number: reference, source: place)
    tree.append(.linkedTitle, number: links.count - 1)
    tree.close()
  }

  // MARK: Deleted words

  /// At the end of the spans of `parent`, where what should have ended the deleted words was read as something else.
  mutating func endDeletion(in parent: Node?) {
    guard let open = deletion, open == parent else { return }
    tree.close()
    deletion = nil
  }

  /// Opens or closes deleted words; false where the tildes are tildes.
  private mutating func readTildes(_ node: Node, _ literal: Bytes, _ range: Range<Int>, from shown: Int) -> Bool {
    if let open = deletion, open == node.parent {
      guard range.lowerBound == 0 || !Ascii.isSpace(literal[range.lowerBound - 1]) else { return false }
      appendWords(node, literal, shown..<range.lowerBound)
      tree.close()
      deletion = nil
      return true
    }
    guard deletion == nil, textWithoutDeletion != node,
      range.upperBound == literal.count || !Ascii.isSpace(literal[range.upperBound])
    else { return false }
    guard isDeletionClosed(node, literal, from: range.upperBound) else {
      textWithoutDeletion = node
      return false
    }
    appendWords(node, literal, shown..<range.lowerBound)
    tree.open(TreeElement(name: "del", isVoid: false, attributes: []))
    deletion = node.parent
    return true
  }

  /// Whether tildes that close stand in this text or in one beside it, with no raw HTML between, which could end what
  /// holds both.
  private func isDeletionClosed(_ node: Node, _ literal: Bytes, from start: Int) -> Bool {
    func closes(_ literal: Bytes, from start: Int) -> Bool {
      var index = start
      while let mark = BareMark.first(in: literal, from: index) {
        if case .tildes(let range) = mark,
          range.lowerBound == 0 || !Ascii.isSpace(literal[range.lowerBound - 1])
        {
          return true
        }
        index = mark.range.upperBound
      }
      return false
    }
    if closes(literal, from: start) { return true }
    var next = node.next
    var looked = 0
    while let current = next, current.kind != .htmlInline, looked < 200 {
      if current.kind == .text, closes(current.literal, from: 0) { return true }
      next = current.next
      looked += 1
    }
    return false
  }
}
