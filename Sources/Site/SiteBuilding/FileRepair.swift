internal import Checks
package import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel
internal import SiteRendering

/// The certain repairs of one file, worked out from the very bytes that they replace.
package struct FileRepair: Sendable {
  /// As findings show it.
  package let file: String
  /// How many findings the fix mends.
  package let count: Int
  /// Where the file itself lies, no symbolic link on the way.
  private let path: String
  private let bytes: [UInt8]
  private let fix: Fix

  init(file: String, path: String, bytes: [UInt8], fix: Fix, count: Int) {
    self.file = file
    self.path = path
    self.bytes = bytes
    self.fix = fix
    self.count = count
  }

  /// - Throws: ``FixError`` where the edits do not fit the bytes: a fault of a rule, never of the author.
  package func diff() throws(FixError) -> [UInt8] {
    try UnifiedDiff.bytes(of: fix, to: bytes, file: String(file.drop { $0 == "/" }))
  }

  /// Replaces the file as a whole; every byte outside the edits stays as it is.
  package func write() throws {
    try Files.replace(path, expecting: bytes, with: try fix.apply(to: bytes))
  }
}

extension SitePipeline {
  /// The repairs of findings, file by file; an include is mended once, however many pages show it.
  ///
  /// Each file is read again. A finding that its bytes no longer give is left alone, and so is one whose edits collide
  /// with another's: the next run finds it.
  package static func repairs(of findings: [Diagnostic], in loaded: LoadedSite) -> [FileRepair] {
    var repairs: [FileRepair] = []
    var done: Set<String> = []
    let wanted = Dictionary(grouping: findings.filter { $0.fix != nil }, by: \.place.file)
    for docset in loaded.site.docsets {
      let source = docset.catalog.source
      let titles = loaded.theme.words.alertTitles(source.locale)
      let labels = ScreenLabelChecks(
        source, sourceLocale: loaded.site.configuration.sourceLocale, labels: loaded.texts?.labels,
        original: docset.fallback)
      let reader = ArticleReader(
        source: source, index: docset.catalog.index, alertTitles: titles, places: labels == nil ? .none : .all)
      let checks = ArticleChecks(loaded.site, docset)
      let folder = Files.realPath(source.folder) ?? source.folder
      for (files, isPage) in [(docset.catalog.pages, true), (docset.catalog.fragments, false)] {
        for file in files {
          let shown = Paths.shown(file.path, behind: source.shownPrefix)
          guard let findings = wanted[shown], let path = Files.realPath("\(source.folder)/\(file.path)"),
            path.hasPrefix(folder + "/"), done.insert(path).inserted,
            let bytes = try? Files.read(path, limit: Files.articleLimit)
          else { continue }
          guard let file = reader.read(bytes, as: file, isPage: isPage) else { continue }
          let fresh = checks.findings(of: file, isPage: isPage) + (labels?.findings(in: file) ?? [])
          let fixes = fresh.filter { finding in findings.contains { $0.isSame(as: finding) } }.compactMap(\.fix)
          let merged = Fix.merging(fixes)
          guard !merged.fix.edits.isEmpty else { continue }
          repairs.append(
            FileRepair(
              file: shown, path: path, bytes: bytes, fix: merged.fix, count: fixes.count - merged.leftOut.count))
        }
      }
    }
    return repairs
  }
}

extension Diagnostic {
  /// The same finding with the same fix, whatever severity a configuration gave it.
  fileprivate func isSame(as other: Diagnostic) -> Bool {
    code == other.code && place == other.place && fix == other.fix
  }
}

extension ArticleReader {
  /// A file read anew; nil for a page of YAML that is no UTF-8, since that is decoded before it is read.
  fileprivate func read(_ bytes: [UInt8], as file: ArticleFile, isPage: Bool) -> ArticleFile? {
    guard file.kind != .article else { return read(SourceText(bytes), path: file.path, isFragment: !isPage) }
    return String(validating: bytes, as: UTF8.self).map { _ in read(bytes, kind: file.kind, path: file.path) }
  }
}
