internal import Diagnostics
internal import LearnMarkdown
internal import Yams

/// Writes the article that a YAML page becomes: Markdown out of its scalars, HTML of its own around them.
///
/// Each Markdown scalar is read as a fragment of its own, so that what one answer leaves open ends with it; its places
/// are then told in the YAML file.
struct YamlPageWriter: ~Copyable {
  let source: YamlSource
  /// Those of a fragment.
  let options: ArticleOptions
  /// The theme's words for kinds of links, by their name in YAML: `how-to-guide`.
  let linkKinds: [String: String]

  private(set) var html = HTMLBytes()
  private var placeholders: [Placeholder] = []
  private var links: [Link] = []
  private var code: [CodeReference] = []
  private var headings: [Heading] = []
  private var anchors: [LearnMarkdown.Anchor] = []
  private var addresses: [Link] = []
  private var tree = TreeConcatenation()
  private var boldTexts = BoldTexts()
  private var prose = ArticleProse()
  private var findings: [Diagnostic] = []
  private var usedIDs: [ByteString: Int] = [:]
  private var plainText = PlainMarkdown(bytes: [], links: [])
  private var monikers: [String] = []
  private var pieces = 0

  /// A page of more pieces is no page but an alias of an alias of an alias; what follows is left out.
  private static let pieceLimit = 20_000

  init(source: YamlSource, options: ArticleOptions, linkKinds: [String: String]) {
    self.source = source
    self.options = options
    self.linkKinds = linkKinds
  }

  consuming func finish() -> (article: Article, markdown: PlainMarkdown) {
    if pieces > Self.pieceLimit {
      findings.append(
        Diagnostic(
          rule: .nestingTooDeep, "A page has at most \(Self.pieceLimit) texts; this one has more, and is cut.",
          at: SourcePlace(file: options.file)))
    }
    var article = Article(html: ArticleHTML(bytes: html.bytes, placeholders: placeholders))
    article.links = links
    article.code = code
    article.headings = headings
    article.anchors = anchors
    article.findings = source.findings + findings
    article.tree = tree.tree
    article.monikers = monikers
    article.addresses = addresses
    article.boldTexts = boldTexts
    article.prose = prose
    return (article, plainText)
  }

  // MARK: HTML of its own

  mutating func raw(_ text: String) { html.append(raw: text) }

  mutating func text(_ text: String) { html.append(escaping: text) }

  /// What stands between the texts where the page is written as Markdown.
  mutating func mark(_ text: String) { plainText.bytes += text.utf8 }

  /// What could not be read is shown as it is written, so that no text is lost.
  mutating func unread() {
    let rest = source.text.bytes[source.unread]
    guard rest.contains(where: { !Ascii.isSpace($0) }) else { return }
    html.append("<pre><code class=\"language-yaml\">")
    html.append(escaping: rest)
    html.append("</code></pre>\n")
    mark("```yaml\n")
    plainText.bytes += rest
    mark("\n```\n")
  }

  /// Reports something about a node that is of another shape than its place asks for.
  mutating func wrong(_ node: Node, _ message: String) {
    findings.append(Diagnostic(rule: .yamlSyntaxError, message, at: source.place(of: node, in: options.file)))
  }

  // MARK: Scalars

  /// The text of a node as blocks.
  mutating func markdown(_ node: Node?) {
    guard let node, let text = build(node, as: .markdown) else { return }
    append(read(text), text)
    mark("\n\n")
  }

  /// - Parameter isListed: The heading is part of the page's own outline.
  mutating func heading(_ level: Int, _ node: Node?, as use: YamlSource.Use = .literalLine, isListed: Bool = true) {
    guard let node, let scalar = node.scalar, scalar.string.contains(where: { !$0.isWhitespace }) else { return }
    var builder = EditedText.Builder(reserving: scalar.string.utf8.count + 8)
    let start = source.offset(of: node)
    builder.append(repeatElement(UInt8(ascii: "#"), count: level) + [UInt8(ascii: " ")], at: start)
    source.append(scalar, node, as: use, to: &builder)
    let text = builder.finish()
    append(read(text), text, isListed: isListed)
    mark("\n\n")
  }

  /// A line of text without markup.
  mutating func plain(_ node: Node?) {
    guard let string = node?.scalar?.string else { return }
    let line = string.onOneLine
    html.append(escaping: line)
    // As Markdown, too, it is a line without markup.
    mark(line.replacing("[", with: "\\[").replacing("<", with: "\\<"))
  }

  /// A link, written as the Markdown that means it, so that all that holds for links of articles holds for it.
  mutating func link(_ label: Node?, to address: Node?) {
    guard let label, let scalar = label.scalar, let address, let target = address.scalar else {
      plain(label)
      return
    }
    var builder = EditedText.Builder(reserving: scalar.string.utf8.count + target.string.utf8.count + 8)
    builder.append([UInt8(ascii: "[")], at: source.offset(of: label))
    source.append(scalar, label, as: .literalLine, to: &builder)
    reference(target.string, at: source.offset(of: address), to: &builder)
    let text = builder.finish()
    append(spans(of: read(text)), text, place: range(of: address, target))
  }

