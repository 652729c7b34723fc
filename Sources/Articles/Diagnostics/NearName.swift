/// Finds the name that was likely meant, for "did you mean". Nothing is ever resolved by likeness: a near name only
/// feeds a suggestion.
package enum NearName {
  /// The candidate nearest to `name`, or nil when none is near enough to be worth a reader's time.
  ///
  /// Near enough is one edit in three scalars, and at least one. An edit is one scalar put in, taken out or replaced,
  /// or two neighbours swapped; a change of ASCII letter case alone counts as one in all. Of equally near candidates
  /// the first by bytes wins, so that the answer depends on no order.
  package static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.unicodeScalars)
    var limit = max(1, wanted.count / 3)
    var best: String?
    for candidate in candidates {
      guard let distance = distance(wanted, Array(candidate.unicodeScalars), limit: limit) else { continue }
      if let current = best, distance == limit, !candidate.utf8.lexicographicallyPrecedes(current.utf8) { continue }
      best = candidate
      limit = distance
    }
    return best
  }

  /// The number of edits between two names; nil when it is above `limit`.
  package static func distance(_ a: String, _ b: String, limit: Int) -> Int? {
    distance(Array(a.unicodeScalars), Array(b.unicodeScalars), limit: limit)
  }

  /// Optimal string alignment in a band of `limit` on either side of the diagonal: O(limit × length).
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    guard limit >= 0, abs(a.count - b.count) <= limit else { return nil }
    if a == b { return 0 }
    if limit >= 1, a.count == b.count, zip(a, b).allSatisfy({ lowercased($0) == lowercased($1) }) { return 1 }
    let beyond = limit + 1
    var beforePrevious = [Int](repeating: beyond, count: b.count + 1)
    var previous = (0...b.count).map { min($0, beyond) }
    for i in a.indices {
      var row = [Int](repeating: beyond, count: b.count + 1)
      if i + 1 <= limit { row[0] = i + 1 }
      var smallest = row[0]
      let first = max(0, i - limit)
      let end = min(b.count, i + limit + 1)
      for j in first..<max(first, end) {
        var edits = previous[j] + (a[i] == b[j] ? 0 : 1)
        edits = min(edits, previous[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits = min(edits, beforePrevious[j - 1] + 1) }
        row[j + 1] = min(edits, beyond)
        smallest = min(smallest, row[j + 1])
      }
      // A swap reaches two rows back, so only two rows beyond the limit end the search.
      if smallest > limit, (previous.min() ?? beyond) > limit { return nil }
      (beforePrevious, previous) = (previous, row)
    }
    return previous[b.count] <= limit ? previous[b.count] : nil
  }

  private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII && (65...90).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
  }
}
