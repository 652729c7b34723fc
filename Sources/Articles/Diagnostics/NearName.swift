/// Finds the name that was likely meant, for "did you mean". Nothing is ever resolved by likeness: a near name only
/// feeds a suggestion.
package enum NearName {
  /// The candidate nearest to `name`, or nil when none is near enough to be worth a reader's time.
  ///
  /// Near enough is one edit in three scalars, and at least one. An edit is one scalar put in, taken out or replaced,
  /// or two neighbours swapped; a change of ASCII letter case alone counts as one in all. Of equally near candidates
  /// the first by bytes wins, so that the answer depends on no order.
  package static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    NearNames(candidates).closest(to: name)
  }

  /// The number of edits between two names; nil when it is above `limit`.
  package static func distance(_ a: String, _ b: String, limit: Int) -> Int? {
    Comparison(with: a).distance(to: Array(b.unicodeScalars), limit: limit)
  }
}

/// Names among which the nearest is looked for again and again: see ``NearName``.
package struct NearNames: Sendable {
  private let candidates: [(name: String, scalars: [Unicode.Scalar], letters: Letters)]

  package init(_ names: some Sequence<String>) {
    candidates = names.map { ($0, Array($0.unicodeScalars), Letters($0)) }
  }

  package func closest(to name: String) -> String? {
    let wanted = Comparison(with: name)
    let letters = Letters(name)
    var limit = max(1, wanted.name.count / 3)
    var best: String?
    for (candidate, scalars, others) in candidates where letters.leastEdits(to: others, limit: limit) <= limit {
      guard let distance = wanted.distance(to: scalars, limit: limit) else { continue }
      if let current = best, distance == limit, !candidate.utf8.lexicographicallyPrecedes(current.utf8) { continue }
      best = candidate
      limit = distance
    }
    return best
  }

  /// How many letters of each kind a name has: two names are at least as many edits apart as one has more of them.
  private struct Letters {
    /// By the last five bits, which a letter of ASCII has in common with its capital.
    private var counts = SIMD32<UInt8>()
    private let isShort: Bool
    /// In bytes.
    private let length: Int

    init(_ name: String) {
      // Bytes beyond ASCII are no scalars.
      length = name.utf8.count
      isShort = length < 256 && name.utf8.allSatisfy { $0 < 0x80 }
      if isShort { for byte in name.utf8 { counts[Int(byte & 31)] += 1 } }
    }

    /// - Parameter limit: Above it, any number will do.
    func leastEdits(to other: Letters, limit: Int) -> Int {
      guard isShort, other.isShort else { return 0 }
      // The shorter lacks so many at least, whichever they are.
      let difference = abs(length - other.length)
      if difference > limit { return difference }
      return max(length, other.length) - Int(pointwiseMin(counts, other.counts).wrappedSum())
    }
  }
}

/// A name that many others are compared with: the optimal string alignment, by rows of bits, in O(length) for names of
/// up to 64 scalars (H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances", 2003),
/// and for longer ones by a table.
private struct Comparison {
  let name: [Unicode.Scalar]
  /// Of each scalar, the bits of the positions at which the name has it: those of ASCII by their value.
  private var positions = [UInt64](repeating: 0, count: 128)
  private var positionsBeyond: [Unicode.Scalar: UInt64] = [:]

  init(with name: String) { self.init(with: Array(name.unicodeScalars)) }

  private init(with name: [Unicode.Scalar]) {
    self.name = name
    for (position, scalar) in self.name.prefix(64).enumerated() {
      if scalar.isASCII {
        positions[Int(scalar.value)] |= 1 << UInt64(position)
      } else {
        positionsBeyond[scalar, default: 0] |= 1 << UInt64(position)
      }
    }
  }

  func distance(to other: [Unicode.Scalar], limit: Int) -> Int? {
    guard limit >= 0, abs(name.count - other.count) <= limit else { return nil }
    if name == other { return 0 }
    if limit >= 1, name.elementsEqual(other, by: { lowercased($0) == lowercased($1) }) { return 1 }
    let distance = (1...64).contains(name.count) ? bits(other) : withoutEnds(other, limit)
    return distance <= limit ? distance : nil
  }

  private func bits(_ other: [Unicode.Scalar]) -> Int {
    let last: UInt64 = 1 << UInt64(name.count - 1)
    var distance = name.count
    // Where a step down costs one more, and one less; where the diagonal costs nothing.
    var (more, less, diagonal): (UInt64, UInt64, UInt64) = (.max, 0, 0)
    var before: UInt64 = 0
    for scalar in other {
      let same = scalar.isASCII ? positions[Int(scalar.value)] : positionsBeyond[scalar] ?? 0
      let swapped = ((~diagonal & same) << 1) & before
      diagonal = (((same & more) &+ more) ^ more) | same | less | swapped
      var (acrossMore, acrossLess) = (less | ~(diagonal | more), diagonal & more)
      if acrossMore & last != 0 { distance += 1 }
      if acrossLess & last != 0 { distance -= 1 }
      (acrossMore, acrossLess) = (acrossMore << 1 | 1, acrossLess << 1)
      more = acrossLess | ~(diagonal | acrossMore)
      less = acrossMore & diagonal
      before = same
    }
    return distance
  }

  /// What two long names have in common at their ends costs nothing; the rest is mostly short.
  private func withoutEnds(_ other: [Unicode.Scalar], _ limit: Int) -> Int {
    let start = zip(name, other).prefix { $0 == $1 }.count
    let most = min(name.count, other.count) - start
    let end = zip(name.reversed(), other.reversed()).prefix(most).prefix { $0 == $1 }.count
    let (mine, theirs) = (name[start..<name.count - end], other[start..<other.count - end])
    if mine.isEmpty || theirs.isEmpty { return mine.count + theirs.count }
    let rest = Comparison(with: Array(mine))
    return mine.count <= 64 ? rest.bits(Array(theirs)) : rest.table(Array(theirs), limit)
  }

  private func table(_ other: [Unicode.Scalar], _ limit: Int) -> Int {
    var beforePrevious = [Int](repeating: 0, count: other.count + 1)
    var previous = Array(0...other.count)
    var row = previous
    for i in name.indices {
      row[0] = i + 1
      for j in other.indices {
        var edits = min(previous[j] + (name[i] == other[j] ? 0 : 1), previous[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, name[i] == other[j - 1], name[i - 1] == other[j] {
          edits = min(edits, beforePrevious[j - 1] + 1)
        }
        row[j + 1] = edits
      }
      // A swap reaches two rows back, so only two rows beyond the limit end the search.
      if row.allSatisfy({ $0 > limit }), previous.allSatisfy({ $0 > limit }) { return limit + 1 }
      (beforePrevious, previous, row) = (previous, row, beforePrevious)
    }
    return previous[other.count]
  }

  private func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII && (65...90).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
  }
}
