/// Which texts of two sections belong together.
struct TextPairs {
  /// By their numbers here and there, in order.
  private(set) var pairs: [(Int, Int)] = []
  /// What has no partner, here and there.
  private(set) var extra: [Int] = []
  private(set) var missing: [Int] = []

  /// More would take too long to compare each with each, and are no section that somebody translated.
  private static let most = 20_000

  init(_ here: PageOutline, _ mine: [PageOutline.Text], _ there: PageOutline, _ theirs: [PageOutline.Text]) {
    if mine.count == theirs.count {
      pairs = mine.indices.map { ($0, $0) }
    } else if mine.count * theirs.count <= Self.most {
      align(mine.map { Shape($0, here) }, theirs.map { Shape($0, there) })
    }
  }

  /// What a text keeps in every language.
  private struct Shape {
    var kind: PageOutline.Text.Kind
    var length: Int
    /// Labels, links and pieces of code.
    var marks: [Int]

    init(_ text: PageOutline.Text, _ outline: PageOutline) {
      kind = text.kind
      length = text.bytes.count
      marks = [0, 0, 0]
      for byte in outline.bytes(of: text) {
        switch byte {
        case PageOutline.Mark.label: marks[0] += 1
        case PageOutline.Mark.link: marks[1] += 1
        case PageOutline.Mark.kept: marks[2] += 1
        default: break
        }
      }
    }

    /// 0 where the two are alike.
    func distance(to other: Shape) -> Int {
      var distance = kind == other.kind ? 0 : 60
      for (mine, theirs) in zip(marks, other.marks) where mine != theirs { distance += 12 }
      let (short, long) = (min(length, other.length) + 10, max(length, other.length) + 10)
      // Nothing up to a length and a half, which languages differ by.
      return distance + max(0, 20 * long / short - 30)
    }
  }

  /// What a text without a partner costs.
  private static let gap = 30

  /// The pairs that are alike most, all in order.
  private mutating func align(_ mine: [Shape], _ theirs: [Shape]) {
    let width = theirs.count + 1
    var costs = [Int](repeating: 0, count: (mine.count + 1) * width)
    for row in 0...mine.count {
      for column in 0...theirs.count where row + column > 0 {
        var best = Int.max
        if row > 0 { best = costs[(row - 1) * width + column] + Self.gap }
        if column > 0 { best = min(best, costs[row * width + column - 1] + Self.gap) }
        if row > 0, column > 0 {
          best = min(best, costs[(row - 1) * width + column - 1] + mine[row - 1].distance(to: theirs[column - 1]))
        }
        costs[row * width + column] = best
      }
    }
    var (row, column) = (mine.count, theirs.count)
    while row + column > 0 {
      let cost = costs[row * width + column]
      if row > 0, column > 0,
        cost == costs[(row - 1) * width + column - 1] + mine[row - 1].distance(to: theirs[column - 1])
      {
        (row, column) = (row - 1, column - 1)
        pairs.append((row, column))
      } else if row > 0, cost == costs[(row - 1) * width + column] + Self.gap {
        row -= 1
        extra.append(row)
      } else {
        column -= 1
        missing.append(column)
      }
    }
    pairs.reverse()
    extra.reverse()
    missing.reverse()
  }
}
