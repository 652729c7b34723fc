internal import Synchronization

/// The results of `transform` for 0 ..< count, in that order, worked out by at most `jobs` tasks at a time.
///
/// - Parameter tellsProgress: Whether it is this work that a progress bar of the command shows: of several at once, one.
package func mapConcurrently<Result: Sendable>(
  count: Int, jobs: Int, tellsProgress: Bool = true, _ transform: @escaping @Sendable (Int) -> Result
) async -> [Result] {
  await mapConcurrently(count: count, jobs: jobs, tellsProgress: tellsProgress, with: { () }) { _, index in
    transform(index)
  }
}

/// The same where each task has something of its own, such as a buffer, which its turns use one after the other.
///
/// - Parameter makeTool: Called once a task.
package func mapConcurrently<Tool: ~Copyable, Result: Sendable>(
  count: Int, jobs: Int, tellsProgress: Bool = true, with makeTool: @escaping @Sendable () -> Tool,
  _ transform: @escaping @Sendable (inout Tool, Int) -> Result
) async -> [Result] {
  let turns = Turns(count: count, jobs: jobs, progress: tellsProgress ? WorkProgress.current : nil)
  @Sendable func work() async -> [(start: Int, results: [Result])] {
    var tool = makeTool()
    var lastYield = ContinuousClock.now
    var parts: [(start: Int, results: [Result])] = []
    while let turn = turns.take() {
      var results: [Result] = []
      results.reserveCapacity(turn.count)
      for index in turn { results.append(transform(&tool, index)) }
      parts.append((turn.lowerBound, results))
      turns.finish(turn.count)
      // What else is under way in the process gets its turn, too; not after each turn, since that wakes a thread.
      if lastYield.duration(to: .now) > .milliseconds(5) {
        await Task.yield()
        lastYield = .now
      }
    }
    return parts
  }
  var parts: [(start: Int, results: [Result])] = []
  if jobs > 1, count > 1 {
    await withTaskGroup(of: [(start: Int, results: [Result])].self) { group in
      for _ in 0..<min(jobs, count) { group.addTask { await work() } }
      for await part in group { parts += part }
    }
    parts.sort { $0.start < $1.start }
  } else {
    parts = await work()
  }
  var results: [Result] = []
  results.reserveCapacity(count)
  for part in parts { results += part.results }
  return results
}

/// What is left to do of a count of things, taken a few at a time by whoever is free: so all end at the same time.
private final class Turns: Sendable {
  private let count: Int
  private let size: Int
  private let next = Atomic(0)
  private let done = Atomic(0)
  private let progress: WorkProgress?
  private let isReporting = Mutex(())

  init(count: Int, jobs: Int, progress: WorkProgress?) {
    self.count = count
    self.progress = progress
    size = max(1, min(8, count / max(jobs * 8, 1)))
  }

  func take() -> Range<Int>? {
    let start = next.add(size, ordering: .relaxed).oldValue
    return start < count ? start..<min(start + size, count) : nil
  }

  func finish(_ more: Int) {
    guard let progress else { return }
    if done.add(more, ordering: .relaxed).newValue == count {
      isReporting.withLock { _ in progress.report(count, count) }
    } else {
      // Where the terminal keeps another task waiting, this one works on.
      _ = isReporting.withLockIfAvailable { _ in progress.report(done.load(ordering: .relaxed), count) }
    }
  }
}
