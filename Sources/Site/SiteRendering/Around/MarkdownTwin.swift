internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// A page as plain Markdown beside its HTML: includes put in, links resolved, the dialect's frames taken out.
///
/// - SeeAlso: llmstxt.org: the Markdown of a page lies at the page's own address with `.md` appended.
struct MarkdownTwin {
  let resolver: LinkResolver
  let page: SitePage

  static func route(of page: SitePage) -> [UInt8] { page.route + Array(".md".utf8) }

  func write(into text: inout HTMLBytes) {
    let docset = resolver.docset
    var budget = IncludeBudget()
    write(docset.file(of: page), in: docset.catalog(of: page), trail: [], &budget, into: &text)
  }

  private func write(
    _ file: ArticleFile, in catalog: Catalog, trail: [String], _ budget: inout IncludeBudget,
    into text: inout HTMLBytes
  ) {
    let bytes = file.markdown?.bytes ?? file.source
    let start = file.markdown == nil ? min(file.article.bodyStart, bytes.count) : 0
    var edits = Edits()
    addLinks(of: file, in: catalog, trail: trail + [file.path], &budget, to: &edits)
    if file.markdown == nil {
      for reference in file.article.code { edits.add(reference.source, fence(reference, in: file, catalog)) }
    }
    for range in DirectiveFrames.ranges(in: bytes, from: start) { edits.add(range, []) }
    for link in file.markdown?.refused ?? file.article.refused where link.source.upperBound <= bytes.count {
      refuse(link, in: bytes, &edits)
    }
    edits.apply(to: bytes, from: start, into: &text)
  }

  private func addLinks(
    of file: ArticleFile, in catalog: Catalog, trail: [String], _ budget: inout IncludeBudget,
    to edits: inout Edits
  ) {
    let bytes = file.markdown?.bytes ?? file.source
    let links = file.markdown?.links ?? file.article.links
    edits.reserve(links.count)
    // A page of YAML has links of its own here, not those of its HTML.
    let isSource = file.markdown == nil
    let shown = ShownLinks(of: file, on: page, resolver)
    for number in links.indices where links[number].source.upperBound <= bytes.count {
      let link = links[number]
      if case .include = link.form {
        guard let included = included(link, in: file, catalog), budget.take(included, trail: trail) else { continue }
        var part = HTMLBytes()
        write(included, in: catalog, trail: trail, &budget, into: &part)
        edits.add(link.source, trimmed(part.bytes))
        continue
      }
      let isDirective = bytes.starts(with: ":::", at: link.source.lowerBound)
      if isDirective, link.form != .image { continue }
      let resolved = isSource ? shown[number] : resolver.resolve(link, of: file, on: page)
      guard changesAddress(resolved, of: link) else { continue }
      if isDirective {
        edits.add(link.source) { appendImage(bytes[link.source], resolved, to: &$0) }
      } else if isSource, let range = link.destinationSource, range.upperBound <= bytes.count {
        edits.add(range) { appendAddress(resolved, to: &$0) }
      } else if let range = placeWithin(link.source, of: link.destination, in: bytes)
        ?? placeOfDefinition(of: link.destination, in: bytes)
      {
        edits.add(range) { appendAddress(resolved, to: &$0) }
      }
    }
  }

  /// Takes out what no page may hold, however it is written.
  private func refuse(_ link: Link, in bytes: [UInt8], _ edits: inout Edits) {
    let source = link.source
    if link.form != .htmlLink || link.destination.isEmpty, bytes.starts(with: "<", at: source.lowerBound),
      bytes[(source.lowerBound + 1)...].starts(with: link.destination)
    {
      // `<scheme:words>` and `<tag>` are text from here on, as placeholders are meant.
      edits.add(source.lowerBound..<source.lowerBound + 1, Array("&lt;".utf8))
    } else if bytes.starts(with: ":::", at: source.lowerBound), link.form == .image {
      // The words of the picture, which is not shown.
      edits.add(source) { text in
        for byte in alternative(bytes[source]) {
          if byte == UInt8(ascii: "<") { text.append("&lt;") } else { text.append(byte) }
        }
      }
    } else if let range = link.destinationSource ?? placeWithin(source, of: link.destination, in: bytes) {
      edits.add(range, [])
    } else if let words = words(of: bytes, source) {
      edits.add(source.lowerBound..<words.lowerBound, [])
      edits.add(words.upperBound..<source.upperBound, [])
      if let range = placeOfDefinition(of: link.destination, in: bytes) { edits.add(range, []) }
    } else {
      edits.add(source, [])
    }
  }

  /// What stands between the brackets of a link or an image.
  private func words(of bytes: [UInt8], _ source: Range<Int>) -> Range<Int>? {
    let start = bytes.starts(with: "![", at: source.lowerBound) ? source.lowerBound + 2 : source.lowerBound + 1
    guard start < source.upperBound, bytes[start - 1] == UInt8(ascii: "[") else { return nil }
    let inner = start..<source.upperBound
    let end =
      bytes.firstIndex(of: "](", in: inner) ?? bytes.firstIndex(of: "][", in: inner)
      ?? bytes[inner].lastIndex(of: UInt8(ascii: "]"))
    return end.flatMap { inner.contains($0) ? start..<$0 : nil }
  }

