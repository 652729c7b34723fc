/// A source line as it is shown beneath a finding, and the marks that stand under the finding's range.
///
/// A line wider than the given width is cut to a window around the range, with `…` where text was left out. Marks
/// line up under tabs, wide characters and combining marks.
package struct Excerpt: Sendable, Hashable {
  package let text: String
  /// Spaces, then a `^` for each column that the range takes: at least one, none of an empty line, and never one past
  /// the end of ``text``.
  package let marks: String

  /// One place of the line: a scalar with what joins it, so that a window never cuts a letter from its accent.
  private struct Cell {
    let base: Unicode.Scalar
    var joined: [Unicode.Scalar] = []
    let width: Int
    var isMarked: Bool
  }

  /// - Parameters:
  ///   - line: The bytes of the line, without its line end.
  ///   - start: The 1-based column, in scalars, of the first marked one.
  ///   - end: The column after the last marked one; nil marks to the end of the line, `start` marks one place.
  ///   - width: In terminal columns, at least 8.
  package init(of line: ArraySlice<UInt8>, from start: Int, to end: Int?, width: Int) {
    let width = max(8, width)
    let start = max(1, start)
    var cells: [Cell] = []
    var column = 0
    var position = 0
    var isCutBefore = false
    var isCutAfter = false
    // Only what a window could show is kept: `width` scalars on either side of the range's first.
    SourceScalars.forEach(in: line) { scalar in
      column += 1
      if column > start + width {
        isCutAfter = true
        return false
      }
      let isMarked = column >= start && (end.map { column < max($0, start + 1) } ?? true)
      let scalarWidth = Self.width(of: scalar, at: position)
      if column + width < start {
        isCutBefore = true
      } else if scalarWidth == 0, let last = cells.indices.last {
        cells[last].joined.append(Terminal.shown(scalar))
        if isMarked { cells[last].isMarked = true }
      } else {
        // A mark that has no letter before it is shown on a circle.
        let shown = Terminal.shown(scalar)
        cells.append(
          scalarWidth == 0
            ? Cell(base: "◌", joined: [shown], width: 1, isMarked: isMarked)
            : Cell(base: scalar == "\t" ? scalar : shown, width: scalarWidth, isMarked: isMarked))
      }
      position += scalarWidth
      return true
    }
    // A range that begins at the end of the line, or past it, is shown by the last of the line's letters.
    if !cells.contains(where: \.isMarked), let last = cells.indices.last { cells[last].isMarked = true }

    let window = Self.window(of: cells, width: width, isCut: isCutBefore || isCutAfter)
    var text: [UInt8] = []
    var marks: [UInt8] = []
    func append(_ scalar: Unicode.Scalar) {
      if scalar.isASCII { text.append(UInt8(scalar.value)) } else { text += UTF8.encode(scalar).map(Array.init) ?? [] }
    }
    if window.lowerBound > 0 || isCutBefore {
      append("…")
      marks.append(UInt8(ascii: " "))
    }
    for cell in cells[window] {
      if cell.base == "\t" {
        for _ in 0..<cell.width { append(" ") }
      } else {
        append(cell.base)
      }
      for scalar in cell.joined { append(scalar) }
      for _ in 0..<cell.width { marks.append(UInt8(ascii: cell.isMarked ? "^" : " ")) }
    }
    if window.upperBound < cells.count || isCutAfter { append("…") }
    self.text = String(decoding: text, as: UTF8.self)
    if let last = marks.lastIndex(of: UInt8(ascii: "^")) {
      self.marks = String(decoding: marks[...last], as: UTF8.self)
    } else {
      // All of the line was left out before the range.
      self.marks = text.isEmpty ? "" : "^"
    }
  }

  private static let tabStop = 4

  private static func width(of scalar: Unicode.Scalar, at position: Int) -> Int {
    scalar == "\t" ? tabStop - position % tabStop : Terminal.width(of: Terminal.shown(scalar))
  }

  /// The cells that are shown: the range first, then a third of the rest before it, then what follows it.
  private static func window(of cells: [Cell], width: Int, isCut: Bool) -> Range<Int> {
    if !isCut, cells.reduce(0, { $0 + $1.width }) <= width { return 0..<cells.count }
    let first = cells.firstIndex(where: \.isMarked) ?? 0
    var lower = first
    var upper = first
    var room = width - 2  // an ellipsis on either side
    func extendUp(while condition: (Cell) -> Bool) {
      while upper < cells.count, cells[upper].width <= room, condition(cells[upper]) {
        room -= cells[upper].width
        upper += 1
      }
    }
    func extendDown(leaving reserve: Int) {
      while lower > 0, cells[lower - 1].width <= room - reserve {
        lower -= 1
        room -= cells[lower].width
      }
    }
    extendUp(while: \.isMarked)
    extendDown(leaving: room - room / 3)
    extendUp { _ in true }
    extendDown(leaving: 0)
    return lower..<upper
  }
}
