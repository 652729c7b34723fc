internal import Diagnostics
internal import Docset
internal import Preview
internal import ProcedureTesting
internal import Scenarios
internal import SiteBuilding
internal import SiteModel
internal import TranslatorDesk

/// The docset under preview: read once, then as far as edits touch it.
actor LiveDocset {
  private let options: PipelineOptions
  private let product: ProductOptions
  private let views: PageViews?
  private let pictures: PictureSource?
  /// What the steps are run on; nil before the first run, and after all was read again.
  private var chosen: ChosenProduct?
  private let locale: String?
  private let explain: (@Sendable (SiteUpdate) -> Void)?
  private let folders: StepFolders
  /// Read, and not yet checked.
  private var loaded: LoadedSite?
  private var kept: KeptSite?
  private var steps = KeptSteps()
  /// The articles whose procedures have to be run again, without their ending; nil for all.
  private var due: Set<String>?
  /// How many builds there were.
  private var number = 0

  /// - Parameters:
  ///   - views: How often pages are read, where that is known.
  ///   - pictures: Those that a browser took of the steps.
  ///   - explain: Is told what each edit made necessary.
  init(
    _ options: PipelineOptions, product: ProductOptions, locale: String?, views: PageViews? = nil,
    pictures: PictureSource? = nil,
    explain: (@Sendable (SiteUpdate) -> Void)? = nil
  ) {
    self.options = options
    self.product = product
    self.views = views
    self.pictures = pictures
    self.locale = locale
    self.explain = explain
    folders = StepFolders(docset: options.docset)
  }

  /// Reads the docset.
  ///
  /// - Throws: ``DocsetError`` where there is none.
  func load() async throws -> LoadedSite {
    let site = try await SitePipeline.load(options)
    loaded = site
    return site
  }

  /// The docset after changes. Its pages are shown at once; its steps are run after that.
  func content(after changes: SourceChanges) async throws -> PreviewContent {
    let (kept, update) = try await site(after: changes)
    explain?(update)
    self.kept = kept
    switch update {
    case .nothing: break
    case .whole:
      (due, chosen) = (nil, nil)
      // Until the pages of the new docset are shown, those of the old one are.
      Task.detached {
        try? await Task.sleep(for: .seconds(1))
        ProcessMemory.giveBack()
      }
    case .articles(let articles): due?.formUnion(articles.stepPaths)
    }
    number += 1
    var content = content(kept, due.map(steps.without) ?? KeptSteps())
    guard due?.isEmpty != true else { return content }
    content.completed = { [number] in try await self.withSteps(number) }
    return content
  }

  /// The build of that number with what its steps show; nil where there is a newer one.
  private func withSteps(_ number: Int) async throws -> PreviewContent? {
    guard number == self.number, let kept else { return nil }
    let steps = try await steps(of: kept)
    guard number == self.number else { return nil }
    (self.steps, due) = (steps, [])
    return content(kept, steps)
  }

  private func content(_ kept: KeptSite, _ steps: KeptSteps) -> PreviewContent {
    let findings = kept.findings.adding(steps.findings)
    let pages = LivePages(kept.loaded, findings: findings)
    let count = findings.count
    return PreviewContent(
      home: pages.home(locale), errors: count.errors, warnings: count.warnings, findings: count.total,
      desk: Desk(kept, findings: findings, views: views, pictures: { [pictures] in pictures?.bytes($0) }) { file in
        steps.steps(of: file).map(DeskPage.Step.init)
      },
      findingsOfPage: { pages.findings(at: $0) },
      page: { path in
        pages.content(at: path).map {
          PreviewContent.Page(bytes: $0.bytes, contentType: MediaType.of(path), isOfSite: $0.isOfSite)
        }
      })
  }

  private func site(after changes: SourceChanges) async throws -> (KeptSite, SiteUpdate) {
    if let loaded {
      self.loaded = nil
      return (await SitePipeline.keep(loaded, jobs: options.jobs), .whole("it is the first time"))
    }
    var update = SiteUpdate.whole("folders changed")
    if case .files(let paths) = changes {
      update = .whole("the last try failed")
      if let kept {
        let next: KeptSite?
        (next, update) = await kept.after(paths)
        if let next { return (next, update) }
      }
    }
    kept = nil
    return (await SitePipeline.keep(try await SitePipeline.load(options), jobs: options.jobs), update)
  }

  /// What the steps show. By looking at pages nobody starts the programs that a docset names, unless `--allow-commands`
  /// says so.
  private func steps(of kept: KeptSite) async throws -> KeptSteps {
    let hasProductFile = try ProductFileSource(of: kept.loaded.workspace, product.product) != nil
    guard folders.hasScenarios, !hasProductFile || product.allowCommands || product.product != nil else {
      return KeptSteps()
    }
    let chosen: ChosenProduct
    if let known = self.chosen { chosen = known } else { chosen = try await product.chosen(kept.loaded, willRun: true) }
    self.chosen = chosen
    guard let model = chosen.model else { return KeptSteps() }
    let runner = KeptSteps.Runner(product: model, pictures: pictures) { try await chosen.run($0, inBrowser: false) }
    let jobs = options.jobs
    guard let due else { return try await KeptSteps(of: kept.loaded, folders: folders, runner: runner, jobs: jobs) }
    return try await steps.after(due, in: kept.loaded, folders: folders, runner: runner, jobs: jobs)
  }
}

extension DeskPage.Step {
  fileprivate init(_ step: KeptSteps.Step) {
    let hasPassed = step.passed == step.runs
    let verdict: Verdict =
      switch step.coverage {
      case .run: hasPassed ? .proven : .failed
      case .told: .told
      case .manual: .manual
      case .open: .failed
      case .skipped, .uncovered: .unrun
      }
    self.init(
      line: step.line,
      actions: step.actions.compactMap { action in
        Operation(rawValue: action.operation.rawValue).map { ($0, action.label) }
      }, manual: step.manual, verdict: verdict, passed: step.passed, runs: step.runs, picture: step.picture)
  }
}
