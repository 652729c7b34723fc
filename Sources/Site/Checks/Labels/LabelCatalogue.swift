internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// The labels that bold texts are compared with: the product's, and those that several articles of the docset agree on.
///
/// What an article says alone is never held against it, nor for it: a spelling counts by the articles that have it.
struct LabelCatalogue: Sendable {
  private let product: Set<String>
  /// The texts that stand in bold.
  private var texts = ByteNumbers()
  /// In how many articles a text does, and the last of them, by its number.
  private var counts: [(articles: Int, last: Int)] = []
  /// By their spelling with a small first letter, the most frequent one.
  private var capitalized: [String: String] = [:]
  private var firstWords: Set<String> = []

  /// Fewer articles may share a mistake.
  private static let fewest = 3

  init(of docset: SiteDocset, product: Set<String>) {
    self.product = product
    var article = 0
    for files in [docset.catalog.pages, docset.catalog.fragments] {
      for file in files {
        article += 1
        let bold = file.article.boldTexts
        for text in bold.texts {
          let number = texts.add(bold.bytes[text.words])
          if number == counts.count { counts.append((0, 0)) }
          if counts[number].last != article { counts[number] = (counts[number].articles + 1, article) }
        }
      }
    }
    for number in counts.indices where counts[number].articles >= Self.fewest { add(texts.text(number).utf8String) }
    for text in product { add(text) }
  }

  private mutating func add(_ text: String) {
    guard let small = Self.withSmallFirst(text) else { return }
    // A product's label wins; between two others the order of bytes decides, whichever comes first.
    if let other = capitalized[small], !precedes(text, other) { return }
    capitalized[small] = text
    firstWords.insert(String(text[..<(text.utf8.firstIndex(of: UInt8(ascii: " ")) ?? text.endIndex)]))
  }

  /// Nil where the first letter is no capital.
  private static func withSmallFirst(_ text: String) -> String? {
    guard let byte = text.utf8.first else { return nil }
    if byte < 0x80 {
      // Without the tables that tell what a letter beyond ASCII is.
      guard (0x41...0x5A).contains(byte) else { return nil }
      return String(decoding: [Ascii.lower(byte)] + text.utf8.dropFirst(), as: UTF8.self)
    }
    guard let first = text.first, first.isUppercase else { return nil }
    return first.lowercased() + text.dropFirst()
  }

  private func precedes(_ text: String, _ other: String) -> Bool {
    let (a, b) = (weight(text), weight(other))
    return a != b ? a > b : ByteString(text) < ByteString(other)
  }

  private func weight(_ text: String) -> Int { product.contains(text) ? .max : articles(with: text) }

  /// The label that differs from a text in its first letter only, which is small there; nil where too few articles
  /// have it to say that the text is the mistake.
  func label(writtenSmallAs text: String) -> String? {
    // The product may write one text small and another with a capital.
    guard let label = capitalized[text], !product.contains(text), weight(label) / 2 >= articles(with: text) else {
      return nil
    }
    return label
  }

  func isProducts(_ label: String) -> Bool { product.contains(label) }

  /// In how many articles it stands in bold.
  func articles(with label: String) -> Int { texts[label].map { counts[$0].articles } ?? 0 }

  func contains(_ label: String) -> Bool { weight(label) >= Self.fewest }

  func hasLabel(beginningWith word: String) -> Bool { firstWords.contains(word) }
}
