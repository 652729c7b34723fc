internal import Scenarios
internal import WebDriver

/// One person at one browser.
actor BrowserWorld: ProductWorld {
  let product: BrowserProduct
  let setup: WorldSetup
  let browser: BrowserSession
  let context: BrowserContext
  let run: any WebApplicationRun
  let labels: [String: [String]]
  let kinds: [String: Control.Kind]

  /// The page as it was read last; nil after anything was done to it.
  private var view: PageView?
  /// The window that the person looks at, and the ones behind it.
  private var windows: [String]
  private var frames: [FrameID] = []
  /// The document that they are of.
  private var framesOf = 0.0
  private var known: Set<String> = []
  private(set) var broken: ProductFault?
  private var isGone = false
  var history: [Action] = []
  private var step: StepName?
  private var noticed: Set<ProductRemark> = []
  /// A replay shares its browser with the world that it is made for.
  private let isReplay: Bool

  static func make(_ product: BrowserProduct, _ setup: WorldSetup) async throws -> BrowserWorld {
    let browser: BrowserSession
    do {
      browser = try await product.pool.take()
    } catch {
      throw ProductFault("\(error)")
    }
    do {
      return try await make(product, setup, in: browser, isReplay: false)
    } catch {
      // What was half set up goes with its browser.
      await product.pool.giveBack(browser, isUsable: error is WorldError)
      throw error
    }
  }

  static func make(
    _ product: BrowserProduct, _ setup: WorldSetup, in browser: BrowserSession, isReplay: Bool
  ) async throws -> BrowserWorld {
    let run = try await product.application.start(setup)
    do {
      let context = try await browser.newContext()
      let _: JSONValue = try await browser.devTools(
        "Page.addScriptToEvaluateOnNewDocument", ["source": .string(PageScripts.watching)])
      // A file that a page hands out is no business of a run; nothing is written for it.
      let _: JSONValue = try await browser.devTools("Page.setDownloadBehavior", ["behavior": "deny"])
      try await run.enter(browser)
      let windows = try await browser.windows()
      return BrowserWorld(product, setup, browser, context, run, windows: Set(windows), isReplay: isReplay)
    } catch {
      await run.stop()
      throw ProductFault("\(error)")
    }
  }

  private init(
    _ product: BrowserProduct, _ setup: WorldSetup, _ browser: BrowserSession, _ context: BrowserContext,
    _ run: any WebApplicationRun, windows: Set<String>, isReplay: Bool
  ) {
    self.product = product
    self.setup = setup
    self.browser = browser
    self.context = context
    self.run = run
    self.isReplay = isReplay
    self.windows = [context.window]
    known = windows
    kinds = Dictionary(product.controls.map { ($0.id, $0.kind) }, uniquingKeysWith: { first, _ in first })
    labels = kinds.keys.reduce(into: [:]) { $0[$1] = product.labels(of: $1, locale: setup.locale) }
  }

  // Async, as the protocol has them: of two that fit, its own empty ones would be taken.
  func begin(_ step: StepName) async { self.step = step }
  func fault() async -> ProductFault? { broken }
  func remarks() async -> [ProductRemark] { noticed.sorted { ($0.code, $0.message) < ($1.code, $1.message) } }
  func value(named name: String) async -> String? { await run.value(named: name) }
  func verify(_ expectation: ScenarioValue) async -> String? {
    do {
      return try await run.verify(expectation)
    } catch {
      // Says nothing about the article: `fault` does.
      return note(error).message
    }
  }

  func close() async {
    await run.stop()
    do throws(WebDriverError) {
      if !isGone { try await browser.close(context) }
    } catch {
      isGone = true
    }
    if !isReplay { await product.pool.giveBack(browser, isUsable: !isGone) }
  }

  /// Notes that the product or its browser broke; what the run says from now on does not count.
  func note(_ error: any Error) -> ProductFault {
    if let error = error as? WebDriverError, error.isFatal { isGone = true }
    let fault = error as? ProductFault ?? ProductFault("\(error)")
    if broken == nil { broken = fault }
    return fault
  }

  func notice(_ code: String, _ message: String) { noticed.insert(ProductRemark(code: code, message: message)) }

  // MARK: Reading the page

  /// The page once it is still.
  func page() async throws -> PageView {
    if let view { return view }
    try await followWindows()
    var view = try await still()
    let tree = try await browser.accessibilityTree()
    let hasFrames = tree.nodes.contains { $0.role == "Iframe" }
    // The frames of a document without any are those that it had before.
    if frames.isEmpty || hasFrames || view.document != framesOf {
      frames = try await browser.frames()
      framesOf = view.document
    }
    view.add(tree, frame: frames[0], path: [])
    for frame in hasFrames ? frames.dropFirst() : [] {
      guard let path = try await path(to: frame, among: frames) else { continue }
      view.add(try await browser.accessibilityTree(of: frame), frame: frame, path: path)
    }
    self.view = view
    let wanted = setup.locale.prefix { $0 != "-" }.lowercased()
    // A page that only says no is often the server's own, in English for all.
    if view.status < 400, !view.language.isEmpty, view.language.prefix(while: { $0 != "-" }).lowercased() != wanted {
      notice(
        "product-language",
        "The page '\(view.title)' says that it is in \(view.language), and the article is in \(setup.locale).")
    }
    return view
  }

  /// The elements of the frames to go through; nil for a frame that another process draws.
  private func path(to frame: FrameID, among frames: [FrameID]) async throws -> [ElementReference]? {
    struct Owner: Decodable, Sendable { var backendNodeId: Int }
    do {
      let owner: Owner = try await browser.devTools("DOM.getFrameOwner", ["frameId": .string(frame.frame)])
      return [browser.reference(owner.backendNodeId, in: frames[0])]
    } catch WebDriverError.refused {
      return nil
    }
  }

  /// A new window is what the person looks at; when it is closed, the one before it is.
  private func followWindows() async throws {
    let open = try await browser.windows()
    var isMoved = false
    for window in open where !known.contains(window) {
      known.insert(window)
      windows.append(window)
      isMoved = true
    }
    while windows.count > 1, let last = windows.last, !open.contains(last) {
      windows.removeLast()
      isMoved = true
    }
    if isMoved, let window = windows.last { try await browser.select(window: window) }
  }

  private func still() async throws -> PageView {
    let limits = product.application.limits
    let end = ContinuousClock.now + limits.longest
    var stays = ContinuousClock.now + Self.leaving
    while true {
      var busy = "it gives way to another again and again"
      do {
        let told = try await browser.run(PageScripts.state, [.number(limits.quiet.milliseconds)])
        busy = told["busy"]?.text ?? ""
        if busy.isEmpty { return try view(told) }
        if told["leaving"]?.bool == true, ContinuousClock.now > stays {
          // While a server is waited for, no script is answered; so what was asked for is a file, not a page.
          try await browser.run(PageScripts.staying)
          stays = end
        }
        guard ContinuousClock.now < end else {
          throw ProductFault("the page \(told["address"]?.text ?? "") is not still after \(limits.longest): \(busy)")
        }
      } catch WebDriverError.refused(let code, let message) where code != "unexpected alert open" {
        // The page gave way to the next one while it was asked.
        guard ContinuousClock.now < end else { throw WebDriverError.refused(code: code, message: message) }
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// How long a page may be about to give way without a next one.
  private static let leaving = Duration.seconds(3)

  private func view(_ told: JSONValue) throws -> PageView {
    if let address = told["address"]?.text, address.hasPrefix("chrome-error:") {
      throw ProductFault("the server does not answer: the browser shows an error of its own")
    }
    var view = PageView()
    view.title = told["title"]?.text ?? ""
    view.language = told["language"]?.text ?? ""
    view.path = told["path"]?.text ?? ""
    view.status = Int(told["status"]?.number ?? 0)
    for text in (told["styled"]?.list ?? []).compactMap(\.text).map(LabelText.normalized) {
      view.written[text.lowercased()] = text
    }
    view.document = told["document"]?.number ?? 0
    return view
  }

  func forget() { view = nil }

  // MARK: For the report

  func evidence() async -> StepEvidence? {
    guard !isReplay, let picture = try? await browser.screenshot() else { return nil }
    return StepEvidence(picture: picture, names: view?.listing ?? "")
  }

  /// Keeps a picture of what is about to be used.
  func keepPicture(of element: ElementReference) async throws {
    guard let pictures = product.pictures, let step, !isReplay else { return }
    try await browser.run(PageScripts.outline, on: element)
    let picture = try await browser.screenshot()
    try await browser.run(PageScripts.withoutOutline)
    try pictures.keep(picture, of: step, in: setup)
  }
}

extension Duration {
  var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15 }
}
