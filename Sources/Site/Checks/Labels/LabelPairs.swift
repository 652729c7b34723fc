internal import Diagnostics
internal import LearnMarkdown

/// A label of a source page and what stands in its place in the translation.
struct LabelPair: Sendable {
  let source: ByteString
  let own: ByteString
  /// Of the translation.
  let line: Int
}

extension LabelPair {
  /// Those of two texts that have as many labels each. A translation may change their order, so one pair says little;
  /// what many articles agree on does.
  static func of(_ mine: PageOutline.Text, in here: PageOutline, _ theirs: PageOutline.Text, in there: PageOutline)
    -> [LabelPair]
  {
    guard mine.labels == theirs.labels, mine.labels > 0 else { return [] }
    let (own, source) = (labels(of: here.bytes(of: mine)), labels(of: there.bytes(of: theirs)))
    guard own.count == source.count else { return [] }
    return zip(own, source).compactMap { own, source in
      own.isEmpty || source.isEmpty ? nil : LabelPair(source: ByteString(source), own: ByteString(own), line: mine.line)
    }
  }

  /// Without the punctuation that they end with; empty where one is no label: long, or with a mark in it.
  private static func labels(of text: ArraySlice<UInt8>) -> [[UInt8]] {
    var labels: [[UInt8]] = []
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
      labels.append(label.count > longest || label.contains { $0 < 0x20 } ? [] : Array(label))
      rest = rest[(end + 1)...]
    }
    return labels
  }

  private static let longest = 60
}

/// What a docset calls the labels of its source, as its articles agree.
struct LabelMemory: Sendable {
  /// By label of the source: in how many articles it has which words here.
  private var counts: [ByteString: [ByteString: Int]] = [:]

  /// Fewer articles may share a mistake.
  private static let fewest = 3

  /// - Parameter articles: The pairs of each.
  init(_ articles: [[LabelPair]]) {
    for pairs in articles {
      var seen: Set<[ByteString]> = []
      for pair in pairs where seen.insert([pair.source, pair.own]).inserted {
        counts[pair.source, default: [:]][pair.own, default: 0] += 1
      }
    }
  }

  private static func isCapital(_ label: ByteString) -> Bool {
    label.bytes.first.map { !(0x61...0x7A).contains($0) } ?? false
  }

  /// The labels of an article that stand in the source language, though others agree on words of their own.
  func findings(_ pairs: [LabelPair], file: String) -> [Diagnostic] {
    pairs.compactMap { pair in
      guard pair.source == pair.own, let words = counts[pair.source],
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
