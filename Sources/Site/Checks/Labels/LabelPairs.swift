internal import Diagnostics
internal import LearnMarkdown

/// The labels of a text and of the source text that it was made of, in order; empty ones are no labels: long, or with a
/// mark in them.
struct TextLabels: Sendable, Equatable {
  /// Of the translation.
  let line: Int
  let own: [ByteString]
  let source: [ByteString]

  /// Nil where neither has one.
  init?(_ mine: PageOutline.Text, in here: [UInt8], _ theirs: PageOutline.Text, in there: [UInt8]) {
    guard mine.labels > 0 || theirs.labels > 0 else { return nil }
    line = mine.line
    own = mine.labels > 0 ? Self.labels(of: mine, in: here) : []
    source = theirs.labels > 0 ? Self.labels(of: theirs, in: there) : []
  }

  /// The labels that belong together where there are as many. A translation may change their order, so one pair says
  /// little; what many articles agree on does.
  func forEachPair(_ body: (LabelPair) -> Void) {
    guard own.count == source.count else { return }
    for (own, source) in zip(own, source) where !own.bytes.isEmpty && !source.bytes.isEmpty {
      body(LabelPair(source: source, own: own, line: line))
    }
  }

  /// Without the punctuation that they end with; empty where one is no label: long, or with a mark in it.
  private static func labels(of text: PageOutline.Text, in bytes: [UInt8]) -> [ByteString] {
    var labels: [ByteString] = []
    labels.reserveCapacity(Int(text.labels))
    var rest = text.bytes.places
    while let start = bytes.firstIndex(of: PageOutline.Mark.label, in: rest),
      let end = bytes.firstIndex(of: PageOutline.Mark.labelEnd, in: start..<rest.upperBound)
    {
      rest = end + 1..<rest.upperBound
      var label = start + 1..<end
      while let last = label.last, bytes[last] <= 0x20 || isEnd(bytes[last]) { label.removeLast() }
      while let first = label.first, bytes[first] == 0x20 { label.removeFirst() }
      let isLabel = label.count <= longest && !label.contains { bytes[$0] < 0x20 }
      labels.append(ByteString(isLabel ? Array(bytes[label]) : []))
    }
    return labels
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":") || Ascii.isSeparator(byte)
  }

  private static let longest = 60
}

/// A label of a source page and what stands in its place in the translation.
struct LabelPair: Sendable {
  let source: ByteString
  let own: ByteString
  /// Of the translation.
  let line: Int
}

/// What a docset calls the labels of its source, as its articles agree.
struct LabelMemory: Sendable {
  /// By label that somewhere stands as in the source: in how many articles it has which words here.
  private var counts: [ByteString: [ByteString: Int]] = [:]

  /// Fewer articles may share a mistake.
  private static let fewest = 3

  /// - Parameter articles: The texts of each that surely have their source beside them.
  init(_ articles: [[TextLabels]]) {
    for text in articles.joined() {
      text.forEachPair { if $0.source == $0.own { counts[$0.source] = [:] } }
    }
    for texts in articles {
      var seen: [ByteString: Set<ByteString>] = [:]
      for text in texts {
        text.forEachPair { pair in
          guard counts[pair.source] != nil, seen[pair.source, default: []].insert(pair.own).inserted else { return }
          counts[pair.source]?[pair.own, default: 0] += 1
        }
      }
    }
  }

  private static func isCapital(_ label: ByteString) -> Bool {
    label.bytes.first.map { !(0x61...0x7A).contains($0) } ?? false
  }

  /// The labels of an article that stand in the source language, though others agree on words of their own.
  ///
  /// - Parameter isJudged: Whether a label is judged by something that knows better.
  func findings(_ texts: [TextLabels], file: String, isJudged: (ByteString) -> Bool) -> [Diagnostic] {
    var mayBe = false
    for text in texts {
      text.forEachPair { if $0.source == $0.own, let words = counts[$0.source], words.count > 1 { mayBe = true } }
    }
    // As in most articles.
    guard mayBe else { return [] }
    var pairs: [LabelPair] = []
    for text in texts { text.forEachPair { if !isJudged($0.own) { pairs.append($0) } } }
    // Labels side by side that all stand as in the source, of which one is nobody's label, are names in code.
    let lines = Dictionary(grouping: pairs, by: \.line)
    let names = lines.filter { _, pairs in
      pairs.count > 1 && pairs.allSatisfy { $0.source == $0.own }
        && !pairs.allSatisfy { (counts[$0.source]?.count ?? 0) > 1 }
    }
    return pairs.compactMap { pair in
      guard pair.source == pair.own, names[pair.line] == nil, let words = counts[pair.source],
        let (label, count) = words.filter({
          $0.key != pair.own && Self.isCapital($0.key) == Self.isCapital(pair.source)
        }).max(by: {
          $0.value != $1.value ? $0.value < $1.value : $1.key < $0.key
        }), count >= Self.fewest, count >= 2 * (words[pair.own] ?? 0)
      else { return nil }
      return Diagnostic(
        rule: .parityTerms,
        "A label has the words that the translation has elsewhere: `\(pair.source.string)` is `\(label.string)` in \(count) articles; here it stands in the source language.",
        at: SourcePlace(file: file, line: pair.line), suggestion: "**\(label.string)**")
    }
  }
}
