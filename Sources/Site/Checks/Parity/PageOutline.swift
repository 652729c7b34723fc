internal import LearnMarkdown

/// What of a page must be the same in every language: its structure, without its words.
struct PageOutline: Sendable {
  /// What stands between one heading and the next.
  struct Section: Sendable {
    /// The heading's own, and all others on its lines; none before the first heading.
    var names: [[UInt8]] = []
    var level = 0
    var title = ""
    var line: Int
    var texts: [Text] = []
    var lists: [List] = []
    var tables: [Table] = []
    var codes: [Code] = []
    var boxes: [Box] = []

    /// Whether the author gave the first of its names; otherwise it is made of its text.
    var hasOwnName: Bool { names.first.map { !$0.starts(with: slug(title)) } ?? false }
  }

  /// A run of text in one block: a paragraph, an item's own text, a cell.
  struct Text: Sendable {
    var line: Int
    /// In ``PageOutline/bytes``.
    var bytes = 0..<0
    var labels = 0
    var links = 0
    /// Pieces of code, images and names that stay.
    var kept = 0
    var kind = Kind.paragraph
    /// In ``PageOutline/sentences``.
    var sentences = 0..<0
    /// In a block that quotes somebody.
    var isQuotation = false
    var traits: Traits = []
    /// Only texts with the same digits of ASCII in the same groups have the same. Those of code do not count.
    var digits: UInt64 = 0

    /// What a text may have outside of code: what it surely has not is not looked for.
    struct Traits: OptionSet {
      let rawValue: UInt8

      static let code = Traits(rawValue: 1)
      static let digits = Traits(rawValue: 2)
      /// Letters of scripts that may have digits of their own.
      static let scripts = Traits(rawValue: 32)
      /// Brackets and quotation marks.
      static let marks = Traits(rawValue: 4)
      /// Two spaces side by side, or signs beyond ASCII that may be unseen ones.
      static let spaces = Traits(rawValue: 8)
      /// A word twice in a row.
      static let doubled = Traits(rawValue: 16)
    }

    enum Kind {
      case paragraph, heading, item, cell
      /// In an item of a numbered list.
      case step
    }
  }

  /// What stands in ``PageOutline/bytes`` for marks of Markdown: bytes that no article has.
  enum Mark {
    static let label: UInt8 = 1
    static let labelEnd: UInt8 = 2
    static let link: UInt8 = 3
    static let linkEnd: UInt8 = 4
    /// Around what is the same in every language: code; nothing in the place of names and images.
    static let kept: UInt8 = 5
    static let keptEnd: UInt8 = 6
  }

  struct List: Sendable {
    var line: Int
    var isOrdered: Bool
    /// The number of its first item.
    var first = 1
    /// The lists in each item.
    var items: [[List]] = []

    /// Whether a list with this number first goes on with this one.
    func continues(at number: Int) -> Bool { isOrdered && number == first + items.count }

    /// Equal where the lists have the same items at the same depth.
    var shape: String {
      (isOrdered ? "#" : "*") + "(" + items.map { $0.map(\.shape).joined() }.joined(separator: ",") + ")"
    }
  }

  struct Table: Sendable {
    var line: Int
    var rows = 0
    var columns = 0
  }

  struct Code: Sendable {
    var line: Int
    var text: [UInt8] = []
  }

  /// An alert or a directive by its name.
  struct Box: Sendable {
    var line: Int
    var name: String
  }

  /// Five words or more of a text.
  struct Sentence: Sendable {
    /// In ``PageOutline/bytes``.
    var range: Range<Int>
    /// Only sentences of the same words and digits have the same.
    var hash: UInt64
    /// A bit for each of its words, by what its letters are hashed to.
    var words: UInt64
  }

  var sections: [Section]
  /// Of all texts, in order.
  var sentences: [Sentence] = []
  /// The texts one behind the other, with ``Mark``s in them.
  var bytes: [UInt8] = []

  func bytes(of text: Text) -> ArraySlice<UInt8> { bytes[text.bytes] }
}

extension ArraySlice<UInt8> {
  /// The first words of a text, without marks, as findings show it.
  var beginning: String {
    let words = filter { $0 >= 0x20 && $0 != UInt8(ascii: "`") }.utf8String.split(separator: " ")
    return words.prefix(8).joined(separator: " ") + (words.count > 8 ? " …" : "")
  }
}