  /// A picture that says nothing of its own.
  mutating func icon(_ address: Node?) {
    guard let address, let target = address.scalar, !target.string.isEmpty else { return }
    var builder = EditedText.Builder(reserving: target.string.utf8.count + 8)
    builder.append(Array("![".utf8), at: source.offset(of: address))
    reference(target.string, at: source.offset(of: address), to: &builder)
    let text = builder.finish()
    var article = spans(of: read(text))
    article.findings.removeAll { $0.code == DiagnosticRule.missingImageAltText.code }
    append(article, text, place: range(of: address, target), isDecoration: true)
  }

  private func reference(_ target: String, at offset: Int, to builder: inout EditedText.Builder) {
    var bytes = Array("](<".utf8)
    for byte in target.utf8 where byte >= 0x20 {
      if "<>\\".utf8.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    builder.append(bytes + Array(">)".utf8), at: offset)
  }

  private func range(of node: Node, _ scalar: Node.Scalar) -> Range<Int> {
    let start = source.offset(of: node)
    let isQuoted = scalar.style == .singleQuoted || scalar.style == .doubleQuoted
    let count = scalar.string.utf8.count + (isQuoted ? 2 : 0)
    return start..<min(start + count, source.text.bytes.count)
  }

  private mutating func build(_ node: Node, as use: YamlSource.Use) -> EditedText? {
    guard let scalar = node.scalar else {
      wrong(node, "Here stands a text; this is a list or a mapping, which the page leaves out.")
      return nil
    }
    var builder = EditedText.Builder(reserving: scalar.string.utf8.count)
    source.append(scalar, node, as: use, to: &builder)
    return builder.isEmpty ? nil : builder.finish()
  }

  private mutating func read(_ text: EditedText) -> Article {
    pieces += 1
    guard pieces <= Self.pieceLimit else {
      return Article(html: ArticleHTML(bytes: [], placeholders: []))
    }
    return Article(reading: text.text, frontMatter: nil, options: options, usedIDs: &usedIDs)
  }

  /// The spans of an article that is one paragraph.
  private func spans(of article: Article) -> Article {
    let open = Array("<p>".utf8)
    let close = Array("</p>\n".utf8)
    let bytes = article.html.bytes
    guard bytes.starts(with: open), bytes.suffix(close.count).elementsEqual(close) else { return article }
    var spans = article
    spans.html.bytes = Array(bytes[open.count..<bytes.count - close.count])
    for index in spans.html.placeholders.indices { spans.html.placeholders[index].offset -= open.count }
    return spans
  }

  // MARK: Putting together

  /// - Parameters:
  ///   - place: Where all of the piece stands in the file; nil: where `text` says.
  private mutating func append(
    _ article: Article, _ text: EditedText, place: Range<Int>? = nil, isListed: Bool = true, isDecoration: Bool = false
  ) {
    let places = YamlPlaces(text: text, source: source.text, whole: place)
    let offset = html.count
    prose.append(article.prose, links: links.count, headings: isListed ? headings.count : nil)
    if options.places != .none {
      tree.append(
        article.tree, links: links.count, code: code.count, headings: isListed ? headings.count : nil, places.range)
    }
    for placeholder in article.html.placeholders {
      var placeholder = placeholder
      placeholder.offset += offset
      switch placeholder.kind {
      case .headingMark:
        guard isListed else { continue }
        placeholder.index += headings.count
      case .code: placeholder.index += code.count
      default: placeholder.index += links.count
      }
      placeholders.append(placeholder)
    }
    for link in article.links {
      var link = link
      link.source = places.range(link.source)
      link.destinationSource = link.destinationSource.flatMap(places.unchanged)
      links.append(link)
    }
    for reference in article.code {
      var reference = reference
      reference.place = TextRange(
        start: places.position(reference.place.start), end: places.position(reference.place.end))
      reference.source = places.range(reference.source)
      code.append(reference)
    }
    for address in article.addresses {
      var address = address
      address.source = places.range(address.source)
      addresses.append(address)
    }
    boldTexts.append(article.boldTexts) {
      TextRange(start: places.position($0.start), end: places.position($0.end))
    }
    if isListed { headings += article.headings.map(places.heading) }
    for anchor in article.anchors {
      anchors.append(
        LearnMarkdown.Anchor(id: anchor.id, offset: places.range(anchor.offset..<anchor.offset).lowerBound))
    }
    findings += article.findings.map { places.finding($0, file: options.file) }
    for moniker in article.monikers where !monikers.contains(moniker) { monikers.append(moniker) }
    html.append(raw: article.html.bytes)
    if !isDecoration { plainText.append(text.text.bytes, of: article) }
  }
}
