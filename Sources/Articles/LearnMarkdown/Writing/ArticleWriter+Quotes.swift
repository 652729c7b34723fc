internal import CommonMark
internal import Diagnostics

extension ArticleWriter {
  mutating func writeQuote(_ node: Node) {
    quoteDepth += 1
    defer { quoteDepth -= 1 }
    let first = node.firstChild
    var firstMarks: [AlertMark] = []
    if let first, first.kind == .paragraph { firstMarks = marks(of: first) }
    guard !firstMarks.isEmpty else {
      html.lineBreak()
      html.append("<blockquote>\n")
      writeBlocks(node.firstChild)
      html.lineBreak()
      html.append("</blockquote>\n")
      return
    }
    // A quote is cut wherever a paragraph's line begins with a mark: one alert ends where the next begins.
    var openElement: StaticString?
    var child = first
    while let current = child {
      begin(current)
      let marks = current == first ? firstMarks : current.kind == .paragraph ? marks(of: current) : []
      if marks.isEmpty {
        child = writeWithinAlert(current)
        continue
      }
      writeMarked(current, marks, openElement: &openElement)
      child = current.next
    }
    close(&openElement)
  }

  /// Blocks up to the next paragraph that begins with a mark.
  private mutating func writeWithinAlert(_ first: Node) -> Node? {
    var zones = ZoneStack()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      writeBlocks(first)
      return nil
    }
    let outer = rawTags.enter()
    var node: Node? = first
    while let current = node {
      if current != first, current.kind == .paragraph, !marks(of: current).isEmpty { break }
      node = writeBlock(current, isTight: false, zones: &zones)
    }
    for name in rawTags.leave(outer) { closeRaw(name) }
    closeZones(&zones)
    return node
  }

  private mutating func close(_ element: inout StaticString?) {
    guard let name = element else { return }
    html.lineBreak()
    html.append("</")
    html.append(name)
    html.append(">\n")
    element = nil
  }

  /// The marks at the beginnings of a paragraph's lines.
  private mutating func marks(of paragraph: Node) -> [AlertMark] {
    begin(paragraph)
    guard text.firstByte(paragraph) == UInt8(ascii: "[") || paragraph.endLine > paragraph.startLine else { return [] }
    var found: [AlertMark] = []
    for line in contentLines(paragraph) {
      if let mark = AlertMark.read(
        text.text.bytes, at: line.lowerBound, end: line.upperBound, titles: options.alertTitles)
      {
        found.append(mark)
      }
    }
    return found
  }

  private mutating func writeMarked(_ paragraph: Node, _ marks: [AlertMark], openElement: inout StaticString?) {
    let starts = marks.map { span(of: paragraph, from: $0.range.lowerBound)?.node }
    if let before = paragraph.firstChild, before != starts[0] {
      writeParagraph(spans: before, until: starts[0])
    }
    for (index, mark) in marks.enumerated() {
      close(&openElement)
      openElement = open(mark)
      let end = index + 1 < marks.count ? starts[index + 1] : nil
      guard let content = span(of: paragraph, from: mark.range.upperBound), content.node != end else { continue }
      skippedBytes = content.bytes
      writeParagraph(spans: content.node, until: end)
    }
  }

  /// Begins what a mark asks for; returns the element to close.
  private mutating func open(_ mark: AlertMark) -> StaticString? {
    html.lineBreak()
    switch mark.kind {
    case .alert(let kind):
      if mark.isTranslated { reportTranslated(mark, kind) }
      openAlert(kind)
      return "aside"
    case .division(let classes):
      html.append("<div class=\"")
      html.append(escaping: classes)
      html.append("\">\n")
      return "div"
    case .video(let address):
      writeVideo(address, at: text.sourceOffset(mark.range.lowerBound)..<text.sourceOffset(mark.range.upperBound))
      return nil
    }
  }

  mutating func openAlert(_ kind: String) {
    html.append("<aside class=\"alert alert-")
    html.append(raw: kind)
    html.append("\">\n<p class=\"alert-title\">")
    html.append(escaping: options.alertTitles[kind] ?? kind.prefix(1).uppercased() + kind.dropFirst())
    html.append("</p>\n")
  }

  private mutating func reportTranslated(_ mark: AlertMark, _ kind: String) {
    let range = text.sourceOffset(mark.range.lowerBound)..<text.sourceOffset(mark.range.upperBound)
    let mended = "[!\(kind.uppercased())]"
    report(
      .mtAlertTranslated,
      "The word of an alert is not translated, the site does that; `\(source.bytes[range].utf8String)` was.",
      at: range, suggestion: mended, fix: Fix([.init(range, mended)]))
  }

  /// A paragraph that begins with `[!NOTE]` where the quote mark was left out.
  mutating func writeBareAlert(_ node: Node) -> Bool {
    // Most paragraphs that come here begin with a link.
    guard text.begins(node, with: "[!") else { return false }
    let marks = marks(of: node)
    guard let mark = marks.first,
      mark.range.lowerBound == textOffset(line: node.startLine, column: node.startColumn)
    else { return false }
    var element: StaticString?
    writeMarked(node, marks, openElement: &element)
    close(&element)
    return true
  }

  mutating func writeVideo(_ address: [UInt8], at range: Range<Int>) {
    html.lineBreak()
    html.append("<div class=\"video\">")
    if VideoHosts.allow(address) {
      html.append("<iframe src=\"")
      html.append(address: address)
      html.append("\" title=\"Video\" allowfullscreen></iframe>")
    } else if Address(address) == .external {
      html.append("<a href=\"")
      html.append(address: address)
      html.append("\">")
      html.append(escaping: address)
      html.append("</a>")
    } else {
      html.append(escaping: address)
      report(.mtLinkTargetEmpty, "A video has an address that begins with https.", at: range)
    }
    html.append("</div>\n")
  }
}

/// Whose players may be framed in a page.
private enum VideoHosts {
  static func allow(_ address: [UInt8]) -> Bool {
    let parts = address.split(separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: true)
    guard parts.count >= 2, parts[0].elementsEqual("https:".utf8) else { return false }
    let host = parts[1].lazy.map(Ascii.lower).utf8String
    return [
      "www.microsoft.com", "learn.microsoft.com", "channel9.msdn.com", "www.youtube.com", "www.youtube-nocookie.com",
      "learn-video.azurefd.net", "medius.studios.ms", "msit.microsoftstream.com", "web.microsoftstream.com",
    ].contains(host)
  }
}
