internal import CommonMark

extension TreeReader {
  /// Before the text of each cell, so that libcmark reads a paragraph whatever the cell begins with. A no-break space
  /// counts as white space beside emphasis, and as no indentation.
  static let cellMark: [UInt8] = [0xC2, 0xA0]

  /// Reads the table that a paragraph holds, with the text before it; false where it holds none.
  mutating func readTable(_ node: Node) -> Bool {
    let lines = contentLines(node)
    guard let table = PipeTable.read(text.text.bytes, lines: lines) else { return false }
    if table.headerLine > 0 {
      let end = span(of: node, from: lines[table.headerLine].lowerBound)?.node
      readParagraph(spans: node.firstChild, until: end, of: node)
    }
    read(table, source: blockPlace(node))
    return true
  }

  private mutating func read(_ table: PipeTable, source: Range<Int>) {
    let outer = text
    text = cellText(table)
    let document = Document(parsing: text.text.bytes.span, isValid: isValidUTF8)
    var paragraph = document.root.firstChild
    let columns = table.columnCount
    let hasRowHeaders = namesRows(table, outer.text.bytes)
    tree.open(.table, source: source)
    tree.open(.tableHead)
    readRow(table.header, of: table, columns: columns, isHeader: true, paragraph: &paragraph, outer)
    tree.close()
    if !table.rows.isEmpty {
      tree.open(.tableBody)
      for row in table.rows {
        readRow(row, of: table, columns: columns, isHeader: false, hasRowHeaders, paragraph: &paragraph, outer)
      }
      tree.close()
    }
    tree.close()
    text = outer
  }

  /// - Parameters:
  ///   - paragraph: The next of the cells that libcmark has read.
  ///   - outer: The text that the table stands in.
  private mutating func readRow(
    _ row: [Range<Int>], of table: PipeTable, columns: Int, isHeader: Bool, _ hasRowHeaders: Bool = false,
    paragraph: inout Node?, _ outer: EditedText
  ) {
    tree.open(.tableRow, source: cellPlace(row.first, outer))
    for column in 0..<columns {
      var flags = column < table.alignments.count ? table.alignments[column].flags : []
      if isHeader { flags.insert(.columnHeader) }
      if hasRowHeaders, column == 0 { flags.insert(.rowHeader) }
      let cell = column < row.count ? row[column] : nil
      tree.open(.tableCell, flags, source: cellPlace(cell, outer))
      if let cell, !cell.isEmpty {
        if isValidUTF8, PlainText.isUnmarked(outer.text.bytes, cell) {
          tree.append(.text, outer.text.bytes[cell], flags: .plain, source: cellPlace(cell, outer))
        } else if let current = paragraph {
          readCell(current, isHeader: isHeader)
          paragraph = current.next
        }
      }
      tree.close()
    }
    tree.close()
  }

  /// Whether the first column names the rows: its corner is empty, and all that stands in it is bold.
  ///
  /// - SeeAlso: WCAG 2.2, success criterion 1.3.1.
  private func namesRows(_ table: PipeTable, _ bytes: [UInt8]) -> Bool {
    guard !table.rows.isEmpty, table.header.count > 1, table.header[0].isEmpty else { return false }
    return table.rows.allSatisfy { row in
      guard let first = row.first else { return false }
      return first.count > 4 && bytes.starts(with: "**", at: first.lowerBound)
        && bytes.starts(with: "**", at: first.upperBound - 2)
    }
  }

  private func cellPlace(_ cell: Range<Int>?, _ outer: EditedText) -> Range<Int> {
    guard options.places != .none, let cell else { return 0..<0 }
    let start = outer.sourceOffset(cell.lowerBound)
    return start..<max(start, outer.sourceOffset(cell.upperBound))
  }

  private mutating func readCell(_ paragraph: Node, isHeader: Bool) {
    let outerBlock = block
    block = (paragraph.startLine, paragraph.startColumn)
    let outer = rawTags.enter()
    let start = tree.count
    // HTML has no section, such as an alert is, in the header of a table.
    if isHeader { readSpans(paragraph.firstChild) } else { readAlertsAndSpans(paragraph.firstChild) }
    tree.removeLeading(Self.cellMark, since: start)
    closeRaw(rawTags.leave(outer))
    block = outerBlock
  }

  /// The cells as paragraphs of a text of their own, each offset leading back to the source. Those that hold words only
  /// are left out: they are written as they stand.
  private func cellText(_ table: PipeTable) -> EditedText {
    let bytes = text.text.bytes
    let size = (table.rows.last?.last ?? table.header.last).map { $0.upperBound - table.header[0].lowerBound } ?? 0
    var builder = EditedText.Builder(reserving: size + definitions.count, pieces: size / 8)
    appendCells(table.header, bytes, to: &builder)
    for row in table.rows { appendCells(row, bytes, to: &builder) }
    if !definitions.isEmpty { builder.append(definitions, at: 0) }
    return builder.finish()
  }

  private func appendCells(_ row: [Range<Int>], _ bytes: [UInt8], to builder: inout EditedText.Builder) {
    for cell in row where !cell.isEmpty && !(isValidUTF8 && PlainText.isUnmarked(bytes, cell)) {
      builder.append(Self.cellMark, at: text.sourceOffset(cell.lowerBound))
      appendCell(bytes, cell, to: &builder)
      builder.append("\n\n", at: text.sourceOffset(cell.upperBound))
    }
  }

  /// `\|` is a pipe also where a backslash escapes nothing, as in code.
  private func appendCell(_ bytes: [UInt8], _ range: Range<Int>, to builder: inout EditedText.Builder) {
    var start = range.lowerBound
    var index = start
    while let slash = bytes.firstIndex(of: UInt8(ascii: "\\"), in: index..<range.upperBound) {
      index = slash + 1
      guard index < range.upperBound, bytes[index] == UInt8(ascii: "|") else { continue }
      builder.append(bytes, start..<slash, at: text.sourceOffset(start))
      start = index
    }
    builder.append(bytes, start..<range.upperBound, at: text.sourceOffset(start))
  }
}

extension PipeTable.Alignment {
  fileprivate var flags: TreeNode.Flags {
    switch self {
    case .none: []
    case .left: .left
    case .center: .center
    case .right: .right
    }
  }
}
