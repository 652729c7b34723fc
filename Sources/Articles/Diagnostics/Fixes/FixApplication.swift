/// Why a fix cannot be applied. It is a fault of the rule that made the fix, never of the author.
package enum FixError: Error, Hashable, CustomStringConvertible {
  /// The range does not lie within the file.
  case outOfBounds(Range<Int>, count: Int)
  /// Two edits want the same bytes, or put text at the same place.
  case overlap(Range<Int>, Range<Int>)

  package var description: String {
    switch self {
    case .outOfBounds(let range, let count): "An edit wants the bytes \(range) of a file of \(count) bytes."
    case .overlap(let a, let b): "Two edits want the same bytes: \(a) and \(b)."
    }
  }
}

extension Fix {
  /// The file's bytes with every edit made; all other bytes are as they were.
  ///
  /// - Throws: ``FixError``; then nothing is changed.
  package func apply(to bytes: [UInt8]) throws(FixError) -> [UInt8] {
    let edits = try ordered(for: bytes.count)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var position = 0
    for edit in edits {
      result += bytes[position..<edit.range.lowerBound]
      result += Array(edit.replacement.utf8)
      position = edit.range.upperBound
    }
    result += bytes[position...]
    return result
  }

  /// The edits in the order of the file, known to fit it and each other.
  func ordered(for count: Int) throws(FixError) -> [Edit] {
    let edits = self.edits.sorted(by: Self.precedes)
    for (index, edit) in edits.enumerated() {
      guard edit.range.lowerBound >= 0, edit.range.upperBound <= count else {
        throw .outOfBounds(edit.range, count: count)
      }
      if index > 0, Self.conflict(edits[index - 1], edit) { throw .overlap(edits[index - 1].range, edit.range) }
    }
    return edits
  }

  /// One fix out of many of the same file: each is taken whole, or not at all when it collides with one taken before.
  ///
  /// An edit that several fixes make is made once. What was left out is found again, and fixed, on the next run.
  /// - Returns: The merged fix, and the indices in `fixes` of those left out.
  package static func merging(_ fixes: [Fix]) -> (fix: Fix, leftOut: [Int]) {
    var taken: [Edit] = []
    var leftOut: [Int] = []
    for (index, fix) in fixes.enumerated() {
      var added: [Edit] = []
      for edit in fix.edits {
        let slot = Self.slot(of: edit, in: taken)
        if slot < taken.count, taken[slot] == edit { continue }
        let collides =
          (slot > 0 && conflict(taken[slot - 1], edit)) || (slot < taken.count && conflict(edit, taken[slot]))
        if collides {
          for edit in added { taken.remove(at: Self.slot(of: edit, in: taken)) }
          leftOut.append(index)
          break
        }
        taken.insert(edit, at: slot)
        added.append(edit)
      }
    }
    return (Fix(taken), leftOut)
  }

  /// The first index whose edit does not precede `edit`.
  private static func slot(of edit: Edit, in edits: [Edit]) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if precedes(edits[middle], edit) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func precedes(_ a: Edit, _ b: Edit) -> Bool {
    (a.range.lowerBound, a.range.upperBound) < (b.range.lowerBound, b.range.upperBound)
  }

  /// `a` does not come after `b`. Text put in at the same place has no order of its own, so that is a conflict too;
  /// text put in where a replaced range begins or ends is none.
  private static func conflict(_ a: Edit, _ b: Edit) -> Bool {
    a.range.upperBound > b.range.lowerBound || (a.range == b.range)
  }
}
