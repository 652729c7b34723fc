internal import Docset
internal import LearnMarkdown
internal import Preview

/// Puts the blocks of a translation beside those of its source: in order, each beside one of its kind, and where one is
/// missing, nothing beside its partner.
///
/// The alignment with the highest sum of likeness, by Needleman and Wunsch's way.
enum BlockAlignment {
  /// Pages with more blocks are put together by order alone: the table would have a hundred million places.
  private static let most = 2_500

  static func rows(_ own: [AlignedBlock], _ source: [AlignedBlock]) -> [DeskPage.Row] {
    guard own.count <= most, source.count <= most, !own.isEmpty, !source.isEmpty else {
      return (0..<max(own.count, source.count)).map { number in
        DeskPage.Row(
          own: number < own.count ? own[number].block : nil,
          source: number < source.count ? source[number].block : nil)
      }
    }
    let width = source.count + 1
    var best = [Int32](repeating: 0, count: (own.count + 1) * width)
    for mine in stride(from: own.count - 1, through: 0, by: -1) {
      for theirs in stride(from: source.count - 1, through: 0, by: -1) {
        let place = mine * width + theirs
        let skipped = max(best[place + width], best[place + 1])
        guard let likeness = likeness(own[mine], source[theirs]) else {
          best[place] = skipped
          continue
        }
        best[place] = max(skipped, best[place + width + 1] + likeness)
      }
    }
    var rows: [DeskPage.Row] = []
    var (mine, theirs) = (0, 0)
    while mine < own.count, theirs < source.count {
      let place = mine * width + theirs
      if let likeness = likeness(own[mine], source[theirs]), best[place] == best[place + width + 1] + likeness {
        rows.append(DeskPage.Row(own: own[mine].block, source: source[theirs].block))
        mine += 1
        theirs += 1
      } else if best[place] == best[place + width] {
        rows.append(DeskPage.Row(own: own[mine].block, source: nil))
        mine += 1
      } else {
        rows.append(DeskPage.Row(own: nil, source: source[theirs].block))
        theirs += 1
      }
    }
    rows += own[mine...].map { DeskPage.Row(own: $0.block, source: nil) }
    rows += source[theirs...].map { DeskPage.Row(own: nil, source: $0.block) }
    return rows
  }

  /// Nil for two that are never partners.
  private static func likeness(_ own: AlignedBlock, _ source: AlignedBlock) -> Int32? {
    let (a, b) = (own.block, source.block)
    guard a.kind == b.kind else { return nil }
    if a.kind == .heading { return a.level == b.level ? 24 : 4 }
    var likeness: Int32 = a.marker.isEmpty == b.marker.isEmpty ? 8 : 2
    if a.level == b.level { likeness += 2 }
    if a.marker == b.marker { likeness += 2 }
    let (some, all) =
      own.features.count < source.features.count
      ? (own.features, source.features) : (source.features, own.features)
    if all.isEmpty { return likeness }
    let shared = Int32(some.count { all.contains($0) })
    return likeness + 10 * shared / Int32(all.count) - (shared == 0 ? 2 : 0)
  }
}
