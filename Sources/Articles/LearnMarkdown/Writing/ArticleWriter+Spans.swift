internal import CommonMark
internal import Diagnostics

extension ArticleWriter {
  mutating func writeSpans(_ first: Node?, until end: Node? = nil, skipping skipped: Node? = nil) {
    depth += 1
    defer { depth -= 1 }
    var node = first
    if skipTaskBox, let paragraph = first?.parent {
      skipTaskBox = false
      let start = textOffset(line: paragraph.startLine, column: paragraph.startColumn) + 3
      let text = span(of: paragraph, from: start)
      node = text?.node
      skippedBytes = text?.bytes ?? 0
    }
    while let current = node, current != end {
      if current == skipped {
        node = afterClosingTag(current)
      } else {
        node = writeSpan(current)
      }
    }
  }

  /// Whether the task of an item that begins with `[ ]` or `[x]` is done; nil for other items.
  func taskBox(_ paragraph: Node) -> Bool? {
    let start = Int(text.text.lineStarts[paragraph.startLine - 1]) + paragraph.startColumn - 1
    let bytes = text.text.bytes
    guard start + 3 < bytes.count, bytes[start] == UInt8(ascii: "["), bytes[start + 2] == UInt8(ascii: "]"),
      Ascii.isBlank(bytes[start + 3])
    else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: " "): return false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
    default: return nil
    }
  }

  /// What follows `<a name="…"></a>`: its end tag goes with it.
  private func afterClosingTag(_ node: Node) -> Node? {
    guard let next = node.next, next.kind == .htmlInline, let tag = HTMLTag(next.literal), tag.isClosing else {
      return node.next
    }
    return next.next
  }

  private mutating func writeSpan(_ node: Node) -> Node? {
    if !rawTags.openNames.isEmpty { checkNesting(of: node) }
    switch node.kind {
    case .text:
      var start = skippedBytes
      skippedBytes = 0
      if let closing = writeInlineInclude(node, from: start) { return closing }
      checkMarks(node, from: start)
      if start == 0 { start = blanksBeforePunctuation(node) }
      let literal = node.literal
      checkText(node, literal)
      if start == 0 {
        html.append(escaping: literal)
      } else {
        html.append(escaping: literal.dropFirst(start))
      }
    case .softBreak: html.append(UInt8(ascii: "\n"))
    case .lineBreak: html.append("<br />\n")
    case .code:
      html.append("<code>")
      writeCodeText(node.literal)
      html.append("</code>")
    case .htmlInline: writeRaw(node.literal, at: node)
    case .emphasis: write(node, in: "em")
    case .strong: write(node, in: "strong")
    case .link: writeLink(node)
    case .image: writeImage(node)
    default: writeSpans(node.firstChild)
    }
    return node.next
  }

  private mutating func write(_ node: Node, in element: StaticString) {
    guard depth <= Self.depthLimit else {
      html.append(escaping: source.bytes[sourceRange(node)])
      return
    }
    let outer = rawTags.enter()
    html.append("<")
    html.append(element)
    html.append(">")
    let start = html.count
    inlineDepth += 1
    writeSpans(node.firstChild)
    inlineDepth -= 1
    for name in rawTags.leave(outer) { closeRaw(name) }
    if options.isTranslation, node.kind == .strong { noteBold(node, start..<html.count) }
    html.append("</")
    html.append(element)
    html.append(">")
  }

  private mutating func noteBold(_ node: Node, _ range: Range<Int>) {
    let isSuspected = html.withSpan(from: range.lowerBound) { BoldText.isSuspected($0, before: node.next) }
    boldTexts.append(
      BoldText(html: range, place: isSuspected ? source.range(of: sourceRange(node)) : nil))
  }

  private mutating func writeLink(_ node: Node) {
    var destination = Array(node.destination)
    guard depth <= Self.depthLimit else {
      html.append(escaping: source.bytes[sourceRange(node)])
      return
    }
    if destination.isEmpty, let address = addressAsText(node) {
      reportEmptyTarget(node, mended: address)
      destination = address
    }
    if rawTags.openNames.contains("a") {
      if openRawLink != nil {
        writeSpans(node.firstChild)
        return
      }
      for inner in rawTags.pop("a") ?? [] { closeRaw(inner) }
    }
    checkFootnote(node)
    let moved = leadingMarks(of: node)
    if moved > 0 { writeLeadingMarks(moved, of: node) }
    let outer = rawTags.enter()
    html.append("<a")
    writeReference(destination, form: .link, at: node)
    writeTitle(node.title)
    html.append(">")
    let before = html.count
    skippedBytes = moved
    if CrossReference.isOne(destination), node.firstChild?.literal.elementsEqual(destination) ?? true {
      // `<xref:uid>`: the title of the page is known later.
      holes.append(Hole(offset: html.count, kind: .linkText, index: links.count - 1))
      for name in rawTags.leave(outer) { closeRaw(name) }
      html.append("</a>")
      return
    }
    inlineDepth += 1
    linkDepth += 1
    writeSpans(node.firstChild)
    linkDepth -= 1
    inlineDepth -= 1
    if !destination.isEmpty, isWithoutWords(from: before) {
      reportLinkWithoutText(destination, sourceRange(node))
    }
    for name in rawTags.leave(outer) { closeRaw(name) }
    html.append("</a>")
  }

  /// `[https://example.org]()`: the address that stands where the text does.
  private func addressAsText(_ link: Node) -> [UInt8]? {
    guard let text = link.firstChild, text.kind == .text, text.next == nil,
      text.literal.startsCaseless(with: "http", at: 0), !text.literal.contains(where: Ascii.isSpace),
      Address(text.literal) == .external
    else { return nil }
    return Array(text.literal)
  }

  private mutating func writeTitle(_ title: Bytes) {
    guard !title.isEmpty else { return }
    html.append(" title=\"")
    html.append(escaping: title)
    html.append("\"")
  }

  private mutating func writeImage(_ node: Node) {
    var alternative = plainText(node.firstChild)
    let moved = leadingMarks(of: node)
    if moved > 0, let literal = node.firstChild?.literal {
      writeLeadingMarks(moved, of: node)
      let kept = moved - literal.prefix(while: Ascii.isBlank).count
      alternative = String(decoding: alternative.utf8.dropFirst(kept), as: UTF8.self)
    }
    html.append("<img")
    writeReference(Array(node.destination), form: .image, at: node)
    html.append(" alt=\"")
    html.append(escaping: alternative)
    html.append("\"")
    writeTitle(node.title)
    html.append(" />")
    if options.isTranslation, !alternative.isEmpty, alternative.utf8.allSatisfy(Ascii.isPunctuation) {
      report(
        .mtLinkTextLost,
        "An image has a text for those who do not see it; translation left only `\(alternative)` of this one.",
        at: sourceRange(node))
    } else if alternative.isEmpty {
      report(
        .missingImageAltText, "An image has a text for those who do not see it; `![](…)` has none.",
        at: sourceRange(node))
    }
  }

  /// Writes ` href="…"` or ` src="…"`: at once for an address outside the site, as a hole for one inside.
  mutating func writeReference(_ destination: [UInt8], form: Link.Form, at node: Node) {
    let range = sourceRange(node)
    writeReference(destination, form: form, source: range, written: writtenDestination(destination, in: range))
  }

  /// Where the destination of an inline link or image stands in its construct, when it is written as it reads.
  private func writtenDestination(_ destination: [UInt8], in range: Range<Int>) -> Range<Int>? {
    let bytes = source.bytes
    var start = range.upperBound - 1 - destination.count
    while start > range.lowerBound + 1 {
      if bytes[start - 1] == UInt8(ascii: "("), bytes[start - 2] == UInt8(ascii: "]") {
        let end = start + destination.count
        let isEnded = bytes[end] == UInt8(ascii: ")") || Ascii.isBlank(bytes[end])
        return isEnded && bytes[start..<end].elementsEqual(destination) ? start..<end : nil
      }
      start -= 1
    }
    return nil
  }

  /// - Parameters:
  ///   - range: The whole construct in the file.
  ///   - written: The destination alone, where it is written as it reads.
  mutating func writeReference(
    _ destination: [UInt8], form: Link.Form, source range: Range<Int>, written: Range<Int>? = nil
  ) {
    let isSource = form == .image || form == .htmlImage
    switch Address(destination) {
    case .local, .fragment:
      holes.append(Hole(offset: html.count, kind: isSource ? .source : .link, index: links.count))
      let isMended = isMended(range.lowerBound)
      links.append(
        Link(
          form: form, destination: destination, place: source.range(of: range), source: range,
          destinationSource: isMended ? nil : written, isMended: isMended))
    case .external:
      html.append(isSource ? " src=\"" : " href=\"")
      // In a file that is opened from a disk, an address without a scheme leads to the disk.
      if destination.starts(with: "//".utf8) { html.append("https:") }
      html.append(address: destination)
      html.append("\"")
      checkExternal(destination, range)
      if options.keepsPlaces {
        addresses.append(Link(form: form, destination: destination, place: source.range(of: range), source: range))
      }
    case .empty:
      html.append(isSource ? " src=\"\"" : " href=\"\"")
      if form != .htmlLink { reportEmptyTarget(range) }
    case .unsafe:
      html.append(isSource ? " src=\"\"" : " href=\"\"")
      reportUnsafe(destination, range)
    }
  }

  /// Whether a repair wrote what stands at an offset of the source. The ranges of repairs ascend.
  private func isMended(_ offset: Int) -> Bool {
    var low = 0
    var high = mended.count
    while low < high {
      let middle = (low + high) / 2
      if mended[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < mended.count && mended[low].lowerBound <= offset
  }

  private mutating func reportEmptyTarget(_ node: Node, mended address: [UInt8]) {
    let range = sourceRange(node)
    let written = "<\(address.utf8String)>"
    let isWhole = source.bytes[range].first == UInt8(ascii: "[") && source.bytes[range].last == UInt8(ascii: ")")
    reportEmptyTarget(range, suggestion: written, fix: isWhole ? Fix([.init(range, written)]) : nil)
  }

  private mutating func reportEmptyTarget(_ range: Range<Int>, suggestion: String? = nil, fix: Fix? = nil) {
    report(
      .mtLinkTargetEmpty, "A link has a target between its parentheses; here is none.", at: range,
      suggestion: suggestion, fix: fix)
  }

  private mutating func reportUnsafe(_ destination: [UInt8], _ range: Range<Int>) {
    let shown = String(decoding: destination.prefix(60), as: UTF8.self)
    let isFile = destination.lazy.map(Ascii.lower).starts(with: "file:".utf8)
    report(
      isFile ? .localFilePath : .disallowedHTMLAttribute,
      isFile
        ? "A link leads to a page or a file of the docset, not to a file of one computer (`\(shown)`)."
        : "A link may not run code; the address `\(shown)` was left out.", at: range)
  }

  private mutating func checkExternal(_ destination: [UInt8], _ range: Range<Int>) {
    guard destination.startsCaseless(with: "http", at: 0) else { return }
    if destination.startsCaseless(with: "http://", at: 0) {
      let shown = String(decoding: destination, as: UTF8.self)
      report(
        .insecureLink, "A link outside uses https; `\(shown)` does not.", at: range,
        suggestion: "https" + shown.dropFirst(4))
    }
    if let locale = Self.localeInAddress(destination) {
      report(
        .hardCodedLocale,
        "A link to Microsoft's own pages leaves the locale out, so that readers get their language; this one says `\(locale)`.",
        at: range,
        suggestion: String(decoding: destination, as: UTF8.self).replacing("/\(locale)/", with: "/", maxReplacements: 1)
      )
    }
  }

  /// `en-us` in `https://learn.microsoft.com/en-us/…`; nil for other sites and without a locale.
  static func localeInAddress(_ destination: [UInt8]) -> String? {
    let parts = destination.split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: true)
    guard parts.count >= 3,
      parts[1].lazy.map(Ascii.lower).elementsEqual("learn.microsoft.com".utf8)
        || parts[1].lazy.map(Ascii.lower).elementsEqual("docs.microsoft.com".utf8)
        || parts[1].lazy.map(Ascii.lower).elementsEqual("support.microsoft.com".utf8)
    else { return nil }
    let locale = Array(parts[2])
    guard locale.count == 5, locale[2] == UInt8(ascii: "-"),
      [0, 1, 3, 4].allSatisfy({ Ascii.isLetter(locale[$0]) })
    else { return nil }
    return locale.utf8String
  }
}
