internal import LearnMarkdown
internal import Preview

/// What became of the blocks of a source page since it was translated.
struct SourceDifference {
  /// By number of the block as it is now.
  private(set) var changes: [Int: DeskPage.SourceChange] = [:]

  /// Pages with more blocks are not compared.
  private static let most = 2_500

  /// - Parameters:
  ///   - blocks: As they are now.
  ///   - former: As they were.
  init(_ blocks: [AlignedBlock], since former: [AlignedBlock]) {
    guard blocks.count <= Self.most, former.count <= Self.most else { return }
    let (new, old) = (blocks.map(\.block), former.map(\.block))
    // The longest sequence of blocks that stayed.
    let width = old.count + 1
    var best = [Int32](repeating: 0, count: (new.count + 1) * width)
    for n in new.indices.reversed() {
      for o in old.indices.reversed() {
        best[n * width + o] =
          Self.isSame(new[n], old[o])
          ? best[(n + 1) * width + o + 1] + 1 : max(best[(n + 1) * width + o], best[n * width + o + 1])
      }
    }
    var (n, o) = (0, 0)
    while n < new.count || o < old.count {
      if n < new.count, o < old.count, Self.isSame(new[n], old[o]) {
        (n, o) = (n + 1, o + 1)
        continue
      }
      // A run in which nothing stayed: what was there belongs to what is there now, in order.
      let (firstNew, firstOld) = (n, o)
      while n < new.count || o < old.count {
        if n < new.count, o < old.count, Self.isSame(new[n], old[o]) { break }
        let isNew = o == old.count || n < new.count && best[(n + 1) * width + o] >= best[n * width + o + 1]
        if isNew { n += 1 } else { o += 1 }
      }
      add(firstNew..<n, old[firstOld..<o], count: new.count)
    }
  }

  private mutating func add(_ new: Range<Int>, _ old: ArraySlice<DeskPage.Block>, count: Int) {
    for (number, block) in zip(new, old) { changes[number, default: .init()].former = block }
    for number in new.dropFirst(old.count) { changes[number, default: .init()].isNew = true }
    // What is gone is told at the block that stands where it stood.
    let gone = old.dropFirst(new.count)
    if !gone.isEmpty, count > 0 { changes[min(new.upperBound, count - 1), default: .init()].gone += gone }
  }

  private static func isSame(_ some: DeskPage.Block, _ other: DeskPage.Block) -> Bool {
    // Where a link leads is no word of the text.
    some.kind == other.kind && some.html == other.html && some.markdown == other.markdown
  }
}
