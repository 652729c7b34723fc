package import Checks
package import Diagnostics
package import Docset
internal import LearnMarkdown
package import SiteModel
package import SiteRendering

/// What a build, a check or a preview of a docset is asked for.
package struct PipelineOptions: Sendable {
  package var docset: String
  /// The folder of the source language's docset.
  package var reference: String?
  package var baseURL: String?
  package var jobs: Int
  /// Whether ``ExternalAddresses`` are asked for.
  package var followsExternal: Bool
  /// Whether git is asked how far translations are behind, where there is a reference.
  package var readsHistory: Bool
  /// Whether the links are answered and redirections and shown code are read: what checks and pages need, and running
  /// the steps does not.
  package var resolvesLinks: Bool
  /// Whether the steps are to be run: then the places of their words are kept.
  package var readsSteps: Bool
  /// Whether pages are to be written: then their HTML is kept, and the words that the search of a site is made of.
  package var keepsPage: Bool
  /// Files of the docset that are read as they were at another time.
  package var snapshot: FolderSnapshot?
  package var labels = LabelOptions()

  package init(
    docset: String, reference: String? = nil, baseURL: String? = nil, jobs: Int, followsExternal: Bool = false,
    readsHistory: Bool = false, resolvesLinks: Bool = true, keepsPage: Bool = true, readsSteps: Bool = true
  ) {
    self.docset = docset
    self.reference = reference
    self.baseURL = baseURL
    self.jobs = jobs
    self.followsExternal = followsExternal
    self.readsHistory = readsHistory
    self.resolvesLinks = resolvesLinks
    self.keepsPage = keepsPage && resolvesLinks
    self.readsSteps = readsSteps
  }
}

/// A docset read, resolved and checked; nothing is rendered yet.
package struct LoadedSite: Sendable {
  package var workspace: Workspace
  package var site: Site
  package var theme: Theme
  /// Nil where the docset names no translation files of a product.
  package var texts: ProductTexts?
  /// By locale.
  package var glossaries = Glossaries()
}

