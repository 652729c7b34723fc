internal import Checks
internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel
internal import SiteRendering

extension SitePipeline {
  /// Findings about the files that the site copies as they are.
  static func resourceFindings(of loaded: LoadedSite, locales: Set<String>, jobs: Int) async -> [Diagnostic] {
    let site = loaded.site
    var files: Set<SiteDocument> = []
    for docset in site.docsets where locales.isEmpty || locales.contains(docset.locale) {
      func add(_ target: LinkResolution.Target?) {
        if let document = SiteDocument(target, docset: docset.number) { files.insert(document) }
      }
      if docset.number < site.links.count {
        let links = site.links[docset.number]
        for link in links.pages.joined() { add(link.resolution.target) }
        for link in links.fragments.joined() { add(link.resolution.target) }
      }
      if docset.number < site.navigations.count {
        for tree in site.navigations[docset.number].trees { for node in tree.nodes { add(node.target) } }
      }
    }
    let sorted = Array(files)
    return await mapConcurrently(count: sorted.count, jobs: jobs, tellsProgress: false) { index -> Diagnostic? in
      let docset = site.docsets[sorted[index].docset]
      let catalog = sorted[index].isFallback ? docset.fallback ?? docset.catalog : docset.catalog
      let path = String(decoding: sorted[index].path, as: UTF8.self)
      guard let bytes = try? catalog.source.files.read(path) else { return nil }
      return ActiveContent.finding(in: bytes, of: catalog.source.shownPrefix + path)
    }.compactMap { $0 }
  }

  /// Whether files link to the same documents before and after edits.
  static func haveSameDocuments(_ before: Site, _ after: Site, _ touched: [TouchedFiles]) -> Bool {
    func documents(_ site: Site) -> Set<SiteDocument> {
      var files: Set<SiteDocument> = []
      for (number, touched) in touched.enumerated() {
        let links = site.links[number]
        for link in touched.pages.flatMap({ links.pages[$0] }) + touched.fragments.flatMap({ links.fragments[$0] }) {
          if let document = SiteDocument(link.resolution.target, docset: number) { files.insert(document) }
        }
      }
      return files
    }
    return documents(before) == documents(after)
  }

  /// A file that is opened as a document.
  private struct SiteDocument: Hashable {
    let docset: Int
    let path: [UInt8]
    let isFallback: Bool

    /// Nil for what is no document, or none of the site.
    init?(_ target: LinkResolution.Target?, docset: Int) {
      guard case .file(_, let path, let isFallback)? = target, ActiveContent.isDocument(path) else { return nil }
      (self.docset, self.path, self.isFallback) = (docset, path, isFallback)
    }
  }

  /// Which words of the frame are shown in English, for each locale.
  static func themeFindings(of loaded: LoadedSite, locales: Set<String>) -> [Diagnostic] {
    let file = loaded.workspace.configuration.file
    var seen: Set<String> = []
    return loaded.theme.findings
      + loaded.site.docsets.map(\.locale).compactMap { locale -> Diagnostic? in
        guard locales.isEmpty || locales.contains(locale), seen.insert(locale).inserted else { return nil }
        guard let missing = loaded.theme.words.missing(in: locale) else {
          return Diagnostic(
            rule: .themeWordsMissing,
            "The theme has no words in \(locale), so that the frame of its pages is in English; they belong into `strings/\(locale).yml` of the theme.",
            at: SourcePlace(file: file))
        }
        guard !missing.keys.isEmpty else { return nil }
        let shown = missing.keys.prefix(5).map { "`\($0)`" }.joined(separator: ", ")
        let rest = missing.keys.count > 5 ? " and \(missing.keys.count - 5) more" : ""
        return Diagnostic(
          rule: .themeWordsMissing,
          "The theme's words for \(locale), in `strings/\(missing.locale).yml`, lack \(shown)\(rest); pages have them in English.",
          at: SourcePlace(file: file))
      }
  }
}
