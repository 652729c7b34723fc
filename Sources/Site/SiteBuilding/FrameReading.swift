internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel
internal import SiteRendering

extension SitePipeline {
  /// Reads the files that the configuration names for the frame of the pages.
  static func readFrame(of workspace: Workspace) throws(DocsetError) -> PageFrame {
    var frame = PageFrame()
    if let logo = workspace.configuration.frame.logo {
      let bytes = try read(logo, key: "logo", in: workspace, limit: 1 << 20)
      guard let size = ImageSize(of: bytes, takesRatio: true) else {
        throw DocsetError(
          .invalidConfiguration,
          "The size of `logo` cannot be read: a PNG, JPEG, GIF or WebP begins with it, and an SVG has `width` and `height` or a `viewBox`; `\(logo.path)` has none of these.",
          at: logo.place)
      }
      let ending = logo.path.split(separator: ".").last?.lowercased() ?? ""
      frame.logo = .init(path: "assets/site-logo.\(ending)", bytes: bytes, size: size)
    }
    if let analytics = workspace.configuration.frame.analytics {
      let bytes = try read(analytics, key: "analytics", in: workspace, limit: 1 << 16)
      frame.analytics = try AnalyticsSnippet.read(
        bytes, file: workspace.configuration.shownRoot + analytics.path)
    }
    return frame
  }

  private static func read(
    _ file: SiteFrame.File, key: String, in workspace: Workspace, limit: Int
  ) throws(DocsetError) -> [UInt8] {
    do throws(Files.Failure) {
      return try workspace.root.read(file.path, limit: limit)
    } catch {
      let reason =
        if case .missing = error { "there is no `\(file.path)`" } else {
          "`\(file.path)` cannot be read: \(error.reason)"
        }
      throw DocsetError(
        .invalidConfiguration, "`\(key)` is a file beside the configuration, and \(reason).", at: file.place)
    }
  }

  /// Asks git, once for each repository, when the articles were committed last.
  ///
  /// - Parameter onlyGaps: See ``CommitDates/read(_:parts:onlyGaps:)``.
  static func addDates(to catalogs: inout [Catalog], _ reference: inout Catalog?, onlyGaps: Bool) {
    func read(_ catalogs: [Catalog]) -> CommitDates? {
      guard let repository = catalogs.first?.source.repository else { return nil }
      let parts = catalogs.compactMap { $0.source.repository?.folder.utf8String }
      return .read(repository.files.path, parts: parts, onlyGaps: onlyGaps)
    }
    let dates = read(catalogs)
    for index in catalogs.indices { catalogs[index].dates = dates }
    if let other = reference { reference?.dates = read([other]) }
  }

  /// How many pages git has no date for, and why.
  static func dateFindings(of loaded: LoadedSite, locales: Set<String>) -> [Diagnostic] {
    guard let place = loaded.workspace.configuration.frame.lastUpdated else { return [] }
    var gaps: [(gap: CommitDates.Gap, dated: Int, undated: Int)] = []
    for docset in loaded.site.docsets where locales.isEmpty || locales.contains(docset.locale) {
      for page in docset.pages {
        let catalog = docset.catalog(of: page)
        guard let dates = catalog.dates, let gap = dates.gap,
          dates.day(of: catalog.source.pathInRepository(page.path)) == nil
        else { continue }
        let number = gaps.firstIndex { $0.gap == gap } ?? gaps.count
        if number == gaps.count { gaps.append((gap, 0, 0)) }
        if docset.lastUpdated(page) == nil { gaps[number].undated += 1 } else { gaps[number].dated += 1 }
      }
    }
    return gaps.map { gap in
      let (reason, advice): (String, String) =
        switch gap.gap {
        case .noRepository: ("the docset lies in no git repository", "")
        case .shallow:
          (
            "the clone is shallow",
            " `git fetch --unshallow` brings the history, and in GitHub's checkout `fetch-depth: 0`."
          )
        case .failed(let reason): (reason, "")
        }
      let shown = [
        gap.dated > 0 ? "\(Counted.of(gap.dated, "page")) with the date in `ms.date`" : nil,
        gap.undated > 0 ? "\(Counted.of(gap.undated, "page")) without one" : nil,
      ].compactMap { $0 }.joined(separator: " and ")
      return Diagnostic(
        rule: .lastUpdatedUnknown,
        "Pages show the day of their last commit; \(reason), which leaves \(shown).\(advice)", at: place)
    }
  }
}
