internal import Dispatch
internal import Logging
internal import Synchronization

/// Tells that sources changed. Any number of changes that nobody has asked about yet is one signal.
final class SourceWatcher: Sendable {
  /// Ends when the watcher is stopped.
  let signals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "trin.preview.watcher")
  private let logger: Logger

  private struct State: ~Copyable {
    var tree: WatchedTree
    var changes = 0
    var untold = SourceChanges.none
    var isStopped = false
    var hasWarned = false
  }

  /// How often it is looked whether a root that went away is back.
  private static let recoveryInterval = DispatchTimeInterval.milliseconds(200)

  /// Watches from now on, so that nothing is missed between here and the first signal.
  init(roots: [String], filter: SourceFilter, logger: Logger) throws(PreviewError) {
    var tree = WatchedTree(try Inotify(), filter: filter)
    for root in roots { try tree.watch(root: root) }
    let descriptor = tree.descriptor
    state = Mutex(State(tree: tree))
    (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    self.logger = logger

    // Dispatch's objects may be used from any thread, which their protocols do not say.
    nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    // The source holds the watcher, and with it the descriptor, until it is cancelled.
    unsafe source.setEventHandler { self.read() }
    signal.onTermination = { _ in unsafe source.cancel() }
    unsafe source.activate()
  }

  /// How many times something changed so far. Two equal readings with a pause between them mean that it is quiet.
  var changes: Int { state.withLock { $0.changes } }

  /// What changed since this was asked last.
  func takeChanges() -> SourceChanges {
    state.withLock { state in
      defer { state.untold = .none }
      return state.untold
    }
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    signal.finish()
  }

  private func read() {
    let (changed, hasLostRoots, warns) = state.withLock { state in
      let changes = state.tree.update()
      let changed = !changes.isNone
      if changed { state.changes += 1 }
      state.untold.add(changes)
      let warns = state.tree.limitReached && !state.hasWarned
      if warns { state.hasWarned = true }
      return (changed, !state.tree.lostRoots.isEmpty, warns)
    }
    if warns {
      logger.warning("\(PreviewError.watchLimitReached("fs.inotify.max_user_watches"))")
    }
    if changed { signal.yield() }
    if hasLostRoots { recoverSoon() }
  }

  private func recoverSoon() {
    queue.asyncAfter(deadline: .now() + Self.recoveryInterval) {
      let (recovered, again) = self.state.withLock { state in
        guard !state.isStopped else { return (false, false) }
        let recovered = state.tree.recoverRoots()
        if recovered {
          state.changes += 1
          state.untold = .unknown
        }
        return (recovered, !state.tree.lostRoots.isEmpty)
      }
      if recovered { self.signal.yield() }
      if again { self.recoverSoon() }
    }
  }
}
