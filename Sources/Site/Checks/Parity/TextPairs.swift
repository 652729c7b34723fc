internal import LearnMarkdown

/// Which texts of two sections belong together.
struct TextPairs {
  /// By their numbers in the outlines here and there, in order.
  private(set) var pairs: [(Int, Int)] = []
  /// Those of them that surely do: where all texts have a partner of their own shape, all; otherwise those that keep all
  /// they must, between others that do.
  private(set) var sure: [(Int, Int)] = []
  /// What has no partner, here and there.
  private(set) var extra: [Int] = []
  private(set) var missing: [Int] = []

  /// More would take too long to compare each with each, and are no section that somebody translated.
  private static let most = 20_000

  init(_ mine: ArraySlice<PageOutline.Text>, _ theirs: ArraySlice<PageOutline.Text>) {
    if mine.count == theirs.count {
      pairs = Array(zip(mine.indices, theirs.indices))
      // One text is not compared with anything else.
      if mine.count < 2 {
        sure = pairs
        return
      }
    }
    guard mine.count == theirs.count || mine.count * theirs.count <= Self.most else { return }
    if mine.count != theirs.count { align(mine.span, theirs.span, from: (mine.startIndex, theirs.startIndex)) }
    sources = theirs
    let distances = pairs.map { mine[$0].distance(to: theirs[$1]) }
    if mine.count == theirs.count, distances.reduce(0, +) <= Self.near * pairs.count {
      sure = pairs
      return
    }
    for index in pairs.indices where distances[index] < Self.near {
      if isNeighbour(index - 1, of: index, distances), isNeighbour(index + 1, of: index, distances) {
        sure.append(pairs[index])
      }
    }
  }

  /// The texts there, where they were compared.
  private var sources: ArraySlice<PageOutline.Text> = []

  /// On average, of the pairs of a section whose texts belong together: a label or a link more or less in some of them.
  private static let near = 12

  /// Whether the pair beside another is beside it in both pages, and alike. The ends of a section are beside all.
  private func isNeighbour(_ other: Int, of index: Int, _ distances: [Int]) -> Bool {
    guard pairs.indices.contains(other) else { return true }
    return pairs[other].0 - pairs[index].0 == other - index && pairs[other].1 - pairs[index].1 == other - index
      && distances[other] <= Self.near
  }

  /// Whether a text there without a partner is so like one beside it that either may be the one that is missing.
  func isMistakable(_ number: Int) -> Bool {
    [number - 1, number + 1].contains { other in
      sources.indices.contains(other) && sources[number].distance(to: sources[other]) < Self.near
    }
  }

  /// What a text without a partner costs.
  private static let gap = 30

  /// The pairs that are alike most, all in order.
  ///
  /// - Parameter first: The numbers of the first of them.
  private mutating func align(
    _ mine: Span<PageOutline.Text>, _ theirs: Span<PageOutline.Text>, from first: (Int, Int)
  ) {
    var (row, column) = (mine.count, theirs.count)
    // Nothing is cheaper than to pair what is alike at the ends.
    while row > 0, column > 0, mine[row - 1].distance(to: theirs[column - 1]) == 0 {
      (row, column) = (row - 1, column - 1)
      pairs.append((first.0 + row, first.1 + column))
    }
    let width = column + 1
    var costs = [Int](repeating: 0, count: (row + 1) * width)
    for column in 1..<width { costs[column] = column * Self.gap }
    for number in 0..<row {
      let text = mine[number]
      var place = (number + 1) * width
      var (diagonal, left) = (costs[place - width], (number + 1) * Self.gap)
      costs[place] = left
      for column in 1..<width {
        place += 1
        let above = costs[place - width]
        left = min(above + Self.gap, left + Self.gap, diagonal + text.distance(to: theirs[column - 1]))
        costs[place] = left
        diagonal = above
      }
    }
    while row + column > 0 {
      let cost = costs[row * width + column]
      if row > 0, column > 0,
        cost == costs[(row - 1) * width + column - 1] + mine[row - 1].distance(to: theirs[column - 1])
      {
        (row, column) = (row - 1, column - 1)
        pairs.append((first.0 + row, first.1 + column))
      } else if row > 0, cost == costs[(row - 1) * width + column] + Self.gap {
        row -= 1
        extra.append(first.0 + row)
      } else {
        column -= 1
        missing.append(first.1 + column)
      }
    }
    pairs.reverse()
    extra.reverse()
    missing.reverse()
  }
}

extension PageOutline.Text {
  /// How unlike two texts are in what every language keeps; 0 where they are alike.
  fileprivate func distance(to other: PageOutline.Text) -> Int {
    var distance = kind == other.kind ? 0 : 60
    if labels != other.labels { distance += 12 }
    if links != other.links { distance += 12 }
    if kept != other.kept { distance += 12 }
    let (short, long) = (min(bytes.count, other.bytes.count) + 10, max(bytes.count, other.bytes.count) + 10)
    // Nothing up to a length and a half, which languages differ by; nearly always so, and a division is slow.
    return 20 * long < 31 * short ? distance : distance + 20 * long / short - 30
  }
}
