internal import Diagnostics
package import LearnMarkdown

extension Catalog {
  /// Reads the files of a docset: every Markdown file is parsed once, `jobs` at a time.
  ///
  /// - Parameters:
  ///   - alertTitles: The heading word of each alert in the docset's locale, by kind.
  ///   - places: See ``ArticleOptions/places``.
  ///   - keepsPage: See ``ArticleOptions/keepsPage``.
  ///   - comparedWith: The files of the source docset: a page that it lacks gets no outline. Nil: every page gets one.
  ///   - defersPages: Whether of pages only the metadata are read until ``ArticleFile/whole`` is asked for.
  package static func read(
    _ listing: CatalogListing, alertTitles: [String: String], linkKinds: [String: String] = [:],
    places: ArticleOptions.Places = .none, keepsPage: Bool = true, comparedWith: FileIndex? = nil,
    defersPages: Bool = false, jobs: Int
  ) async -> Catalog {
    let source = listing.source
    let reader = ArticleReader(
      source: source, index: listing.index, alertTitles: alertTitles, linkKinds: linkKinds,
      yamlPages: listing.yamlPages, pivotTitles: listing.pivotTitles, places: places,
      keepsPage: keepsPage, comparedWith: comparedWith)
    async let readTables = readAll(listing.tables, shownPrefix: source.shownPrefix, jobs: jobs)
    let articles = await readAll(listing.articles, with: reader, defersPages: defersPages, jobs: jobs)
    var catalog = Catalog(
      source: source, pages: [], fragments: [], tablesOfContents: [], breadcrumbs: [], index: listing.index,
      findings: listing.findings)
    catalog.reader = reader
    catalog.hasSymbolicLinks = listing.hasSymbolicLinks
    catalog.pages.reserveCapacity(articles.count)
    var breadcrumbPaths: [ByteString] = []
    var redirecting = false
    for number in articles.indices {
      let article = articles[number]
      if listing.articles[number].isPage {
        catalog.pages.append(article.file)
      } else {
        catalog.fragments.append(article.file)
      }
      if article.redirects { redirecting = true }
      // Neighbours nearly always name the same one.
      if let path = article.breadcrumbPath, path != breadcrumbPaths.last { breadcrumbPaths.append(path) }
    }
    if redirecting { catalog.takeRedirections() }
    catalog.readIncludesBeside(with: reader)
    catalog.add(await readTables, breadcrumbs: BreadcrumbTables(of: source, namedBy: breadcrumbPaths))
    return catalog
  }

  /// Reads the files beside the docset that its articles include, and what those include.
  private mutating func readIncludesBeside(with reader: ArticleReader) {
    guard let repository = source.repository, !repository.folder.isEmpty else { return }
    var asking = (pages + fragments).filter { !$0.includes.isEmpty }
    while let file = asking.popLast() {
      for link in file.includes {
        let relative = Paths.decodePercent(link.destination)
        guard let path = source.path(to: relative, from: Array(file.path.utf8)), DocsetSource.isBeside(path),
          index[path] == nil, let bytes = try? source.read(path.utf8String)
        else { continue }
        index[path] = .fragment(fragments.count)
        let included = reader.read(SourceText(bytes), path: path.utf8String, isFragment: true)
        fragments.append(included)
        if !included.includes.isEmpty { asking.append(included) }
      }
    }
  }

  /// Makes redirections of the pages whose front matter leads readers on.
  private mutating func takeRedirections() {
    var kept: [ArticleFile] = []
    for page in pages {
      guard let url = page.metadata.text("redirect_url") else {
        index[Array(page.path.utf8)] = .page(kept.count)
        kept.append(page)
        continue
      }
      index[Array(page.path.utf8)] = nil
      let place = SourcePlace(
        file: source.shownPrefix + page.path, line: page.metadata.line(of: "redirect_url") ?? 1, column: 1)
      redirections.append(DocsetSource.Redirection(from: page.path, to: url, place: place))
    }
    pages = kept
  }

