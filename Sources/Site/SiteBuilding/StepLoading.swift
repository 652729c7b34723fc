internal import Diagnostics
package import Docset
package import Scenarios
internal import SiteModel

/// Where a docset keeps what its steps are run with.
package struct StepFolders: Sendable {
  package var scenarios: String
  package var phrasebook: String
  /// Of languages that Trin does not bring.
  package var lexicons: String
  /// What the product is called by in such languages.
  package var labels: String

  /// `Content/scenarios` and `Content/phrasebook` of the docset, unless others are given.
  package init(docset: String, scenarios: String? = nil, phrasebook: String? = nil) {
    self.scenarios = scenarios ?? docset + "/Content/scenarios"
    self.phrasebook = phrasebook ?? docset + "/Content/phrasebook"
    lexicons = docset + "/Content/lexicons"
    labels = docset + "/Content/labels"
  }

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
    var articles: [TestRequest.Article] = []
    for docset in loaded.site.docsets where locales.isEmpty || locales.contains(docset.locale) {
      let source = docset.catalog.source
      for page in docset.catalog.pages where page.path.hasSuffix(".md") {
        // An empty file has no steps; one that cannot be read is among the findings of the docset already.
        if page.source.isEmpty { continue }
        articles.append(
          TestRequest.Article(
            path: String(page.path.dropLast(3)), locale: docset.locale, file: source.shownPrefix + page.path,
            source: page.source, resolves: docset.catalog.index.resolver(from: page.path)))
      }
    }
    var request = TestRequest(articles: articles)
    request.scenarios = try files(in: folders.scenarios)
    request.phrasebooks = try files(in: folders.phrasebook)
    request.lexicons = try files(in: folders.lexicons)
    request.labels = try files(in: folders.labels)
    request.sourceLocale = loaded.site.configuration.sourceLocale
    return request
  }

  static func files(in folder: String) throws(DocsetError) -> [TestRequest.File] {
    guard Files.isDirectory(folder) else { return [] }
    let shown = Workspace.shown(folder)
    var files: [TestRequest.File] = []
    for path in try FileTree(of: folder).files where path.hasSuffix(".yml") {
      do throws(Files.Failure) {
        let text = String(decoding: try Files.read("\(folder)/\(path)", limit: Files.articleLimit), as: UTF8.self)
        files.append(TestRequest.File(name: String(path.dropLast(4)), file: shown + path, text: text))
      } catch {
        throw DocsetError(.unreadable, "The file cannot be read: \(error.reason).", at: .init(file: shown + path))
      }
    }
    return files
  }
}
