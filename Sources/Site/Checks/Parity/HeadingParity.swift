internal import Diagnostics
internal import Docset
internal import LearnMarkdown

/// Pairs the sections of two pages by the names of their headings, and finds what has no partner.
struct HeadingParity {
  private(set) var findings: [Diagnostic] = []
  /// Sections here and there that belong together, in order.
  private(set) var sections: [(Int, Int)] = [(0, 0)]
  /// All names on the page.
  private let anchors: Set<ByteString>
  /// Titles of a page of YAML have no names that an author could write.
  private let comparesNames: Bool
  private let report: ParityReport

  init(
    _ here: PageOutline, _ there: PageOutline, anchors: Set<ByteString>, comparesNames: Bool,
    _ report: ParityReport
  ) {
    self.report = report
    self.anchors = anchors
    self.comparesNames = comparesNames
    // As most are.
    if Self.haveSameNames(here.sections, there.sections) {
      for number in here.sections.indices.dropFirst() { add(here, number, there, number) }
      return
    }
    // Names that follow each other in both pages are the fixed points; what lies between two is paired by its place.
    let named = Self.named(here, there)
    let fixed = Self.increasing(named)
    let partners = Set(named.map(\.1))
    let misplaced = Set(named.map(\.0)).subtracting(fixed.map(\.0))
    var from = (1, 1)
    for point in fixed + [(here.sections.count, there.sections.count)] {
      pair(here, from.0..<point.0, there, from.1..<max(point.1, from.1), misplaced, partners)
      if point.0 < here.sections.count {
        add(here, point.0, there, point.1)
      }
      from = (point.0 + 1, point.1 + 1)
    }
  }

  private mutating func add(_ here: PageOutline, _ index: Int, _ there: PageOutline, _ other: Int) {
    rename(here.sections[index], there.sections[other])
    compare(here.sections[index], there.sections[other])
    sections.append((index, other))
  }

  private static func haveSameNames(_ mine: [PageOutline.Section], _ theirs: [PageOutline.Section]) -> Bool {
    mine.count == theirs.count
      && mine.indices.dropFirst().allSatisfy { mine[$0].names.first == theirs[$0].names.first }
  }

  /// The headings here that share a name with one there, each with the first such.
  ///
  /// A heading may have names of the author's own beside the one that is made of its text, and a translation all of
  /// them: one in common is enough.
  private static func named(_ here: PageOutline, _ there: PageOutline) -> [(Int, Int)] {
    var numbers: [ByteString: Int] = [:]
    func add(_ name: [UInt8], _ number: Int) {
      let key = ByteString(name)
      if numbers[key] == nil { numbers[key] = number }
    }
    for number in there.sections.indices.dropFirst() {
      for name in there.sections[number].names { add(name, number) }
    }
    // What is made of the text is a name of a heading only where no other has it.
    for number in there.sections.indices.dropFirst() where there.sections[number].hasOwnName {
      add(slug(there.sections[number].title), number)
    }
    return here.sections.indices.dropFirst().compactMap { number in
      here.sections[number].names.lazy.compactMap { numbers[ByteString($0)] }.first.map { (number, $0) }
    }
  }

