internal import CLibrary
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
  let places = Places<Result>(count: count)
  @Sendable func work(_ worker: Int) async {
    var tool = makeTool()
    var lastYield = ContinuousClock.now
    while let turn = turns.take(worker) {
      // Most of what is worked out stays until the end: to be given its memory by 4 KB takes a twentieth of a build.
      // Asked at each turn, since after a yield a task may go on in another thread.
      trin_use_large_pages()
      for index in turn { places.put(transform(&tool, index), at: index) }
      turns.finish(turn.count)
      // What else is under way in the process gets its turn, too; not after each turn, since that wakes a thread.
      if lastYield.duration(to: .now) > .milliseconds(5) {
        await Task.yield()
        lastYield = .now
      }
    }
  }
  if turns.workers > 1 {
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<turns.workers { group.addTask { await work(worker) } }
    }
  } else {
    await work(0)
  }
  return places.take()
}

/// A place for each result, filled by whoever worked it out: to gather the results of the tasks afterwards would copy
/// each, on one core.
@safe private final class Places<Result: Sendable>: @unchecked Sendable {
  private let start: UnsafeMutablePointer<Result>
  private let count: Int

  init(count: Int) {
    self.count = count
    unsafe start = .allocate(capacity: count)
  }

  deinit { unsafe start.deallocate() }

  /// Each place is filled once, by one task.
  func put(_ result: Result, at index: Int) {
    precondition(index >= 0 && index < count)
    unsafe (start + index).initialize(to: result)
  }

  /// Empties the places, once all are filled.
  func take() -> [Result] {
    unsafe Array(unsafeUninitializedCapacity: count) { results, filled in
      if let first = results.baseAddress { unsafe first.moveInitialize(from: start, count: count) }
      filled = count
    }
  }
}

/// What is left to do of a count of things: a share of neighbours for each worker, taken a few at a time, at its end one
/// by one, and then by whoever is free, so that all end at the same time.
///
/// Neighbours are often files of one folder, which the system lets one thread add files to at a time.
private final class Turns: Sendable {
  let workers: Int
  /// More at a time would keep others waiting at the end.
  private static let most = 8

  private let count: Int
  private let shares: [Share]
  private let done = Atomic(0)
  private let progress: WorkProgress?
  private let isReporting = Mutex(())

  private final class Share: Sendable {
    let next: Atomic<Int>
    let end: Int

    init(_ range: Range<Int>) {
      next = Atomic(range.lowerBound)
      end = range.upperBound
    }
  }

  init(count: Int, jobs: Int, progress: WorkProgress?) {
    self.count = count
    self.progress = progress
    let workers = max(1, min(jobs, count))
    self.workers = workers
    shares = (0..<workers).map { Share(count * $0 / workers..<count * ($0 + 1) / workers) }
  }

  /// - Parameter worker: From 0 on.
  func take(_ worker: Int) -> Range<Int>? {
    for offset in 0..<workers {
      let share = shares[(worker + offset) % workers]
      // Asked first, so that the number does not grow without end.
      let left = share.end - share.next.load(ordering: .relaxed)
      guard left > 0 else { continue }
      let size = max(1, min(Self.most, left / 4))
      let start = share.next.add(size, ordering: .relaxed).oldValue
      if start < share.end { return start..<min(start + size, share.end) }
    }
    return nil
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
