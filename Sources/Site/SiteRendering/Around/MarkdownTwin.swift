internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// A page as plain Markdown beside its HTML: includes put in, links resolved, the dialect's frames taken out.
///
/// - SeeAlso: llmstxt.org: the Markdown of a page lies at the page's own address with `.md` appended.
struct MarkdownTwin {
  let resolver: LinkResolver
  let page: SitePage
  /// The bytes of a source file of a catalog; nil where it cannot be read.
  let source: (Catalog, ArticleFile) -> [UInt8]?

  static func route(of page: SitePage) -> [UInt8] { page.route + Array(".md".utf8) }

  func bytes() -> [UInt8] {
    let docset = resolver.docset
    var budget = IncludeBudget()
    return bytes(of: docset.file(of: page), in: docset.catalog(of: page), trail: [], &budget)
  }

  private func bytes(
    of file: ArticleFile, in catalog: Catalog, trail: [String], _ budget: inout IncludeBudget
  ) -> [UInt8] {
    let markdown: PlainMarkdown
    if let own = file.markdown {
      markdown = own
    } else {
      guard let bytes = source(catalog, file) else { return [] }
      markdown = PlainMarkdown(bytes: bytes, links: file.article.links)
    }
    var edits = edits(of: markdown, in: file, catalog, trail: trail + [file.path], &budget)
    if file.markdown == nil { edits += file.article.code.map { ($0.source, fence($0, in: file, catalog)) } }
    let start = file.markdown == nil ? min(file.article.bodyStart, markdown.bytes.count) : 0
    edits += DirectiveLines.ranges(in: markdown.bytes, from: start).map { ($0, []) }
    edits.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var result: [UInt8] = []
    result.reserveCapacity(markdown.bytes.count + edits.count * 8)
    var position = start
    for edit in edits where edit.range.lowerBound >= position {
      result += markdown.bytes[position..<edit.range.lowerBound]
      result += edit.text
      position = edit.range.upperBound
    }
    result += markdown.bytes[position...]
    return result
  }

  private func edits(
    of markdown: PlainMarkdown, in file: ArticleFile, _ catalog: Catalog, trail: [String],
    _ budget: inout IncludeBudget
  ) -> [(range: Range<Int>, text: [UInt8])] {
    let bytes = markdown.bytes
    let shown = ShownLinks(of: file, on: page, resolver)
    var edits: [(range: Range<Int>, text: [UInt8])] = []
    for (number, link) in markdown.links.enumerated() where link.source.upperBound <= bytes.count {
      if link.form == .include {
        guard let included = included(link, in: file, catalog), budget.take(included, trail: trail) else { continue }
        edits.append((link.source, trimmed(self.bytes(of: included, in: catalog, trail: trail, &budget))))
        continue
      }
      let isDirective = bytes.starts(with: ":::", at: link.source.lowerBound)
      if isDirective, link.form != .image { continue }
      // A page of YAML has links of its own here, not those of its HTML.
      let isSource = file.markdown == nil
      guard let address = address(isSource ? shown[number] : resolve(link, in: file), of: link) else { continue }
      if isDirective {
        edits.append((link.source, image(bytes[link.source], address)))
      } else if isSource, let range = link.destinationSource, range.upperBound <= bytes.count {
        edits.append((range, address))
      } else if let range = place(of: link.destination, in: bytes, link.source) {
        edits.append((range, address))
      }
    }
    return edits
  }

  private func included(_ link: Link, in file: ArticleFile, _ catalog: Catalog) -> ArticleFile? {
    catalog.included(by: link, in: file.path) ?? resolver.docset.fallback?.included(by: link, in: file.path)
  }

  private func resolve(_ link: Link, in file: ArticleFile) -> LinkResolution {
    resolver.resolve(
      link.destination, form: link.form, from: Array(file.path.utf8), on: page, verifiesBookmark: false)
  }

