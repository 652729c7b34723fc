/// The results of `transform` for 0 ..< count, in that order, worked out by at most `jobs` tasks at a time.
///
/// Neighbours are worked out together, so that a task costs little beside its work.
///
/// - Parameter tellsProgress: Whether it is this work that a progress bar of the command shows: of several at once, one.
package func mapConcurrently<Result: Sendable>(
  count: Int, jobs: Int, tellsProgress: Bool = true, _ transform: @escaping @Sendable (Int) -> Result
) async -> [Result] {
  let chunk = max(1, min(32, count / max(jobs * 4, 1)))
  let progress = tellsProgress ? WorkProgress.current : nil
  guard jobs > 1, count > 1 else {
    return (0..<count).map { index in
      if index % 32 == 0 { progress?.report(index, count) }
      return transform(index)
    }
  }
  let chunks = (count + chunk - 1) / chunk
  var results = [[Result]?](repeating: nil, count: chunks)
  await withTaskGroup(of: (Int, [Result]).self) { group in
    var next = 0
    func add() {
      guard next < chunks else { return }
      let number = next
      next += 1
      group.addTask {
        (number, (number * chunk..<min(count, (number + 1) * chunk)).map(transform))
      }
    }
    for _ in 0..<jobs { add() }
    var done = 0
    while let (number, part) = await group.next() {
      results[number] = part
      done += part.count
      progress?.report(done, count)
      add()
    }
  }
  return results.flatMap { $0 ?? [] }
}
