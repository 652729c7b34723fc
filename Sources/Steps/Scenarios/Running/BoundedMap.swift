/// Maps in parallel, at most `jobs` at a time, and keeps the order.
func boundedMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, _ body: @escaping @Sendable (Element) async -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    var results: [Result?] = Array(repeating: nil, count: elements.count)
    var next = 0
    while next < min(max(jobs, 1), elements.count) {
      let (index, element) = (next, elements[next])
      group.addTask { (index, await body(element)) }
      next += 1
    }
    for await (index, result) in group {
      results[index] = result
      if next < elements.count {
        let (index, element) = (next, elements[next])
        group.addTask { (index, await body(element)) }
        next += 1
      }
    }
    return results.compactMap(\.self)
  }
}
