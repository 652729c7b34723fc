/// The numbering of the ordered lists among the blocks at hand, where moniker zones split one list into several.
///
/// What number a list after the zones begins with depends on which zone is shown: the page counts it.
struct Numbering {
  /// The numbers with which the list may go on, one for each way through the zones; none where no list began with 1.
  private var next: Set<Int> = []
  /// A moniker zone has stood since the list began.
  var isSplit = false

  /// Whether a list that begins with `start` goes on with a list that a zone has split.
  func continues(at start: Int) -> Bool { isSplit && next.contains(start) }

  mutating func add(from start: Int, count: Int, isInMoniker: Bool) {
    if start == 1, !isInMoniker {
      next = [1 + count]
      isSplit = false
    } else if !next.contains(start) {
      if !isInMoniker { next = [] }
    } else if isInMoniker {
      next.insert(start + count)
    } else {
      next = Set(next.map { $0 + count })
    }
  }
}
