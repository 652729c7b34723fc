internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// `llms.txt`: for each docset its pages as Markdown, in the order of its tables of contents; at the root the docsets.
///
/// - SeeAlso: llmstxt.org
struct LanguageModelIndex {
  let site: Site
  let theme: Theme

  init(_ site: Site, theme: Theme) {
    self.site = site
    self.theme = theme
  }

  func root() -> SurroundingFiles.File {
    var text = HTMLBytes()
    text.append("# ")
    text.append(raw: site.configuration.title(site.configuration.sourceLocale))
    text.append("\n\n")
    for docset in site.docsets {
      var name = "\(site.configuration.title(docset.locale)), \(theme.words.languageName(docset.locale))"
      if !docset.basePath.isEmpty, docset.basePath != "." { name += " (\(docset.basePath))" }
      Self.entry(name, docset.prefix + Array("llms.txt".utf8), about: nil, from: [], to: &text)
    }
    return SurroundingFiles.File(route: "llms.txt", bytes: text.bytes)
  }

  func index(_ docset: SiteDocset) -> SurroundingFiles.File {
    let route = docset.prefix + Array("llms.txt".utf8)
    var list = PageList(docset: docset, route: route)
    let words = theme.words[docset.locale]
    let trees = site.navigations[docset.number].trees
    for tree in trees.sorted(by: { $0.path.precedesInBytes($1.path) }) {
      let single = tree.roots.filter { tree.nodes[$0].children.isEmpty }
      list.section(words["navigation"] ?? "", single.map { tree.nodes[$0].target })
      for root in tree.roots where !tree.nodes[root].children.isEmpty {
        list.section(tree.nodes[root].title, tree.targets(from: root))
      }
    }
    list.section(words["allArticles"] ?? "", docset.pages.map { .page(route: $0.route, isFallback: $0.isFallback) })
    var text = HTMLBytes(reserving: 1 << 14)
    text.append("# ")
    text.append(raw: site.configuration.title(docset.locale))
    text.append("\n")
    text.append(raw: list.text.bytes)
    return SurroundingFiles.File(route: String(decoding: route, as: UTF8.self), bytes: text.bytes)
  }

  /// `- [title](address): description`
  fileprivate static func entry(
    _ title: String, _ target: [UInt8], about: String?, from route: [UInt8], to text: inout HTMLBytes
  ) {
    text.append("- [")
    // As most titles are.
    if title.utf8.allSatisfy({ $0 >= 0x20 && !isMarkup($0) }) {
      text.append(raw: title)
    } else {
      for byte in title.utf8 {
        if isMarkup(byte) { text.append("\\") }
        text.append(byte < 0x20 ? UInt8(ascii: " ") : byte)
      }
    }
    text.append("](")
    Route.appendRelative(to: target, from: route, &text)
    text.append(")")
    if let about, !about.isEmpty {
      text.append(": ")
      appendWords(of: about, to: &text)
    }
    text.append("\n")
  }
}

/// What would make a link, an image or a tag.
private func isMarkup(_ byte: UInt8) -> Bool { isBracket(byte) || byte == UInt8(ascii: "<") }

/// What would end the text of a link, or take its end its meaning.
private func isBracket(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\\")
}

/// The words of a text, one space between each, and no link made of any: white space beyond ASCII is part of a word.
private func appendWords(of text: String, to output: inout HTMLBytes) {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 8)
  for byte in text.utf8 {
    if isMarkup(byte) { bytes.append(UInt8(ascii: "\\")) }
    bytes.append(byte)
  }
  var start = bytes.firstIndex { !Ascii.isSpace($0) } ?? bytes.count
  var index = start
  while index < bytes.count {
    let isEnd = Ascii.isSpace(bytes[index])
    index += 1
    guard isEnd else { continue }
    // One space is written as it stands.
    let next = bytes[index...].firstIndex { !Ascii.isSpace($0) } ?? bytes.count
    if next == index, next < bytes.count, bytes[index - 1] == UInt8(ascii: " ") { continue }
    output.append(raw: bytes[start..<index - 1])
    if next < bytes.count { output.append(" ") }
    (start, index) = (next, next)
  }
  output.append(raw: bytes[start...])
}

/// The pages of a docset, each listed once.
private struct PageList: ~Copyable {
  let docset: SiteDocset
  let route: [UInt8]
  var text = HTMLBytes(reserving: 1 << 16)
  private var seen: Set<ByteString> = []

  init(docset: SiteDocset, route: [UInt8]) {
    self.docset = docset
    self.route = route
  }

  /// A borrowed page is listed in the language that it is written in.
  mutating func section(_ title: String, _ targets: [LinkResolution.Target?]) {
    var isBegun = false
    for case .page(let target, _)? in targets {
      guard let page = docset.page(at: target), !page.isFallback,
        seen.insert(ByteString(target)).inserted
      else { continue }
      if !isBegun {
        text.append("\n## ")
        appendWords(of: title, to: &text)
        text.append("\n\n")
      }
      isBegun = true
      let file = docset.file(of: page)
      LanguageModelIndex.entry(
        file.title, MarkdownTwin.route(of: page), about: file.metadata.text("description"), from: route, to: &text)
    }
  }
}

extension Navigation.Tree {
  /// The targets of a node and of all that stand below it, in reading order.
  fileprivate func targets(from root: Int) -> [LinkResolution.Target?] {
    [nodes[root].target] + nodes[root].children.flatMap { targets(from: $0) }
  }
}
