/// The lines of a file that are not what they were before a change.
package struct ChangedLines: Sendable, Hashable {
  /// 1-based.
  private let lines: Set<Int>

  /// Above this number of lines on both sides multiplied, lines are only asked whether they were anywhere before: to
  /// find the shortest way from one text to another takes time that grows with it.
  private static let most = 4_000_000

  package init(from former: [UInt8], to bytes: [UInt8]) {
    let (old, new) = (Self.split(former), Self.split(bytes))
    var (first, oldEnd, newEnd) = (0, old.count, new.count)
    while first < min(oldEnd, newEnd), old[first] == new[first] { first += 1 }
    while first < min(oldEnd, newEnd), old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    let (before, after) = (old[first..<oldEnd], new[first..<newEnd])
    if before.count * after.count > Self.most {
      let known = Set(before)
      lines = Set(after.indices.filter { !known.contains(after[$0]) }.map { $0 + 1 })
    } else {
      // By offset within what is left between the lines that are the same at both ends.
      let inserted = Array(after).difference(from: Array(before)).insertions
      lines = Set(
        inserted.compactMap { change in if case .insert(let offset, _, _) = change { first + offset + 1 } else { nil } }
      )
    }
  }

  package func touches(_ place: SourcePlace) -> Bool {
    (place.line...max(place.line, place.endLine)).contains { lines.contains($0) }
  }

  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }
}
