/// An article as a reader of its steps needs it: blocks and styled spans, each with its place in its file.
package struct Outline: Sendable, Hashable {
  package var blocks: [OutlineBlock]

  package init(blocks: [OutlineBlock]) { self.blocks = blocks }
}

package indirect enum OutlineBlock: Sendable, Hashable {
  /// `anchor` is the id that the page gives the heading: the English `<a name>`, or the slug of its text.
  case heading(level: Int, anchor: String, spans: [OutlineSpan], line: Int)
  case paragraph(spans: [OutlineSpan], line: Int)
  case list(OutlineList)
  case alert(kind: String, blocks: [OutlineBlock], line: Int)
  case quote(blocks: [OutlineBlock], line: Int)
  case image(line: Int)
  case code(line: Int)
  case table(line: Int)
  /// What is meant for who chose one of `choices`: a tab, or a zone for pivots. `group` is the same for what excludes
  /// each other.
  case choice([String], group: Int, blocks: [OutlineBlock], line: Int)
  /// Anything else that stands between blocks: a thematic break, a video.
  case other(line: Int)
}

package struct OutlineList: Sendable, Hashable {
  package var isOrdered: Bool
  /// The number of the first item; 1 for a bullet list.
  package var start: Int
  package var items: [OutlineItem]
  package var line: Int

  package init(isOrdered: Bool, start: Int, items: [OutlineItem], line: Int) {
    self.isOrdered = isOrdered
    self.start = start
    self.items = items
    self.line = line
  }
}

package struct OutlineItem: Sendable, Hashable {
  /// `start` of the list plus the item's index, as a reader sees it on the page.
  package var number: Int
  package var blocks: [OutlineBlock]
  package var line: Int
  /// Where the item came through an include: the file that it stands in.
  package var file: String?

  package init(number: Int, blocks: [OutlineBlock], line: Int, file: String? = nil) {
    self.number = number
    self.blocks = blocks
    self.line = line
    self.file = file
  }
}

/// A piece of text in one style. Entities and escapes are decoded, a soft break is a space, a hard one a newline.
///
/// Where an escape or an entity stands a new span begins, so that a place inside a span can be counted from its start.
package struct OutlineSpan: Sendable, Hashable {
  package var text: String
  package var isBold: Bool
  package var isCode: Bool
  /// A picture within the text, which a step may mean. It has no text.
  package var isImage = false
  /// The destination as written, for a Markdown link and for `<a href>`.
  package var link: String?
  /// Where the text came through an include: the file that it stands in.
  package var file: String?
  /// 1-based; columns count Unicode scalars; `endColumn` is the one after the last.
  package var line: Int
  package var column: Int
  package var endLine: Int
  package var endColumn: Int

  package init(
    text: String, isBold: Bool = false, isCode: Bool = false, link: String? = nil, line: Int, column: Int,
    endLine: Int, endColumn: Int
  ) {
    self.text = text
    self.isBold = isBold
    self.isCode = isCode
    self.link = link
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}