  private func included(_ link: Link, in file: ArticleFile, _ catalog: Catalog) -> ArticleFile? {
    catalog.included(by: link, in: file.path) ?? resolver.docset.fallback?.included(by: link, in: file.path)
  }

  /// The code that a directive shows, in a fence that nothing in it closes; what stands there, where there is none.
  private func fence(_ reference: CodeReference, in file: ArticleFile, _ catalog: Catalog) -> [UInt8] {
    guard let code = try? resolver.docset.code(reference, in: file.path, from: catalog)?.get(),
      let snippet = try? reference.snippet(of: code)
    else { return Array("`".utf8) + reference.path + Array("`".utf8) }
    let longest = snippet.lines.map { $0.drop(while: Ascii.isBlank).prefix { $0 == UInt8(ascii: "`") }.count }.max()
    let marks = [UInt8](repeating: UInt8(ascii: "`"), count: max(3, (longest ?? 0) + 1))
    let line = UInt8(ascii: "\n")
    return marks + (reference.language ?? []) + [line]
      + snippet.lines.flatMap { SourceText.validUTF8($0) + [line] } + marks
  }

  /// Whether the twin writes another address than the article does.
  private func changesAddress(_ resolved: ResolvedLink, of link: Link) -> Bool {
    switch resolved.resolution.target {
    case .external(let address): address.bytes != link.destination
    case .samePage, .nowhere: false
    case .page, .file, .missing: true
    }
  }

  private func appendAddress(_ resolved: ResolvedLink, to text: inout HTMLBytes) {
    switch resolved.resolution.target {
    case .external(let address):
      text.append(raw: address.bytes)
      return
    case .samePage, .nowhere: return
    case .page(let route, _):
      Route.appendRelative(to: route, from: page.route, &text)
      text.append(".md")
    case .file(let route, _, _), .missing(let route): Route.appendRelative(to: route, from: page.route, &text)
    }
    text.append(raw: resolved.resolution.suffix)
  }

  /// Where a destination stands in its construct.
  private func placeWithin(_ range: Range<Int>, of destination: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    guard !destination.isEmpty else { return nil }
    var start = range.upperBound - destination.count
    while start >= range.lowerBound {
      if bytes[start] == destination[0], bytes[start..<start + destination.count].elementsEqual(destination) {
        return start..<start + destination.count
      }
      start -= 1
    }
    return nil
  }

  /// Where it stands in a definition `[label]: destination`.
  private func placeOfDefinition(of destination: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
    guard !destination.isEmpty else { return nil }
    var index = 0
    while let found = bytes.firstIndex(of: "]:", in: index..<bytes.count) {
      index = found + 2
      let target = bytes.skipBlanks(in: index..<bytes.count)
      if bytes[target...].starts(with: destination) { return target..<target + destination.count }
    }
    return nil
  }

  /// `:::image source="…" alt-text="…":::` as an image of Markdown.
  private func appendImage(_ directive: ArraySlice<UInt8>, _ resolved: ResolvedLink, to image: inout HTMLBytes) {
    image.append("![")
    for byte in alternative(directive) {
      if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") { image.append(UInt8(ascii: "\\")) }
      image.append(byte)
    }
    image.append("](")
    appendAddress(resolved, to: &image)
    image.append(UInt8(ascii: ")"))
  }

  /// What a directive says to those who do not see its picture.
  private func alternative(_ directive: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let name = directive.firstIndex(of: "alt-text=\"", in: directive.startIndex..<directive.endIndex) else {
      return []
    }
    return directive[(name + 10)...].prefix { $0 != UInt8(ascii: "\"") }
  }

  private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes[..<((bytes.lastIndex { !Ascii.isSpace($0) }).map { $0 + 1 } ?? 0)])
  }
}

/// What a text has in the place of parts of another; their bytes stand one behind the other.
private struct Edits: ~Copyable {
  private var edits: [(range: Range<Int>, text: Range<Int>)] = []
  private var text = HTMLBytes(reserving: 1024)

  mutating func reserve(_ count: Int) { edits.reserveCapacity(count) }

  mutating func add(_ range: Range<Int>, _ bytes: [UInt8]) { add(range) { $0.append(raw: bytes) } }

  mutating func add(_ range: Range<Int>, _ write: (inout HTMLBytes) -> Void) {
    let start = text.count
    write(&text)
    edits.append((range, start..<text.count))
  }

  /// Writes `bytes` from `start` on with the edits; of two that overlap, the first.
  consuming func apply(to bytes: [UInt8], from start: Int, into result: inout HTMLBytes) {
    let edits = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    var position = start
    for edit in edits where edit.range.lowerBound >= position {
      result.append(raw: bytes[position..<edit.range.lowerBound])
      text.withSpan(from: edit.text.lowerBound) { result.append(raw: $0.extracting(first: edit.text.count)) }
      position = edit.range.upperBound
    }
    result.append(raw: bytes[position...])
  }
}
