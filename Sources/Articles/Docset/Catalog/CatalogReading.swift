internal import Diagnostics
package import LearnMarkdown

extension Catalog {
  /// Lists and reads a docset: every Markdown file is parsed once, `jobs` at a time.
  ///
  /// - Parameter alertTitles: The heading word of each alert in the docset's locale, by kind.
  /// - Throws: ``DocsetError`` where the folder cannot be listed. A file that cannot be read is a finding.
  package static func read(
    _ source: DocsetSource, alertTitles: [String: String], jobs: Int
  ) async throws(DocsetError) -> Catalog {
    let tree = try FileTree(of: source.folder, skipping: ["_site"])
    var catalog = Catalog(
      source: source, pages: [], fragments: [], yamlFiles: [], tablesOfContents: [], index: FileIndex(), findings: [])
    var markdown: [(path: String, isPage: Bool)] = []
    var counts = (pages: 0, fragments: 0, yaml: 0)
    var yaml: [String] = []
    for path in tree.files {
      let kind: FileIndex.Kind
      if path.hasSuffix(".md") {
        let isPage = source.content.contains(path) && !isMarkdownTOC(path)
        markdown.append((path, isPage))
        kind = isPage ? .page(counts.pages) : .fragment(counts.fragments)
        if isPage { counts.pages += 1 } else { counts.fragments += 1 }
      } else if path.hasSuffix(".yml"), source.content.contains(path) {
        yaml.append(path)
        kind = .yaml(counts.yaml)
        counts.yaml += 1
      } else {
        kind = .resource
      }
      catalog.index[Array(path.utf8)] = kind
    }
    for path in tree.outsideLinks {
      catalog.findings.append(
        Diagnostic(
          rule: .symlinkOutOfScope,
          "A symbolic link leads to a file of the docset; this one leads out of it, or nowhere.",
          at: SourcePlace(file: source.shownPrefix + path)))
    }
    for path in yaml {
      do throws(Files.Failure) {
        catalog.yamlFiles.append(
          YamlFile(path: path, bytes: try Files.read("\(source.folder)/\(path)", limit: Files.articleLimit)))
      } catch {
        catalog.yamlFiles.append(YamlFile(path: path, bytes: []))
        catalog.findings.append(ArticleReader.finding(error, file: source.shownPrefix + path))
      }
    }
    for file in catalog.yamlFiles where TableOfContents.isOne(file.path) {
      let read = TableOfContents.read(file, shown: source.shownPrefix + file.path)
      catalog.tablesOfContents.append(read.toc)
      catalog.findings += read.findings
    }
    let reader = ArticleReader(source: source, index: catalog.index, alertTitles: alertTitles)
    let articles = await readAll(markdown, with: reader, jobs: jobs)
    for (file, entry) in zip(articles, markdown) {
      if entry.isPage { catalog.pages.append(file) } else { catalog.fragments.append(file) }
    }
    return catalog
  }

  private static func isMarkdownTOC(_ path: String) -> Bool { path == "TOC.md" || path.hasSuffix("/TOC.md") }

  private static func readAll(
    _ files: [(path: String, isPage: Bool)], with reader: ArticleReader, jobs: Int
  ) async -> [ArticleFile] {
    await mapConcurrently(count: files.count, jobs: jobs) { index in
      reader.read(files[index].path, isFragment: !files[index].isPage)
    }
  }
}

/// Reads one article after another; holds nothing that changes.
package struct ArticleReader: Sendable {
  let source: DocsetSource
  let index: FileIndex
  let alertTitles: [String: String]

  package init(source: DocsetSource, index: FileIndex, alertTitles: [String: String]) {
    self.source = source
    self.index = index
    self.alertTitles = alertTitles
  }

  package func read(_ path: String, isFragment: Bool) -> ArticleFile {
    do throws(Files.Failure) {
      let bytes = try Files.read("\(source.folder)/\(path)", limit: Files.articleLimit)
      return read(SourceText(bytes), path: path, isFragment: isFragment)
    } catch {
      var file = read(SourceText([]), path: path, isFragment: true)
      file.article.findings = [Self.finding(error, file: source.shownPrefix + path)]
      return file
    }
  }

  package func read(_ text: SourceText, path: String, isFragment: Bool) -> ArticleFile {
    let frontMatter = FrontMatter.find(in: text)
    let shown = source.shownPrefix + path
    let options = ArticleOptions(
      file: shown, alertTitles: alertTitles, isFragment: isFragment, isTranslation: source.isTranslation,
      locale: source.locale, resolves: resolver(from: path))
    var article = Article(reading: text, frontMatter: frontMatter, options: options)
    var metadata = Metadata()
    if let frontMatter {
      let read = Metadata.read(text, frontMatter, file: shown)
      metadata = read.metadata
      article.findings += read.findings
    }
    if !isFragment { article.findings += metadata.missing(frontMatter, article: article, file: shown) }
    return ArticleFile(path: path, metadata: metadata, article: article, hasFrontMatter: frontMatter != nil)
  }

  /// Whether a destination names a file of the docset: what makes a repair certain, if its bookmark is there too.
  private func resolver(from path: String) -> @Sendable (ArraySlice<UInt8>) -> Bool {
    { [index] destination in
      let parts = Paths.split(Array(destination))
      if parts.path.isEmpty { return parts.fragment?.isEmpty == false }
      guard parts.path.first != UInt8(ascii: "/"),
        let resolved = Paths.resolve(Paths.decodePercent(parts.path), from: path.utf8)
      else { return false }
      return index[resolved] != nil
    }
  }

  static func finding(_ failure: Files.Failure, file: String) -> Diagnostic {
    let place = SourcePlace(file: file)
    switch failure {
    case .tooLarge(let size):
      return Diagnostic(
        rule: .fileTooLarge,
        "An article has at most \(Files.articleLimit >> 20) MiB; this one has \(size >> 20) MiB and was not read.",
        at: place)
    default:
      return Diagnostic(.error, "file-unreadable", "The file cannot be read: \(failure.reason).", at: place)
    }
  }
}

extension Metadata {
  fileprivate func missing(_ frontMatter: FrontMatter?, article: Article, file: String) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    // Unreadable front matter has a finding of its own; what it would have said is unknown.
    if frontMatter != nil, entries.isEmpty { return [] }
    let place = SourcePlace(file: file)
    if text("title") == nil, !article.headings.contains(where: { $0.level == 1 }) {
      findings.append(
        Diagnostic(rule: .titleMissing, "A page has a `title` in its front matter; this one has none.", at: place))
    }
    if text("description") == nil {
      findings.append(
        Diagnostic(
          rule: .descriptionMissing,
          "A page has a `description` in its front matter, which search engines show; this one has none.", at: place))
    }
    return findings
  }
}