  private mutating func add(
    _ tables: [(toc: TableOfContents, findings: [Diagnostic])], breadcrumbs: BreadcrumbTables
  ) {
    for table in tables {
      findings += table.findings
      if breadcrumbs.contains(table.toc.path) {
        self.breadcrumbs.append(table.toc)
      } else {
        tablesOfContents.append(table.toc)
      }
    }
  }

  private static func readAll(
    _ tables: [(path: String, bytes: [UInt8])], shownPrefix: String, jobs: Int
  ) async -> [(toc: TableOfContents, findings: [Diagnostic])] {
    await mapConcurrently(count: tables.count, jobs: jobs, tellsProgress: false) { index in
      TableOfContents.read(tables[index].bytes, path: tables[index].path, shown: shownPrefix + tables[index].path)
    }
  }

  /// - Returns: The files, and which breadcrumbs each names, looked up while its metadata is at hand.
  private static func readAll(
    _ files: [(path: String, isPage: Bool)], with reader: ArticleReader, defersPages: Bool, jobs: Int
  ) async -> [(file: ArticleFile, breadcrumbPath: ByteString?, redirects: Bool)] {
    await mapConcurrently(count: files.count, jobs: jobs) { index in
      let path = files[index].path
      let file =
        files[index].isPage && defersPages
        ? reader.readMetadata(path) : reader.read(path, isFragment: !files[index].isPage)
      guard files[index].isPage else { return (file, nil, false) }
      let named = file.metadata.text("breadcrumb_path")
      return (file, named.map { ByteString($0) }, file.metadata.text("redirect_url") != nil)
    }
  }
}

