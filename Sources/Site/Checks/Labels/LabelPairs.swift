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
  init?(_ mine: PageOutline.Text, in here: PageOutline, _ theirs: PageOutline.Text, in there: PageOutline) {
    guard mine.labels > 0 || theirs.labels > 0 else { return nil }
    line = mine.line
    own = mine.labels > 0 ? Self.labels(of: here.bytes(of: mine)) : []
    source = theirs.labels > 0 ? Self.labels(of: there.bytes(of: theirs)) : []
  }

  /// The labels that belong together where there are as many. A translation may change their order, so one pair says
  /// little; what many articles agree on does.
  var pairs: [LabelPair] {
    guard own.count == source.count else { return [] }
    return zip(own, source).compactMap { own, source in
      own.bytes.isEmpty || source.bytes.isEmpty ? nil : LabelPair(source: source, own: own, line: line)
    }
  }

  /// Without the punctuation that they end with; empty where one is no label: long, or with a mark in it.
  private static func labels(of text: ArraySlice<UInt8>) -> [ByteString] {
    var labels: [ByteString] = []
    var rest = text
    while let start = rest.firstIndex(of: PageOutline.Mark.label) {
      guard let end = rest[start...].firstIndex(of: PageOutline.Mark.labelEnd) else { break }
      var label = rest[(start + 1)..<end]
      while let last = label.last,
        last <= 0x20 || last == UInt8(ascii: ".") || last == UInt8(ascii: ":") || Ascii.isSeparator(last)
      {
        label.removeLast()
      }
      while let first = label.first, first == 0x20 { label.removeFirst() }
      labels.append(ByteString(label.count > longest || label.contains { $0 < 0x20 } ? [] : Array(label)))
      rest = rest[(end + 1)...]
    }
    return labels
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
  /// By label of the source: in how many articles it has which words here.
  private var counts: [ByteString: [ByteString: Int]] = [:]

  /// Fewer articles may share a mistake.
  private static let fewest = 3

  /// - Parameter articles: The texts of each that surely have their source beside them.
  init(_ articles: [[TextLabels]]) {
    for texts in articles {
      var seen: Set<[ByteString]> = []
      for pair in texts.lazy.flatMap(\.pairs) where seen.insert([pair.source, pair.own]).inserted {
        counts[pair.source, default: [:]][pair.own, default: 0] += 1
      }
    }
  }

  private static func isCapital(_ label: ByteString) -> Bool {
    label.bytes.first.map { !(0x61...0x7A).contains($0) } ?? false
  }

  /// The labels of an article that stand in the source language, though others agree on words of their own.
  func findings(_ pairs: [LabelPair], file: String) -> [Diagnostic] {
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
