/// What of a page must be the same in every language: its structure, without its words.
package struct PageOutline: Sendable {
  /// What stands between one heading and the next.
  package struct Section: Sendable {
    /// The heading's own, and all others on its lines; none before the first heading.
    package var names: [[UInt8]] = []
    package var level = 0
    package var title = ""
    package var line: Int
    /// In ``PageOutline/texts``, and so on.
    package var texts: SmallRange = 0..<0
    package var lists: SmallRange = 0..<0
    package var tables: SmallRange = 0..<0
    package var codes: SmallRange = 0..<0
    package var boxes: SmallRange = 0..<0

    /// Whether the author gave the first of its names; otherwise it is made of its text.
    package var hasOwnName: Bool { names.first.map { !$0.starts(with: slug(title)) } ?? false }
  }

  /// A run of text in one block: a paragraph, an item's own text, a cell.
  ///
  /// Of these a docset has hundreds of thousands, so that each of its numbers is a small one.
  package struct Text: Sendable {
    /// In ``PageOutline/bytes``.
    package var bytes: SmallRange = 0..<0
    /// In ``PageOutline/sentences``.
    package var sentences: SmallRange = 0..<0
    private var lineNumber: Int32
    package var labels: Int32 = 0
    package var links: Int32 = 0
    /// Pieces of code, images and names that stay.
    package var kept: Int32 = 0
    /// Only texts with the same digits of ASCII in the same groups have the same. Those of code do not count.
    package var digits: UInt64 = 0
    package var kind: Kind
    /// In a block that quotes somebody.
    package var isQuotation: Bool
    package var traits: Traits = []

    package var line: Int { Int(lineNumber) }

    init(line: Int, kind: Kind, isQuotation: Bool) {
      (lineNumber, self.kind, self.isQuotation) = (Int32(line), kind, isQuotation)
    }

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
    /// How many items it has.
    package var count = 0
    /// The lists in its items, by the number of the item from 0 on.
    package var inner: [(item: Int, list: List)] = []

    /// Whether a list with this number first goes on with this one.
    package func continues(at number: Int) -> Bool { isOrdered && number == first + count }

    mutating func add(_ rest: List) {
      inner += rest.inner.map { (count + $0.item, $0.list) }
      count += rest.count
    }

    /// Whether the lists have the same items at the same depth.
    package func hasShape(of other: List) -> Bool {
      isOrdered == other.isOrdered && count == other.count && inner.count == other.inner.count
        && firstItem(unlike: other) == nil
    }

    /// The number, from 0 on, of the first item that has other inner lists than in the other list.
    package func firstItem(unlike other: List) -> Int? {
      for (mine, theirs) in zip(inner, other.inner)
      where mine.item != theirs.item || !mine.list.hasShape(of: theirs.list) {
        return min(mine.item, theirs.item)
      }
      let rest = inner.count < other.inner.count ? other.inner : inner
      return rest.dropFirst(min(inner.count, other.inner.count)).first?.item
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
    package var range: SmallRange
    /// Only sentences of the same words and digits have the same.
    package var hash: UInt64
    /// A bit for each of its words, by what its letters are hashed to.
    package var words: UInt64
  }

  /// Of a page: no article is so long that more would be needed.
  package typealias SmallRange = Range<Int32>

  package var sections: [Section]
  /// Of all sections, in order.
  package var texts: [Text] = []
  package var lists: [List] = []
  package var tables: [Table] = []
  package var codes: [Code] = []
  package var boxes: [Box] = []
  /// Of all texts, in order.
  package var sentences: [Sentence] = []
  /// The texts one behind the other, with ``Mark``s in them.
  package var bytes: [UInt8] = []

  package func bytes(of text: Text) -> ArraySlice<UInt8> { bytes[text.bytes.places] }

  package func texts(of section: Section) -> ArraySlice<Text> { texts[section.texts.places] }
}

extension PageOutline.SmallRange {
  /// The same as numbers of an array's elements.
  package var places: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}

extension PageOutline {
  /// A copy that keeps no memory for more: the outlines of all pages are kept until each was compared.
  var withoutRoom: PageOutline {
    var copy = self
    (copy.bytes, copy.texts, copy.sentences) = (bytes.withoutRoom, texts.withoutRoom, sentences.withoutRoom)
    return copy
  }
}

extension Array {
  fileprivate var withoutRoom: [Element] {
    var copy: [Element] = []
    copy.reserveCapacity(count)
    copy += self
    return copy
  }
}
