/// The columns of a table of raw HTML, as far as its cells tell of them.
struct RawTableColumns {
  /// Those in which a cell begins, from 0.
  private var begun: Set<Int> = []
  private var width = 0
  private var column = 0
  /// A cell over several rows moves those below it: their columns are not told.
  private var isTold = true

  /// Browsers read a larger number as this one.
  private static let widest = 1000

  mutating func beginRow() { column = 0 }

  mutating func addCell(_ tag: HTMLTag) {
    begun.insert(column)
    column += min(max(tag.value("colspan").flatMap { Int($0.utf8String) } ?? 1, 1), Self.widest)
    width = max(width, column)
    if tag.value("rowspan") != nil || column > 100 * Self.widest { isTold = false }
  }

  /// The last column (from 1) in which no cell begins, so that one reaches too far.
  var emptyColumn: Int? { isTold ? (0..<width).last { !begun.contains($0) }.map { $0 + 1 } : nil }
}
