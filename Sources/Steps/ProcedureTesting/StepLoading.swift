internal import Diagnostics
package import Docset
internal import LearnMarkdown
package import Scenarios
package import SiteBuilding
internal import SiteModel

/// Where a docset keeps what its steps are run with.
package struct StepFolders: Sendable {
  package var scenarios: String
  package var phrasebook: String
  /// Of languages that Trin does not bring.
  package var lexicons: String
  /// What the product is called by in such languages.
  package var labels: String
  /// Whether all of them are the docset's own, so that a file in them which it has no use for is a mistake.
  package let areOwn: Bool

  /// `Content/scenarios` and `Content/phrasebook` of the docset, unless others are given.
  package init(docset: String, scenarios: String? = nil, phrasebook: String? = nil) {
    areOwn = scenarios == nil && phrasebook == nil
    self.scenarios = scenarios ?? docset + "/Content/scenarios"
    self.phrasebook = phrasebook ?? docset + "/Content/phrasebook"
    lexicons = docset + "/Content/lexicons"
    labels = docset + "/Content/labels"
  }

  /// What they are called below `Content`.
  static let names = ["scenarios", "phrasebook", "lexicons", "labels", "glossary"]

  package var hasScenarios: Bool { Files.isDirectory(scenarios) }
}

extension SitePipeline {
  /// The articles of a docset with what their steps are run by.
  ///
  /// - Parameter locales: Only these; empty: all.
  /// - Throws: ``DocsetError`` where a folder cannot be listed or a file cannot be read.
  package static func steps(
    of loaded: LoadedSite, folders: StepFolders, locales: Set<String> = []
  ) throws(DocsetError) -> TestRequest {
    let chosen = loaded.site.docsets.filter { locales.isEmpty || locales.contains($0.locale) }
    var request = TestRequest(articles: chosen.flatMap { articles(of: $0.catalog, in: $0) })
    // A source that is among the docsets is tested itself.
    let built = Set(chosen.map(\.catalog.source.shownPrefix))
    request.references = chosen.flatMap { docset -> [TestRequest.Article] in
      guard let source = docset.fallback, !built.contains(source.source.shownPrefix) else { return [] }
      return articles(of: source, in: docset)
    }
    request.findings = chosen.flatMap { unreadPages(of: $0.catalog) }
    request.scenarios = try files(in: folders.scenarios, of: loaded.workspace.root)
    request.phrasebooks = try filesByLocale(in: folders.phrasebook, of: loaded.workspace.root)
    request.lexicons = try filesByLocale(in: folders.lexicons, of: loaded.workspace.root)
    request.labels = try filesByLocale(in: folders.labels, of: loaded.workspace.root)
    request.ownsFiles = folders.areOwn
    request.otherLocales = Set(loaded.site.docsets.map(\.locale))
    request.otherPaths = Set(
      loaded.site.docsets.flatMap(\.catalog.pages).map(\.path).map {
        String($0.dropLast($0.hasSuffix(".md") ? 3 : 4))
      })
    request.sourceLocale = loaded.site.configuration.sourceLocale
    return request
  }

  /// The articles of a docset, or of the source that it falls back to.
  private static func articles(of catalog: Catalog, in docset: SiteDocset) -> [TestRequest.Article] {
    let source = catalog.source
    let moniker = MonikerChoice(of: docset).byDefault
    let reader = ArticleReader(source: source, index: catalog.index, alertTitles: [:], places: .all)
    // An empty file has no steps; one that cannot be read is among the findings of the docset already.
    return catalog.pages.filter { !$0.source.isEmpty }.map { page in
      let isMarkdown = page.path.hasSuffix(".md")
      var article = TestRequest.Article(
        path: String(page.path.dropLast(isMarkdown ? 3 : 4)), locale: source.locale,
        file: source.shownPrefix + page.path, source: page.source,
        composed: page.article.tree.isEmpty && isMarkdown ? nil : docset.composed(page, of: catalog)
      ) { bytes in
        let page = isMarkdown ? reader.read(SourceText(bytes), path: page.path, isFragment: false) : page
        return docset.composed(page, of: catalog)
      }
      article.moniker = moniker
      return article
    }
  }

  /// Pages of YAML that hold numbered steps, which are not run: no page is made of them.
  private static func unreadPages(of catalog: Catalog) -> [Diagnostic] {
    catalog.findings.filter { $0.code == DiagnosticRule.unknownPageKind.code && $0.message.contains("`HowTo`") }
      .map { .unreadSteps(at: $0.place) }
  }

  /// The files of a folder whose names are locales, in any letter case.
  static func filesByLocale(in folder: String, of docset: SourceFolder) throws(DocsetError) -> [TestRequest.File] {
    try files(in: folder, of: docset).map { file in
      var file = file
      file.name = file.name.canonicalLocale
      return file
    }
  }

  /// - Parameter docset: The docset's folder: what lies in it may not lead out of it.
  static func files(in folder: String, of docset: SourceFolder) throws(DocsetError) -> [TestRequest.File] {
    guard Files.isDirectory(folder) else { return [] }
    let shown = Workspace.shown(folder)
    var files: [TestRequest.File] = []
    let source = try sourceFolder(folder, beneath: docset)
    for path in try FileTree(of: source).files where path.hasSuffix(".yml") {
      do throws(Files.Failure) {
        let text = String(decoding: try source.read(path, limit: Files.articleLimit), as: UTF8.self)
        files.append(TestRequest.File(name: String(path.dropLast(4)), file: shown + path, text: text))
      } catch {
        throw DocsetError(.unreadable, "The file cannot be read: \(error.reason).", at: .init(file: shown + path))
      }
    }
    return files
  }

  private static func sourceFolder(
    _ folder: String, beneath docset: SourceFolder
  ) throws(DocsetError) -> SourceFolder {
    guard folder.hasPrefix(docset.path + "/") else { return SourceFolder(folder) }
    do throws(Files.Failure) {
      return try docset.folder(String(folder.dropFirst(docset.path.utf8.count + 1)))
    } catch {
      throw DocsetError(.unreadable, "The folder `\(folder)` cannot be read: \(error.reason).")
    }
  }
}
