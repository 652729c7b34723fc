package import Checks
package import Diagnostics
package import Docset
internal import LearnMarkdown
package import Scenarios
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
  /// Whether the words of the articles are kept, which the search of a site is made of.
  package var keepsProse: Bool
  /// Files of the docset that are read as they were at another time.
  package var snapshot: FolderSnapshot?

  package init(
    docset: String, reference: String? = nil, baseURL: String? = nil, jobs: Int, followsExternal: Bool = false,
    readsHistory: Bool = false, resolvesLinks: Bool = true, keepsProse: Bool = true
  ) {
    self.docset = docset
    self.reference = reference
    self.baseURL = baseURL
    self.jobs = jobs
    self.followsExternal = followsExternal
    self.readsHistory = readsHistory
    self.resolvesLinks = resolvesLinks
    self.keepsProse = keepsProse && resolvesLinks
  }
}

/// A docset read, resolved and checked; nothing is rendered yet.
package struct LoadedSite: Sendable {
  package var workspace: Workspace
  package var site: Site
  package var theme: Theme
}

/// The stages from a folder to pages, each a function from one value to the next.
package enum SitePipeline {
  /// Files → catalogs → site, its links answered where that is asked for.
  package static func load(_ options: PipelineOptions) async throws(DocsetError) -> LoadedSite {
    var workspace = try Workspace.open(options.docset, reference: options.reference, snapshot: options.snapshot)
    if let written = options.baseURL {
      guard let base = BaseURL.read(written) else {
        throw DocsetError(
          .invalidConfiguration, "`--base-url` is the address of the site, such as `https://help.example.org/`.",
          at: nil)
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
    let listings = try workspace.sources.map(CatalogListing.init)
    let referenceListing = try workspace.reference.map(CatalogListing.init)
    let comparesLocales = workspace.reference != nil || workspace.configuration.locales.count > 1
    // Without links only the steps are wanted.
    let readsSteps = !options.resolvesLinks || StepFolders(docset: workspace.root.path).hasScenarios
    let keepsPlaces = comparesLocales || options.followsExternal || readsSteps
    func read(_ listing: CatalogListing) async -> Catalog {
      let locale = listing.source.locale
      return await Catalog.read(
        listing, alertTitles: words.alertTitles(locale), linkKinds: words.linkKinds(locale),
        keepsPlaces: keepsPlaces, keepsProse: options.keepsProse, jobs: options.jobs)
    }
    var catalogs: [Catalog] = []
    for listing in listings { catalogs.append(await read(listing)) }
    var reference: Catalog?
    if let referenceListing { reference = await read(referenceListing) }
    if options.readsHistory, workspace.reference != nil {
      HistoryReading(sourceLocale: workspace.configuration.sourceLocale).read(&catalogs, &reference)
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
    return LoadedSite(workspace: workspace, site: site, theme: try await theme.get())
  }

  /// Site → findings, in reading order.
  package static func check(
    _ loaded: LoadedSite, locales: Set<String> = [], product: (any ProductModel)? = nil, jobs: Int
  ) async -> [Diagnostic] {
    await fullCheck(loaded, locales: locales, product: product, jobs: jobs).findings
  }

  /// The same, with the count of the links.
  ///
  /// - Parameters:
  ///   - external: The findings about external links; nil where they were not followed.
  ///   - change: The findings about a change of the docset.
  ///   - product: What the articles describe; nil where that is not known.
  package static func fullCheck(
    _ loaded: LoadedSite, locales: Set<String> = [], external: [Diagnostic]? = nil, change: [Diagnostic] = [],
    product: (any ProductModel)? = nil, jobs: Int
  ) async -> SiteChecks.Result {
    let around = await resourceFindings(of: loaded, locales: locales, jobs: jobs)
    return await SiteChecks.run(
      on: loaded.site, locales: locales, external: external,
      around: around + change + themeFindings(of: loaded, locales: locales)
        + lexiconFindings(of: loaded, locales: locales, product: product),
      labels: { labelWords(of: loaded, product: product) }, jobs: jobs)
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
