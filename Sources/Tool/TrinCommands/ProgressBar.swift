internal import Docset
internal import Synchronization

/// Shows on one line how far a command is, once it has taken longer than half a second.
///
/// Drawn by the work itself when a part of it is done: no thread waits for it. Nothing is drawn where nobody looks.
package final class ProgressBar: Sendable {
  private struct State {
    var drawn: Duration?
    var isShown = false
  }

  /// Before this much time has passed, a line would only flicker.
  private static let patience = Duration.milliseconds(500)
  private static let interval = Duration.milliseconds(100)

  /// Since the command began.
  private let elapsed: @Sendable () -> Duration
  private let write: @Sendable (String) -> Void
  private let width: Int
  private let state = Mutex(State())

  /// - Parameter width: The columns of the line.
  package init(
    width: Int, elapsed: @escaping @Sendable () -> Duration, write: @escaping @Sendable (String) -> Void
  ) {
    self.width = width
    self.elapsed = elapsed
    self.write = write
  }

  /// The bar of this command; nil where standard error is no terminal, or results only are wanted.
  static func onTerminal(quiet: Bool) -> ProgressBar? {
    guard !quiet, Console.errorIsTerminal else { return nil }
    let start = ContinuousClock.now
    return ProgressBar(
      width: Console.width, elapsed: { ContinuousClock.now - start }, write: { Console.writeError($0) })
  }

  /// Does a stage of the command; the line is gone when it is done.
  func during<Value, Failure>(
    _ stage: String, _ work: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    defer { clear() }
    let progress = WorkProgress { [self] done, total in update(stage, done: done, total: total) }
    let result: Result<Value, Failure> = await WorkProgress.$current.withValue(progress) {
      do throws(Failure) {
        return .success(try await work())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  package func update(_ stage: String, done: Int, total: Int) {
    let now = elapsed()
    state.withLock { state in
      guard now >= Self.patience, state.drawn.map({ now - $0 >= Self.interval }) ?? true else { return }
      state.drawn = now
      state.isShown = true
      write("\r\u{1B}[K" + Self.line(stage, done: done, total: total, width: width))
    }
  }

  package func clear() {
    state.withLock { state in
      if state.isShown { write("\r\u{1B}[K") }
      state.isShown = false
      state.drawn = nil
    }
  }

  /// `Reading  [=====     ] 1200 of 2706`, at most `width - 1` columns, so that no terminal wraps it.
  package static func line(_ stage: String, done: Int, total: Int, width: Int) -> String {
    let count = "\(done) of \(total)"
    let room = min(40, width - 1 - stage.count - count.count - 5)
    guard room >= 4, total > 0 else { return String("\(stage) \(count)".prefix(max(0, width - 1))) }
    let full = min(room, room * done / total)
    return "\(stage)  [\(String(repeating: "=", count: full))\(String(repeating: " ", count: room - full))] \(count)"
  }
}

extension ProgressBar? {
  /// Does a stage, with a bar where there is one.
  func during<Value, Failure>(
    _ stage: String, _ work: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    guard let self else { return try await work() }
    return try await self.during(stage, work)
  }
}