  /// The code that a directive shows, in a fence that nothing in it closes; what stands there, where there is none.
  private func fence(_ reference: CodeReference, in file: ArticleFile, _ catalog: Catalog) -> [UInt8] {
    guard let code = try? resolver.docset.code(reference, in: file.path, from: catalog)?.get(),
      let snippet = try? CodeSnippet(reference.selection, of: code)
    else { return Array("`".utf8) + reference.path + Array("`".utf8) }
    let longest = snippet.lines.map { $0.drop(while: Ascii.isBlank).prefix { $0 == UInt8(ascii: "`") }.count }.max()
    let marks = [UInt8](repeating: UInt8(ascii: "`"), count: max(3, (longest ?? 0) + 1))
    let line = UInt8(ascii: "\n")
    return marks + (reference.language ?? []) + [line]
      + snippet.lines.flatMap { SourceText.validUTF8($0) + [line] } + marks
  }

  /// The address as the twin writes it; nil where it stays as it is written.
  private func address(_ resolution: LinkResolution, of link: Link) -> [UInt8]? {
    var text = HTMLBytes()
    switch resolution.target {
    case .external(let address): return address == link.destination ? nil : address
    case .samePage, .nowhere: return nil
    case .page(let route, _):
      Route.appendRelative(to: route, from: page.route, &text)
      text.append(".md")
    case .file(let route, _, _), .missing(let route): Route.appendRelative(to: route, from: page.route, &text)
    }
    text.append(raw: resolution.suffix)
    return text.bytes
  }

  /// Where a destination stands in its construct, or in a definition `[label]: destination` that it refers to.
  private func place(of destination: [UInt8], in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    guard !destination.isEmpty else { return nil }
    var start = range.upperBound - destination.count
    while start >= range.lowerBound {
      if bytes[start] == destination[0], bytes[start..<start + destination.count].elementsEqual(destination) {
        return start..<start + destination.count
      }
      start -= 1
    }
    var index = 0
    while let found = bytes.firstIndex(of: "]:", in: index..<bytes.count) {
      index = found + 2
      let target = bytes.skipBlanks(in: index..<bytes.count)
      if bytes[target...].starts(with: destination) { return target..<target + destination.count }
    }
    return nil
  }

  /// `:::image source="…" alt-text="…":::` as an image of Markdown.
  private func image(_ directive: ArraySlice<UInt8>, _ address: [UInt8]) -> [UInt8] {
    var text: ArraySlice<UInt8> = []
    if let name = directive.firstIndex(of: "alt-text=\"", in: directive.startIndex..<directive.endIndex) {
      text = directive[(name + 10)...].prefix { $0 != UInt8(ascii: "\"") }
    }
    var image = HTMLBytes(reserving: text.count + address.count + 8)
    image.append("![")
    for byte in text {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") { image.append(UInt8(ascii: "\\")) }
      image.append(byte)
    }
    image.append("](")
    image.append(raw: address)
    image.append(UInt8(ascii: ")"))
    return image.bytes
  }

  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes[..<((bytes.lastIndex { !Ascii.isSpace($0) }).map { $0 + 1 } ?? 0)])
  }
}

/// The lines of directives that only frame what stands between them.
private enum DirectiveLines {
  private static let names = ["moniker", "zone", "row", "column", "image-end"]

  static func ranges(in bytes: [UInt8], from start: Int) -> [Range<Int>] {
    guard bytes.firstIndex(of: ":::", in: start..<bytes.count) != nil else { return [] }
    var ranges: [Range<Int>] = []
    var fence: UInt8?
    var line = start
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      let content = bytes.skipBlanks(in: line..<end)
      if bytes.starts(with: "```", at: content) || bytes.starts(with: "~~~", at: content) {
        let mark = bytes[content]
        fence = fence == nil ? mark : fence == mark ? nil : fence
      } else if fence == nil, bytes.starts(with: ":::", at: content) {
        let name = bytes[bytes.skipBlanks(in: content + 3..<end)..<end]
        if names.contains(where: { name.starts(with: $0.utf8) }) { ranges.append(line..<end) }
      }
      line = end
    }
    return ranges
  }
}