/// Reads one article after another; holds nothing that changes.
package struct ArticleReader: Sendable {
  let source: DocsetSource
  let index: FileIndex
  let alertTitles: [String: String]
  /// The words for kinds of links on landing pages, by their name in YAML.
  let linkKinds: [String: String]
  let yamlPages: [String: PageKind]
  let pivotTitles: [String: String]
  let places: ArticleOptions.Places
  let keepsPage: Bool
  let comparedWith: FileIndex?

  package init(
    source: DocsetSource, index: FileIndex, alertTitles: [String: String], linkKinds: [String: String] = [:],
    yamlPages: [String: PageKind] = [:], pivotTitles: [String: String] = [:], places: ArticleOptions.Places = .none,
    keepsPage: Bool = true, comparedWith: FileIndex? = nil
  ) {
    self.source = source
    self.index = index
    self.alertTitles = alertTitles
    self.linkKinds = linkKinds
    self.yamlPages = yamlPages
    self.pivotTitles = pivotTitles
    self.places = places
    self.keepsPage = keepsPage
    self.comparedWith = comparedWith
  }

  /// A Markdown file read again; nil where it cannot be read, or is a page of YAML.
  package func readAgain(_ file: ArticleFile, isFragment: Bool) -> ArticleFile? {
    guard file.kind == .article, file.path.hasSuffix(".md"), let bytes = try? source.read(file.path) else { return nil }
    if ByteString(bytes) == ByteString(file.source) { return file }
    return read(SourceText(bytes), path: file.path, isFragment: isFragment)
  }

  func withoutText(_ path: String) -> Article {
    Article(
      reading: SourceText([]), frontMatter: nil,
      options: options(path, shown: Paths.shown(path, behind: source.shownPrefix), isFragment: true))
  }

  package func read(_ path: String, isFragment: Bool) -> ArticleFile {
    do throws(Files.Failure) {
      let bytes = try source.read(path)
      if let kind = yamlPages[path] { return read(bytes, kind: kind, path: path) }
      return read(SourceText(bytes), path: path, isFragment: isFragment)
    } catch {
      var article = withoutText(path)
      article.findings = [Self.finding(error, file: Paths.shown(path, behind: source.shownPrefix))]
      return ArticleFile(path: path, metadata: Metadata(), article: article, hasFrontMatter: false)
    }
  }

  package func read(_ text: SourceText, path: String, isFragment: Bool) -> ArticleFile {
    let frontMatter = FrontMatter.find(in: text)
    let shown = Paths.shown(path, behind: source.shownPrefix)
    let options = options(path, shown: shown, isFragment: isFragment)
    var article = Article(reading: text, frontMatter: frontMatter, options: options)
    var metadata = Metadata()
    if let frontMatter {
      let read = Metadata.read(text, frontMatter, file: shown)
      metadata = read.metadata
      article.findings += read.findings
    }
    if frontMatter == nil, let misplaced = FrontMatter.misplaced(in: text) {
      let place = text.place(text.lineRange(misplaced.line), in: shown)
      article.findings.append(
        Diagnostic(
          rule: .frontMatterMisplaced,
          misplaced.isClosed
            ? "Front matter begins on the first line of a file; these lines come later, and are shown as text."
            : "Front matter ends with a line of three dashes; nothing ends this one, and its lines are shown as text.",
          at: place))
    } else if !isFragment {
      article.findings += metadata.missing(
        isGiven: frontMatter != nil, article: article, file: shown, defaults: source.metadata, path: path)
    }
    reduceTree(of: &article, in: text, at: path, isPage: !isFragment)
    return ArticleFile(
      path: path, metadata: metadata, article: article, hasFrontMatter: frontMatter != nil, source: text.bytes)
  }

  /// Where only parity asks for the tree, what it asks for is made at once: it takes a third of the memory.
  func reduceTree(of article: inout Article, in text: SourceText, at path: String, isPage: Bool) {
    guard places == .blocks else { return }
    if isPage, comparedWith.map({ $0[Array(path.utf8)] != nil }) ?? true { article.outline = article.outline(in: text) }
    article.tree = ArticleTree()
  }

  func options(_ path: String, shown: String, isFragment: Bool) -> ArticleOptions {
    ArticleOptions(
      file: shown, alertTitles: alertTitles, pivotTitles: pivotTitles, monikers: source.monikers,
      isFragment: isFragment, isTranslation: source.isTranslation, locale: source.locale, places: places,
      keepsPage: keepsPage, resolves: index.resolver(from: path))
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
      return Diagnostic(rule: .fileUnreadable, "The file cannot be read: \(failure.reason).", at: place)
    }
  }
}

extension FileIndex {
  /// Whether a destination in the article at `path` names a file of the docset: what makes a repair certain, if its
  /// bookmark is there too.
  package func resolver(from path: String) -> @Sendable (ArraySlice<UInt8>) -> Bool {
    let path = Array(path.utf8)
    return { destination in
      let parts = Paths.split(Array(destination))
      if parts.path.isEmpty { return parts.fragment?.isEmpty == false }
      guard !DocsetSource.isBeside(path), parts.path.first != UInt8(ascii: "/"),
        let resolved = Paths.resolve(Paths.decodePercent(parts.path), from: path)
      else { return false }
      return self[resolved] != nil
    }
  }
}

extension Metadata {
  func missing(
    isGiven: Bool, article: Article, file: String, defaults: DefaultMetadata, path: String
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    // Unreadable front matter has a finding of its own; what it would have said is unknown.
    if isGiven, isEmpty { return [] }
    let place = SourcePlace(file: file)
    if text("title") == nil, !article.headings.contains(where: { $0.level == 1 }) {
      findings.append(
        Diagnostic(rule: .titleMissing, "A page has a `title` in its front matter; this one has none.", at: place))
    }
    if text("description") == nil, defaults.value("description", for: path) == nil {
      findings.append(
        Diagnostic(
          rule: .descriptionMissing,
          "A page has a `description` in its front matter, which search engines show; this one has none.", at: place))
    }
    return findings
  }
}
