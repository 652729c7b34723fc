internal import Diagnostics
package import Docset
internal import LearnMarkdown
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
      let moniker = MonikerChoice(of: docset).byDefault
      let reader = ArticleReader(source: source, index: docset.catalog.index, alertTitles: [:], keepsPlaces: true)
      for page in docset.catalog.pages {
        // An empty file has no steps; one that cannot be read is among the findings of the docset already.
        if page.source.isEmpty { continue }
        let isMarkdown = page.path.hasSuffix(".md")
        var article = TestRequest.Article(
          path: String(page.path.dropLast(isMarkdown ? 3 : 4)), locale: docset.locale,
          file: source.shownPrefix + page.path, source: page.source,
          composed: page.article.tree.isEmpty && isMarkdown ? nil : docset.composed(page)
        ) { bytes in
          docset.composed(isMarkdown ? reader.read(SourceText(bytes), path: page.path, isFragment: false) : page)
        }
        article.moniker = moniker
        articles.append(article)
      }
    }
    var request = TestRequest(articles: articles)
    request.scenarios = try files(in: folders.scenarios, of: loaded.workspace.root)
    request.phrasebooks = try files(in: folders.phrasebook, of: loaded.workspace.root)
    request.lexicons = try files(in: folders.lexicons, of: loaded.workspace.root)
    request.labels = try files(in: folders.labels, of: loaded.workspace.root)
    request.sourceLocale = loaded.site.configuration.sourceLocale
    return request
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
