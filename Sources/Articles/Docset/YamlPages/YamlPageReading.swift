internal import Diagnostics
internal import LearnMarkdown
internal import Yams

extension ArticleReader {
  /// Reads a YAML page as the article that it becomes. Total, as reading an article is.
  package func read(_ bytes: [UInt8], kind: PageKind, path: String) -> ArticleFile {
    let shown = source.shownPrefix + path
    var yaml = YamlSource(bytes, file: shown)
    if let root = yaml.root, root.mapping == nil {
      yaml.report(root, "A YAML page is lines of `key: value`; here is a plain text or a list.", file: shown)
      yaml.discard()
    }
    var writer = YamlPageWriter(
      source: yaml, options: options(path, shown: shown, isFragment: true), linkKinds: linkKinds)
    var metadata = Metadata()
    if let root = yaml.root {
      metadata = Metadata(page: root)
      switch kind {
      case .faq: writer.writeFAQ(root)
      case .landing: writer.writeLanding(root)
      case .hub: writer.writeHub(root)
      case .architecture: writer.writeArchitecture(root)
      case .article: break
      }
    }
    writer.unread()
    let written = writer.finish()
    var article = written.article
    // Of a page that cannot be read, what it would have said is unknown.
    if yaml.unread.isEmpty {
      article.findings += metadata.missing(
        isGiven: true, article: article, file: shown, defaults: source.metadata, path: path)
    }
    reduceTree(of: &article, in: yaml.text, at: path, isPage: true)
    return ArticleFile(
      path: path, metadata: metadata, article: article, hasFrontMatter: true, kind: kind, source: yaml.text.bytes,
      markdown: written.markdown)
  }
}

extension Metadata {
  /// `metadata:` of a page; its own title, summary and uid stand in for those that are not there.
  fileprivate init(page: Node) {
    var entries = page["metadata"]?.mapping?.map { Entry($0.key, $0.value, firstLine: 0) } ?? []
    func add(_ key: String, _ node: Node?) {
      if Metadata(entries: entries).text(key) == nil, let entry = node.flatMap({ Self.entry(key, $0) }) {
        entries.append(entry)
      }
    }
    add("uid", page["uid"])
    add("title", page["title"] ?? page["name"])
    add("description", page["summary"])
    self.init(entries: entries)
  }

  private static func entry(_ key: String, _ node: Node) -> Entry? {
    guard let text = node.scalar?.string else { return nil }
    let line = text.onOneLine
    return line.isEmpty ? nil : Entry(key: key, value: .text(line), line: node.mark?.line ?? 1)
  }
}
