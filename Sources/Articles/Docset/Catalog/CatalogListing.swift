internal import Diagnostics
internal import LearnMarkdown

/// What each file of a docset is, told by its name and, of YAML, by its first line: listed, not read yet.
package struct CatalogListing: Sendable {
  package let source: DocsetSource
  package private(set) var index: FileIndex
  /// The files that become articles: pages, and what pages include.
  private(set) var articles: [(path: String, isPage: Bool)] = []
  private(set) var tables: [(path: String, bytes: [UInt8])] = []
  private(set) var pivotTitles: [String: String] = [:]
  private(set) var findings: [Diagnostic] = []
  let hasSymbolicLinks: Bool
  private var yaml = YamlFiles()
  private var counts = (pages: 0, fragments: 0)

  var yamlPages: [String: PageKind] { yaml.pages }

  /// - Throws: ``DocsetError`` where the folder cannot be listed. A file that cannot be read is a finding.
  package init(_ source: DocsetSource) throws(DocsetError) {
    self.source = source
    let tree = try FileTree(of: source.files, skipping: ["_site"])
    index = FileIndex(capacity: tree.files.count)
    hasSymbolicLinks = tree.hasSymbolicLinks
    for path in tree.files { index[Array(path.utf8)] = kind(of: path) }
    findings += yaml.findings
    findings += PathConflicts.findings(tree.files, shownPrefix: source.shownPrefix)
    findings += Self.findings(of: tree, shownPrefix: source.shownPrefix)
  }

  /// What was left out of a docset's folders.
  private static func findings(of tree: FileTree, shownPrefix: String) -> [Diagnostic] {
    func finding(_ rule: DiagnosticRule, _ path: String, _ message: String) -> Diagnostic {
      Diagnostic(rule: rule, message, at: SourcePlace(file: shownPrefix + path))
    }
    var findings = tree.outsideLinks.map { path in
      finding(
        .symlinkOutOfScope, path,
        "A symbolic link leads to a file of the docset; this one leads out of it, or nowhere.")
    }
    findings += tree.repeatedLinks.map { path in
      finding(
        .symlinkRepeated, path,
        "A folder of the docset has one address; this symbolic link to one that has its own already adds no pages.")
    }
    findings += tree.tooDeep.map { path in
      finding(
        .folderTooDeep, path,
        "Folders lie at most \(FileTree.deepest) deep within each other; what is in this one is left out.")
    }
    if tree.isCut {
      findings.append(
        finding(
          .folderTooLarge, "", "A docset has at most \(FileTree.mostFiles) files; the rest of this one is left out."))
    }
    return findings
  }

  private mutating func kind(of path: String) -> FileIndex.Kind {
    let isMarkdown = path.hasSuffix(".md")
    guard isMarkdown || path.hasSuffix(".yml") else {
      if let ending = [".md", ".yml"].first(where: { path.lowercased().hasSuffix($0) }), source.content.contains(path) {
        findings.append(capitalEnding(of: path, ending))
      }
      return source.resources?.contains(path) == false ? .data : .resource
    }
    if PivotTitles.isOne(path) {
      pivotTitles.merge(PivotTitles.read(bytes(of: path), shown: source.shownPrefix + path)) { $1 }
    }
    guard source.content.contains(path) else { return isMarkdown ? addFragment(path) : .resource }
    if TableOfContents.isOne(path) {
      tables.append((path, bytes(of: path)))
      return .table
    }
    guard NameLength.allowsPage(path.utf8) else { return tooLong(path) }
    if isMarkdown { return addPage(path) }
    let bytes = bytes(of: path)
    switch yaml.add(path, bytes, shown: source.shownPrefix + path) {
    case .page: return addPage(path)
    case .tableOfContents:
      tables.append((path, bytes))
      return .table
    case .unknown, nil: return .data
    }
  }

  private func capitalEnding(of path: String, _ ending: String) -> Diagnostic {
    let right = path.dropLast(ending.utf8.count) + ending
    return Diagnostic(
      rule: .pathCaseConflict, "The name of an article ends in `\(ending)`, in small letters; `\(path)` is no page.",
      at: SourcePlace(file: source.shownPrefix + path), suggestion: String(right))
  }

  /// A page that could not be written is none.
  private mutating func tooLong(_ path: String) -> FileIndex.Kind {
    findings.append(
      Diagnostic(
        rule: .pathTooLong,
        "A page's file, with `.html.md` at its end, has a name of at most 255 bytes; that of this article would be longer, and is not written.",
        at: SourcePlace(file: source.shownPrefix + path)))
    return .data
  }

  private mutating func addPage(_ path: String) -> FileIndex.Kind {
    articles.append((path, true))
    counts.pages += 1
    return .page(counts.pages - 1)
  }

  private mutating func addFragment(_ path: String) -> FileIndex.Kind {
    articles.append((path, false))
    counts.fragments += 1
    return .fragment(counts.fragments - 1)
  }

  /// The bytes of a YAML file; none, and a finding, where it cannot be read.
  private mutating func bytes(of path: String) -> [UInt8] {
    do throws(Files.Failure) {
      return try source.files.read(path, limit: Files.articleLimit)
    } catch {
      findings.append(ArticleReader.finding(error, file: source.shownPrefix + path))
      return []
    }
  }
}