/// The stages from a folder to pages, each a function from one value to the next.
package enum SitePipeline {
  /// Files → catalogs → site, its links answered where that is asked for.
  package static func load(_ options: PipelineOptions) async throws(DocsetError) -> LoadedSite {
    var workspace = try Workspace.open(options.docset, reference: options.reference, snapshot: options.snapshot)
    if let written = options.baseURL {
      guard let base = BaseURL.read(written) else {
        throw DocsetError(
          .invalidConfiguration,
          "`--base-url` is the address of the site, such as `https://help.example.org/`; `\(written)` is none.", at: nil
        )
      }
      workspace.configuration.baseURL = base
    }
    let opened = workspace
    async let redirected = Result { () throws(DocsetError) in
      guard options.resolvesLinks else { return opened.sources }
      let (redirections, findings) = try opened.redirections()
      var sources = opened.sources.map { $0.adding(redirections) }
      sources[0].findings += findings
      return sources
    }
    let files = try themeFiles(of: workspace)
    let words = try fromTheme { () throws(Theme.Failure) in try ThemeWords(files) }
    // Templates are asked for when pages are written.
    async let theme = Result { () throws(DocsetError) in
      try fromTheme { () throws(Theme.Failure) in try Theme(files, words: words) }
    }
    // Pictures of another time are not at hand, and no page is written of it.
    let frame = try options.resolvesLinks && options.snapshot == nil ? readFrame(of: workspace) : PageFrame()
    async let listedReference = Result { () throws(DocsetError) in try opened.reference.map(CatalogListing.init) }
    let listings = try workspace.sources.map(CatalogListing.init)
    let referenceListing = try await listedReference.get()
    let texts = try ProductTexts.read(of: workspace, options.labels)
    let comparesLocales = workspace.reference != nil || workspace.configuration.locales.count > 1
    let places: ArticleOptions.Places =
      options.readsSteps || texts != nil ? .all : comparesLocales || options.followsExternal ? .blocks : .none
    let glossaries = try options.resolvesLinks ? Glossaries.read(of: workspace) : Glossaries()
    // Of a page without a source page, only a glossary asks for its texts. A docset in the source language of the site's
    // own goes before the one beside it.
    let sourceLocale = workspace.configuration.sourceLocale
    let hasOwnSource = listings.contains { $0.source.locale == sourceLocale }
    let comparedWith = glossaries.byLocale.isEmpty && !hasOwnSource ? referenceListing?.index : nil
    func read(_ listing: CatalogListing, defersPages: Bool = false) async -> Catalog {
      let locale = listing.source.locale
      return await Catalog.read(
        listing, alertTitles: words.alertTitles(locale), linkKinds: words.linkKinds(locale),
        places: places, keepsPage: options.keepsPage, comparedWith: comparedWith, defersPages: defersPages,
        jobs: options.jobs)
    }
    var catalogs: [Catalog] = []
    for listing in listings { catalogs.append(await read(listing)) }
    var reference: Catalog?
    if let referenceListing {
      // Where no page is written, a source page is asked for when its translation is compared with it, and else for its
      // bookmarks: to hold all of them would double the memory.
      let defersPages = options.resolvesLinks && !options.keepsPage && !options.readsSteps
      reference = await read(referenceListing, defersPages: defersPages)
    }
    if options.readsHistory, workspace.reference != nil || workspace.sources.contains(where: \.isTranslation) {
      HistoryReading(sourceLocale: workspace.configuration.sourceLocale).read(&catalogs, &reference)
    }
    if options.readsHistory, workspace.configuration.frame.lastUpdated != nil {
      // Where no site is made, only what git does not know matters.
      addDates(to: &catalogs, &reference, onlyGaps: !options.keepsPage)
    }
    if options.resolvesLinks {
      let all = catalogs + [reference].compactMap { $0 }
      let sources = try await redirected.get()
      for index in catalogs.indices {
        catalogs[index].readCode(namedIn: all)
        catalogs[index].source = sources[index]
      }
      reference?.readCode(namedIn: all)
    }
    var site = Site(
      configuration: workspace.configuration, shape: workspace.shape, catalogs: catalogs, reference: reference)
    if options.resolvesLinks { await site.resolve(jobs: options.jobs) }
    var shownTheme = try await theme.get()
    shownTheme.add(frame)
    return LoadedSite(workspace: workspace, site: site, theme: shownTheme, texts: texts, glossaries: glossaries)
  }

  /// Site → findings, with the count of the links.
  ///
  /// - Parameters:
  ///   - external: The findings about external links; nil where they were not followed.
  ///   - beside: What others found that know more than the site, as of a change of the docset.
  ///   - labels: What the labels of translations are judged by, by locale.
  ///   - keep: Given the checks, which take as long to free as to print their findings.
  package static func check(
    _ loaded: LoadedSite, locales: Set<String> = [], external: [Diagnostic]? = nil, beside: [Diagnostic] = [],
    labels: @escaping @Sendable () -> [String: LabelWords], jobs: Int, keep: (KeptChecks) -> Void = { _ in }
  ) async -> SiteChecks.Result {
    let checks = await keptChecks(
      loaded, locales: locales, external: external, beside: beside, labels: labels, jobs: jobs)
    keep(checks)
    return checks.result()
  }

  /// The same, kept for the edits to come.
  package static func keptChecks(
    _ loaded: LoadedSite, locales: Set<String> = [], external: [Diagnostic]? = nil, beside: [Diagnostic] = [],
    labels: @escaping @Sendable () -> [String: LabelWords], jobs: Int
  ) async -> KeptChecks {
    let around = await resourceFindings(of: loaded, locales: locales, jobs: jobs)
    return await KeptChecks(
      of: loaded.site, locales: locales, external: external,
      around: around + beside + (loaded.texts?.findings ?? []) + loaded.glossaries.findings
        + themeFindings(of: loaded, locales: locales)
        + dateFindings(of: loaded, locales: locales), labels: labels, screen: loaded.texts?.labels,
      glossaries: loaded.glossaries.byLocale, jobs: jobs)
  }

  /// The program's theme, with what the docset's own replaces.
  private static func themeFiles(of workspace: Workspace) throws(DocsetError) -> ThemeFiles {
    guard workspace.shape == .own else { return ThemeFiles() }
    let name = workspace.configuration.themeFolder ?? ""
    let path = "Site" + (name.isEmpty ? "" : "/" + name)
    let shown = Workspace.shown(workspace.root.path) + path + "/"
    let folder: SourceFolder
    do throws(Files.Failure) {
      folder = try workspace.root.folder(path)
    } catch {
      let reason =
        if case .missing = error {
          "`theme` names a folder beside `site.yml`, and `\(path)` is not there. The templates, assets and strings in `Site` itself are the theme `default`."
        } else {
          "The folder `\(path)` of the theme cannot be read: \(error.reason)."
        }
      throw DocsetError(
        .unreadable, reason, at: workspace.configuration.themePlace ?? .init(file: workspace.configuration.file))
    }
    var files: [String: [UInt8]] = [:]
    for path in try FileTree(of: folder).files
    where path.hasPrefix("templates/") || path.hasPrefix("assets/") || path.hasPrefix("strings/") {
      do throws(Files.Failure) {
        files[path] = try folder.read(path)
      } catch {
        throw DocsetError(
          .unreadable, "The file of the theme cannot be read: \(error.reason).", at: .init(file: shown + path))
      }
    }
    return ThemeFiles(own: files, shownFolder: shown)
  }

  private static func fromTheme<Value>(_ read: () throws(Theme.Failure) -> Value) throws(DocsetError) -> Value {
    do throws(Theme.Failure) {
      return try read()
    } catch {
      throw DocsetError(.invalidConfiguration, error.reason, at: error.place)
    }
  }
}