  /// The longest run of pairs that increase in both numbers; the first are increasing already. O(n log n).
  private static func increasing(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    var ends: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for index in pairs.indices {
      var low = 0
      var high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].1 < pairs[index].1 { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var result: [(Int, Int)] = []
    var next = ends.last
    while let index = next {
      result.append(pairs[index])
      next = before[index]
    }
    return result.reversed()
  }

  private mutating func pair(
    _ here: PageOutline, _ mine: Range<Int>, _ there: PageOutline, _ theirs: Range<Int>, _ misplaced: Set<Int>,
    _ partners: Set<Int>
  ) {
    if mine.isEmpty, theirs.isEmpty { return }
    for index in mine where misplaced.contains(index) {
      let section = here.sections[index]
      findings.append(
        report.finding(
          .parityHeadings,
          "Headings follow each other as in the source page; `\(section.title)` stands elsewhere there",
          line: section.line))
    }
    var mine = mine.filter { !misplaced.contains($0) }
    var theirs = theirs.filter { !partners.contains($0) }
    let alike = mine.count == theirs.count ? Array(zip(mine, theirs)) : Self.alike(here, mine, there, theirs)
    for (index, other) in alike {
      add(here, index, there, other)
    }
    mine.removeAll { index in alike.contains { $0.0 == index } }
    theirs.removeAll { other in alike.contains { $0.1 == other } }
    for index in mine {
      let section = here.sections[index]
      findings.append(
        report.finding(.parityHeadings, "The source page has no heading for `\(section.title)`", line: section.line))
    }
    let line = mine.first.map { here.sections[$0].line } ?? here.sections[sections.last?.0 ?? 0].line
    for other in theirs {
      let section = there.sections[other]
      findings.append(
        report.finding(
          .parityHeadings, "A heading of the source page is missing here: `\(section.title)`", line: line,
          sourceLine: section.line))
    }
  }

  /// Headings whose names share most of their words, in order: one of the two was reworded.
  private static func alike(_ here: PageOutline, _ mine: [Int], _ there: PageOutline, _ theirs: [Int]) -> [(Int, Int)] {
    // More would be two lists, not headings that somebody reworded.
    guard mine.count * theirs.count <= 400 else { return [] }
    var pairs: [(Int, Int)] = []
    var next = theirs.map { (number: $0, words: words(of: there.sections[$0])) }[...]
    for index in mine where !next.isEmpty {
      let words = words(of: here.sections[index])
      let partner = next.firstIndex { other in
        let common = words.intersection(other.words).count
        return common >= 2 && common * 5 >= max(words.count, other.words.count) * 3
      }
      guard let partner else { continue }
      pairs.append((index, next[partner].number))
      next = next[(partner + 1)...]
    }
    return pairs
  }

  /// Of a heading's name, which a translation keeps.
  private static func words(of section: PageOutline.Section) -> Set<ArraySlice<UInt8>> {
    Set((section.names.last ?? []).split(separator: UInt8(ascii: "-")))
  }

  private mutating func rename(_ mine: PageOutline.Section, _ theirs: PageOutline.Section) {
    guard comparesNames else { return }
    for name in theirs.names where !anchors.contains(ByteString(name)) {
      // What is told apart by a number has one name there twice.
      if let base = Self.withoutNumber(name), theirs.names.contains(base) || anchors.contains(ByteString(base)) {
        continue
      }
      // Generators of names differ in what they make of signs, and of letters beyond ASCII.
      let letters = Self.letters(of: name)
      if !theirs.hasOwnName, !letters.isEmpty, mine.names.contains(where: { Self.letters(of: $0) == letters }) {
        continue
      }
      let names = mine.names.map { "`\($0.utf8String)`" }.joined(separator: " and ")
      let others = names.isEmpty ? "nameless" : names
      findings.append(
        report.finding(
          .parityAnchors,
          "A heading keeps the name that the source page gives it, `\(name.utf8String)`; here it is \(others)",
          line: mine.line, sourceLine: theirs.line, suggestion: "<a name=\"\(name.utf8String)\"></a>"))
    }
  }

  /// `name` of `name-1`.
  private static func withoutNumber(_ name: [UInt8]) -> [UInt8]? {
    guard let hyphen = name.lastIndex(of: UInt8(ascii: "-")), hyphen + 1 < name.count,
      name[(hyphen + 1)...].allSatisfy(Ascii.isDigit)
    else { return nil }
    return Array(name[..<hyphen])
  }

  private static func letters(of name: [UInt8]) -> [UInt8] {
    name.filter { Ascii.isLetter($0) || Ascii.isDigit($0) }
  }

  private mutating func compare(_ mine: PageOutline.Section, _ theirs: PageOutline.Section) {
    // Paired by their places only, two may have nothing to do with each other.
    guard mine.level != theirs.level, !Self.words(of: mine).isDisjoint(with: Self.words(of: theirs)) else { return }
    findings.append(
      report.finding(
        .parityHeadings, "`\(mine.title)` is a heading of level \(mine.level) here and of level \(theirs.level) there",
        line: mine.line, sourceLine: theirs.line))
  }
}
