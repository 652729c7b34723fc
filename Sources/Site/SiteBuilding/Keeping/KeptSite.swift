package import Checks
package import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// A docset that was read and checked, kept so that an edit costs what it touches.
package struct KeptSite: Sendable {
  package private(set) var loaded: LoadedSite
  package private(set) var findings: FindingsByFile
  private var checks: KeptChecks
  private let jobs: Int
  /// Of each docset that articles are read from, without symbolic links on the way.
  private let folders: [(path: String, catalog: CatalogPlace)]

  /// Where a catalog is held.
  private enum CatalogPlace {
    case docset(Int)
    /// Read beside the site, as the fallback of the docset with this number.
    case reference(of: Int)
  }

  package init(_ loaded: LoadedSite, _ checks: KeptChecks, jobs: Int) {
    self.loaded = loaded
    self.checks = checks
    self.jobs = jobs
    findings = FindingsByFile(checks.result())
    var folders: [(String, CatalogPlace)] = []
    var known: Set<String> = []
    func add(_ folder: String, _ place: CatalogPlace) {
      guard let path = Files.realPath(folder), known.insert(path).inserted else { return }
      folders.append((path + "/", place))
    }
    for docset in loaded.site.docsets { add(docset.catalog.source.folder, .docset(docset.number)) }
    for docset in loaded.site.docsets {
      if let source = docset.fallback { add(source.source.folder, .reference(of: docset.number)) }
    }
    // The innermost folder is the one whose docset a file belongs to.
    self.folders = folders.sorted { $0.0.utf8.count > $1.0.utf8.count }
  }

  /// The docset after edits.
  ///
  /// - Parameter paths: Of what changed, absolute and without symbolic links.
  /// - Returns: What was done; and the docset, or nil where all of it has to be read again.
  package func after(_ paths: Set<String>) async -> (kept: KeptSite?, update: SiteUpdate) {
    var edits: [ArticleEdit] = []
    let start = ContinuousClock.now
    for path in paths.sorted() {
      switch readAgain(path) {
      case .edit(let edit): if edit.old !== edit.new { edits.append(edit) }
      case .nothing: continue
      case .beyond(let reason): return (nil, .whole("\(path): \(reason)"))
      }
    }
    let reading = start.duration(to: .now)
    guard !edits.isEmpty else { return (self, .nothing) }
    for edit in edits {
      if let reason = edit.reachesFurther { return (nil, .whole("\(edit.new.path): \(reason) changed")) }
    }
    let (site, touched) = loaded.site.after(edits)
    guard SitePipeline.haveSameDocuments(loaded.site, site, touched) else {
      return (nil, .whole("documents are linked to that were not, or no longer"))
    }
    var next = self
    next.loaded.site = site
    next.checks = await checks.after(site, touched: touched, jobs: jobs)
    next.findings = FindingsByFile(next.checks.result())
    return (next, .articles(SiteUpdate.Articles(edits, touched, in: site, reading: reading)))
  }

  private enum Reading {
    case edit(ArticleEdit)
    /// A file that came and went, as editors put beside the one that they save.
    case nothing
    /// More than an article changed.
    case beyond(String)
  }

  private func readAgain(_ path: String) -> Reading {
    guard let (folder, place) = folders.first(where: { path.hasPrefix($0.path) }) else {
      return .beyond("it is no file of a docset")
    }
    let catalog: Catalog
    switch place {
    case .docset(let number): catalog = loaded.site.docsets[number].catalog
    case .reference(let number):
      guard let source = loaded.site.docsets[number].fallback else { return .beyond("its docset is not at hand") }
      catalog = source
    }
    if catalog.hasSymbolicLinks {
      return .beyond("its docset has symbolic links, by which it may be another file, too")
    }
    let inner = Array(path.utf8.dropFirst(folder.utf8.count))
    let isFragment: Bool
    switch catalog.index[inner] {
    case .page?: isFragment = false
    case .fragment?: isFragment = true
    case .table?: return .beyond("it is a table of contents")
    case .data?, .resource?: return .beyond("it is no article")
    case nil:
      let name = path[(path.lastIndex(of: "/") ?? path.startIndex)...].dropFirst()
      let configures = name == ".trin.yml" || name.hasPrefix(".openpublishing")
      return configures || Files.exists(path) ? .beyond("it was not there before") : .nothing
    }
    guard let old = catalog.article(inner) else { return .beyond("it was not there before") }
    guard let new = catalog.reader?.readAgain(old, isFragment: isFragment) else {
      return .beyond("it is gone, or is a page of YAML")
    }
    return .edit(ArticleEdit(folder: catalog.source.files, old: old, new: new))
  }
}

/// What a docset's checks found, by file, so that what is said of a page costs no look at the others.
package struct FindingsByFile: Sendable {
  private var parts: [ByteString: [Diagnostic]] = [:]
  /// In reading order.
  package private(set) var files: [String] = []
  package private(set) var count = FindingCount([])

  package init() {}

  /// With further findings, in reading order among those of their files, each once.
  package func adding(_ others: [Diagnostic]) -> FindingsByFile {
    guard !others.isEmpty else { return self }
    var all = self
    for (file, found) in Dictionary(grouping: others, by: { ByteString($0.place.file) }) {
      let known = parts[file] ?? []
      if known.isEmpty { all.files.append(file.string) }
      let fresh = Set(found).subtracting(known)
      all.parts[file] = (known + fresh).sorted(by: Diagnostic.inReadingOrder)
    }
    all.files.sort { $0.precedesInBytes($1) }
    all.count = FindingCount(parts: all.files.map { all[$0] })
    return all
  }

  package init(_ result: SiteChecks.Result) {
    count = FindingCount(parts: result.parts)
    for part in result.parts {
      var start = 0
      for end in part.indices where end + 1 == part.count || part[end + 1].place.file != part[end].place.file {
        let file = part[end].place.file
        let found = start == 0 && end + 1 == part.count ? part : Array(part[start...end])
        if parts[ByteString(file)] == nil { files.append(file) }
        parts[ByteString(file), default: []] += found
        start = end + 1
      }
    }
  }

  /// In reading order.
  ///
  /// - Parameter file: As findings show it.
  package subscript(file: String) -> [Diagnostic] { parts[ByteString(file)] ?? [] }

  /// All of them, in reading order.
  package var all: [Diagnostic] { files.flatMap { self[$0] } }
}
