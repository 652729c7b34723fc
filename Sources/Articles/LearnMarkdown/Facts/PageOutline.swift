/// What of a page must be the same in every language: its structure, without its words.
package struct PageOutline: Sendable {
  /// What stands between one heading and the next.
  package struct Section: Sendable {
    /// The heading's own, and all others on its lines; none before the first heading.
    package var names: [[UInt8]] = []
    package var level = 0
    package var title = ""
    package var line: Int
    package var texts: [Text] = []
    package var lists: [List] = []
    package var tables: [Table] = []
    package var codes: [Code] = []
    package var boxes: [Box] = []

    /// Whether the author gave the first of its names; otherwise it is made of its text.
    package var hasOwnName: Bool { names.first.map { !$0.starts(with: slug(title)) } ?? false }
  }

  /// A run of text in one block: a paragraph, an item's own text, a cell.
  package struct Text: Sendable {
    package var line: Int
    /// In ``PageOutline/bytes``.
    package var bytes = 0..<0
    package var labels = 0
    package var links = 0
    /// Pieces of code, images and names that stay.
    package var kept = 0
    package var kind = Kind.paragraph
    /// In ``PageOutline/sentences``.
    package var sentences = 0..<0
    /// In a block that quotes somebody.
    package var isQuotation = false
    package var traits: Traits = []
    /// Only texts with the same digits of ASCII in the same groups have the same. Those of code do not count.
    package var digits: UInt64 = 0

    /// What a text may have outside of code: what it surely has not is not looked for.
    package struct Traits: OptionSet, Sendable {
      package let rawValue: UInt8

      package init(rawValue: UInt8) { self.rawValue = rawValue }

      package static var code: Traits { Traits(rawValue: 1) }
      package static var digits: Traits { Traits(rawValue: 2) }
      /// Letters of scripts that may have digits of their own.
      package static var scripts: Traits { Traits(rawValue: 32) }
      /// Brackets and quotation marks.
      package static var marks: Traits { Traits(rawValue: 4) }
      /// Two spaces side by side, or signs beyond ASCII that may be unseen ones.
      package static var spaces: Traits { Traits(rawValue: 8) }
      /// A word twice in a row.
      package static var doubled: Traits { Traits(rawValue: 16) }
    }

    package enum Kind: Sendable {
      case paragraph, heading, item, cell
      /// In an item of a numbered list.
      case step
    }
  }

  /// What stands in ``PageOutline/bytes`` for marks of Markdown: bytes that no article has.
  package enum Mark {
    package static var label: UInt8 { 1 }
    package static var labelEnd: UInt8 { 2 }
    package static var link: UInt8 { 3 }
    package static var linkEnd: UInt8 { 4 }
    /// Around what is the same in every language: code; nothing in the place of names and images.
    package static var kept: UInt8 { 5 }
    package static var keptEnd: UInt8 { 6 }
  }

  package struct List: Sendable {
    package var line: Int
    package var isOrdered: Bool
    /// The number of its first item.
    package var first = 1
    /// The lists in each item.
    package var items: [[List]] = []

    /// Whether a list with this number first goes on with this one.
    package func continues(at number: Int) -> Bool { isOrdered && number == first + items.count }

    /// Equal where the lists have the same items at the same depth.
    package var shape: String {
      (isOrdered ? "#" : "*") + "(" + items.map { $0.map(\.shape).joined() }.joined(separator: ",") + ")"
    }
  }

  package struct Table: Sendable {
    package var line: Int
    package var rows = 0
    package var columns = 0
  }

  package struct Code: Sendable {
    package var line: Int
    package var text: [UInt8] = []
  }

  /// An alert or a directive by its name.
  package struct Box: Sendable {
    package var line: Int
    package var name: String
  }

  /// Five words or more of a text.
  package struct Sentence: Sendable {
    /// In ``PageOutline/bytes``.
    package var range: Range<Int>
    /// Only sentences of the same words and digits have the same.
    package var hash: UInt64
    /// A bit for each of its words, by what its letters are hashed to.
    package var words: UInt64
  }

  package var sections: [Section]
  /// Of all texts, in order.
  package var sentences: [Sentence] = []
  /// The texts one behind the other, with ``Mark``s in them.
  package var bytes: [UInt8] = []

  package func bytes(of text: Text) -> ArraySlice<UInt8> { bytes[text.bytes] }
}
