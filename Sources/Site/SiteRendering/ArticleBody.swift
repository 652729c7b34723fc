internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Fills the placeholders of a page's HTML now that the whole site is known.
struct ArticleBody {
  let resolver: LinkResolver
  let page: SitePage
  /// The mark beside a heading, by its id on the page.
  let marks: [[UInt8]: [UInt8]]
  private let sizes: PictureSizes
  private var hasPicture = false
  /// Files of the docset that the page shows or links to.
  private(set) var files: Set<SiteFile> = []
  private var budget = IncludeBudget()

  init(resolver: LinkResolver, page: SitePage, marks: [[UInt8]: [UInt8]], sizes: PictureSizes) {
    self.sizes = sizes
    self.resolver = resolver
    self.page = page
    self.marks = marks
  }

  mutating func write(into html: inout HTMLBytes) {
    write(resolver.docset.file(of: page), into: &html, trail: [])
  }

  private mutating func write(_ file: ArticleFile, into html: inout HTMLBytes, trail: [String]) {
    let trail = trail + [file.path]
    let article = file.article
    let links = ShownLinks(of: file, on: page, resolver)
    var position = 0
    /// Blocks have ended the paragraph, which goes on where something of it follows.
    var isParted = false
    func resume(_ text: ArraySlice<UInt8>, _ html: inout HTMLBytes) {
      var text = text
      if isParted {
        if text.allSatisfy(Ascii.isSpace) { return }
        isParted = false
        let end = Array("</p>\n".utf8)
        if text.starts(with: end) { text = text.dropFirst(end.count) } else { html.append("<p>") }
      }
      html.append(raw: text)
    }
    for placeholder in article.html.placeholders {
      resume(article.html.bytes[position..<placeholder.offset], &html)
      position = placeholder.offset
      switch placeholder.kind {
      case .link: writeAddress(links[placeholder.index], article.links[placeholder.index].form, into: &html)
      case .linkText: writeTitle(article.links[placeholder.index], into: &html)
      case .mention:
        let isLink = links[placeholder.index].resolution.target != .nowhere
        if isLink {
          html.append("<a")
          writeAddress(links[placeholder.index], .mention, into: &html)
          html.append(">")
        }
        writeTitle(article.links[placeholder.index], into: &html)
        if isLink { html.append("</a>") }
      case .source: writeSource(links[placeholder.index], into: &html)
      case .picture: writePicture(links[placeholder.index], into: &html)
      case .blockInclude: include(article.links[placeholder.index], from: file.path, trail, into: &html)
      case .inlineInclude:
        let part = included(by: article.links[placeholder.index], from: file.path, trail)
        html.append(raw: Self.withoutParagraph(part) ?? part[...])
      case .paragraphInclude:
        let part = included(by: article.links[placeholder.index], from: file.path, trail)
        if let spans = Self.withoutParagraph(part) {
          resume(spans, &html)
        } else if !part.isEmpty {
          if !isParted { html.append("</p>\n") }
          html.append(raw: part)
          isParted = true
        }
      case .code: writeCode(article.code[placeholder.index], in: file.path, into: &html)
      case .headingMark:
        if trail.count == 1, let mark = marks[article.headings[placeholder.index].id] { html.append(raw: mark) }
      }
    }
    resume(article.html.bytes[position...], &html)
  }

  /// The title of the page that a cross-reference leads to.
  private func writeTitle(_ link: Link, into html: inout HTMLBytes) {
    guard let reference = CrossReference(link.destination) else { return }
    html.append(escaping: resolver.text(of: reference))
  }

  private mutating func writeAddress(
    _ resolved: ResolvedLink, _ form: Link.Form, into html: inout HTMLBytes
  ) {
    if case .nowhere = resolved.resolution.target { return }
    html.append(" href=\"")
    append(resolved, into: &html)
    html.append("\"")
    if resolved.resolution.isFallback, form == .link, let locale = resolver.docset.fallback?.source.locale {
      html.append(" class=\"fallback-link\" hreflang=\"")
      html.append(escaping: locale)
      html.append("\"")
    }
  }

  private mutating func writeSource(_ resolved: ResolvedLink, into html: inout HTMLBytes) {
    html.append(" src=\"")
    append(resolved, into: &html)
    html.append("\"")
  }

  /// With its size, so that the text below stays where it is when it comes; and loaded at once where it is the first.
  private mutating func writePicture(_ resolved: ResolvedLink, into html: inout HTMLBytes) {
    if case .file(_, let path, let isFallback) = resolved.resolution.target,
      let size = sizes.size(of: path, isFallback: isFallback)
    {
      html.append(" width=\"")
      html.append(number: size.width)
      html.append("\" height=\"")
      html.append(number: size.height)
      html.append("\"")
    }
    if hasPicture { html.append(" loading=\"lazy\"") }
    hasPicture = true
    writeSource(resolved, into: &html)
  }

  private mutating func append(_ resolved: ResolvedLink, into html: inout HTMLBytes) {
    switch resolved.resolution.target {
    case .samePage, .nowhere: break
    case .external(let address):
      html.append(address: address.bytes)
      return
    case .page(let route, _), .missing(let route):
      Route.appendRelative(to: route, from: page.route, &html)
    case .file(let route, let path, let isFallback):
      files.insert(SiteFile(docset: resolver.docset.number, route: route, path: path, isFallback: isFallback))
      Route.appendRelative(to: route, from: page.route, &html)
    }
    html.append(address: resolved.resolution.suffix)
  }

  private mutating func include(
    _ link: Link, from path: String, _ trail: [String], into html: inout HTMLBytes
  ) {
    guard let file = resolver.docset.included(by: link, in: path, from: resolver.docset.catalog(of: page)),
      budget.take(file, trail: trail)
    else { return }
    write(file, into: &html, trail: trail)
  }

  private mutating func included(by link: Link, from path: String, _ trail: [String]) -> [UInt8] {
    var part = HTMLBytes()
    include(link, from: path, trail, into: &part)
    return part.bytes
  }

  /// Writes lines of code; where there are none to show, the path that was written.
  private func writeCode(_ reference: CodeReference, in path: String, into html: inout HTMLBytes) {
    guard html.count < IncludeBudget.sizeLimit,
      let code = try? resolver.docset.code(reference, in: path, from: resolver.docset.catalog(of: page))?.get(),
      let snippet = try? reference.snippet(of: code)
    else {
      html.append(escaping: reference.path)
      return
    }
    let colours = reference.language.flatMap { CodeColours(language: $0) }
    for (index, line) in snippet.lines.enumerated() {
      let isHighlighted = snippet.isHighlighted(index)
      if isHighlighted { html.append("<mark>") }
      let text = SourceText.validUTF8(line)
      if let colours { colours.write(text[...], into: &html) } else { html.append(escaping: text) }
      html.append(isHighlighted ? "</mark>\n" : "\n")
    }
  }

  /// The spans of a text that is one paragraph; nil for any other text.
  private static func withoutParagraph(_ html: [UInt8]) -> ArraySlice<UInt8>? {
    let open = Array("<p>".utf8)
    let close = Array("</p>\n".utf8)
    guard html.starts(with: open), html.suffix(close.count).elementsEqual(close) else { return nil }
    let inner = html[open.count..<html.count - close.count]
    return inner.firstIndex(of: "<p>", in: inner.startIndex..<inner.endIndex) == nil ? inner : nil
  }
}

/// A file of a docset that the site copies.
package struct SiteFile: Sendable, Hashable {
  package var docset: Int
  package var route: [UInt8]
  package var path: [UInt8]
  /// It comes from the source language's folder.
  package var isFallback: Bool
}
