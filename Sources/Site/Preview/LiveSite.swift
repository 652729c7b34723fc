internal import Diagnostics

/// What the preview shows now: the newest build, and under a broken one the last good pages.
///
/// A page counts as good in a build where none of its own findings is an error, so that a mistake in one article
/// does not freeze the others.
actor LiveSite {
  private var newest: PreviewContent?
  private var build = 0
  /// Why the newest try made nothing at all; nil when it made something.
  private var failure: String?
  /// The newest build without any error.
  private var lastGood: PreviewContent?
  private var goodPages = GoodPages()
  private var subscribers: [Int: AsyncStream<PreviewSignal>.Continuation] = [:]
  private var nextSubscriber = 0

  /// A page as it is served, with what the strip says about it.
  struct View: Sendable {
    var page: PreviewContent.Page?
    var notice: StripNotice
  }

  /// - Parameter number: Of the build that this one completes; where there is a newer one by now, nothing is done.
  /// - Returns: The number of the build.
  @discardableResult
  func adopt(_ content: PreviewContent, completing number: Int? = nil) -> Int {
    if let number, number != build { return build }
    build += 1
    failure = nil
    newest = content
    if content.errors == 0 {
      lastGood = content
      goodPages.removeAll()
    }
    send(.status(status))
    return build
  }

  func fail(_ reason: String) {
    build += 1
    failure = reason
    send(.status(status))
  }

  var status: PreviewStatus {
    let errors = newest?.errors ?? 0
    let state: PreviewStatus.State = failure != nil ? .failed : errors > 0 ? .broken : .ready
    return PreviewStatus(build: build, state: state, errors: errors, warnings: newest?.warnings ?? 0)
  }

  /// The start page of the newest build; nil before the first.
  var home: String? { newest?.home }

  /// The newest build, for questions that take time: nobody else waits for the answers.
  var content: PreviewContent? { newest }
  private var snapshot: (newest: PreviewContent?, build: Int, failure: String?) { (newest, build, failure) }

  nonisolated func hasPage(_ path: String) async -> Bool { await content?.page(path) != nil }

  nonisolated func view(of path: String) async -> View {
    let (newest, build, failure) = await snapshot
    guard let newest else { return View(notice: StripNotice(build: build, failure: failure)) }
    let own = newest.findingsOfPage(path)
    let errors = own.count { $0.severity == .error }
    // A step that fails is wrong in what it says; the page shows it as it is.
    let isBroken = own.contains { $0.severity == .error && !$0.code.hasPrefix("step-") }
    var notice = StripNotice(
      build: build, failure: failure, own: own, otherErrors: max(0, newest.errors - errors),
      others: max(0, newest.findings - own.count))
    let made = newest.page(path)
    if let made, !isBroken {
      if made.isHTML { await keep(made, at: path) }
      notice.showsLastGood = failure != nil
      return View(page: made, notice: notice)
    }
    // A page that is missing without an error of its own was taken away on purpose.
    guard isBroken, let good = await goodPage(at: path) else { return View(page: made, notice: notice) }
    notice.showsLastGood = true
    return View(page: good, notice: notice)
  }

  private func keep(_ page: PreviewContent.Page, at path: String) { goodPages.keep(page, at: path) }

  /// The newer of the page as it was last served without an error and the page of the last build without one.
  private func goodPage(at path: String) -> PreviewContent.Page? {
    // Served copies are dropped at each build without an error, so that one is newer where there is one.
    goodPages.page(at: path) ?? lastGood?.page(path)
  }

  // MARK: Open pages

  /// What an open page hears: first the status as it is now, so that nothing is missed between two connections.
  func signals() -> AsyncStream<PreviewSignal> {
    let number = nextSubscriber
    nextSubscriber += 1
    let (stream, continuation) = AsyncStream<PreviewSignal>.makeStream(bufferingPolicy: .bufferingNewest(64))
    subscribers[number] = continuation
    continuation.onTermination = { [weak self] _ in
      Task { await self?.unsubscribe(number) }
    }
    if build > 0 { continuation.yield(.status(status)) }
    return stream
  }

  func keepAlive() { send(.keepAlive) }

  private func unsubscribe(_ number: Int) { subscribers[number] = nil }

  private func send(_ signal: PreviewSignal) {
    for continuation in subscribers.values { continuation.yield(signal) }
  }
}
