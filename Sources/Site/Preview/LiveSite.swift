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
  private var errors = 0
  private var warnings = 0
  private var subscribers: [Int: AsyncStream<PreviewSignal>.Continuation] = [:]
  private var nextSubscriber = 0

  /// A page as it is served, with what the strip says about it.
  struct View: Sendable {
    var page: PreviewContent.Page?
    var notice: StripNotice
  }

  func adopt(_ content: PreviewContent) {
    build += 1
    failure = nil
    var content = content
    content.findings.sort(by: Diagnostic.inReadingOrder)
    newest = content
    errors = content.findings.count { $0.severity == .error }
    warnings = content.findings.count { $0.severity == .warning }
    if errors == 0 {
      lastGood = content
      goodPages.removeAll()
    }
    send(.status(status))
  }

  func fail(_ reason: String) {
    build += 1
    failure = reason
    send(.status(status))
  }

  var status: PreviewStatus {
    let state: PreviewStatus.State = failure != nil ? .failed : errors > 0 ? .broken : .ready
    return PreviewStatus(build: build, state: state, errors: errors, warnings: warnings)
  }

  /// The start page of the newest build; nil before the first.
  var home: String? { newest?.home }

  func hasPage(_ path: String) -> Bool { newest?.page(path) != nil }

  func view(of path: String) -> View {
    guard let newest else {
      return View(notice: StripNotice(build: build, failure: failure))
    }
    let own = newest.findingsOfPage(path).sorted(by: Diagnostic.inReadingOrder)
    let ownSet = Set(own)
    let others = newest.findings.filter { !ownSet.contains($0) }
    var notice = StripNotice(build: build, failure: failure, own: own, others: others)

    let made = newest.page(path)
    let isBroken = own.contains { $0.severity == .error }
    if let made, !isBroken {
      goodPages.keep(made, at: path)
      notice.showsLastGood = failure != nil
      return View(page: made, notice: notice)
    }
    // A page that is missing without an error of its own was taken away on purpose.
    guard isBroken, let good = goodPage(at: path) else { return View(page: made, notice: notice) }
    notice.showsLastGood = true
    return View(page: good, notice: notice)
  }

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
