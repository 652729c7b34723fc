internal import CommonMark

extension ArticleWriter {
  /// Before the text of each cell, so that libcmark reads a paragraph whatever the cell begins with. A no-break space
  /// counts as white space beside emphasis, and as no indentation.
  static let cellMark: [UInt8] = [0xC2, 0xA0]

  /// Writes the table that a paragraph holds, with the text before it; false where it holds none.
  mutating func writeTable(_ node: Node) -> Bool {
    let lines = contentLines(node)
    guard let table = PipeTable.read(text.text.bytes, lines: lines) else { return false }
    if table.headerLine > 0 {
      let end = span(of: node, from: lines[table.headerLine].lowerBound)?.node
      writeParagraph(spans: node.firstChild, until: end)
    }
    write(table)
    return true
  }

  private mutating func write(_ table: PipeTable) {
    let outer = text
    text = cellText(table)
    let document = Document(parsing: text.text.bytes.span, isValid: isValidUTF8)
    var paragraph = document.root.firstChild
    let columns = table.columnCount
    html.lineBreak()
    html.append("<div class=\"table-scroll\" tabindex=\"0\"><table>\n<thead>\n")
    writeRow(table.header, of: table, columns: columns, isHeader: true, paragraph: &paragraph, outer)
    html.append("</thead>\n")
    if !table.rows.isEmpty {
      html.append("<tbody>\n")
      for row in table.rows {
        writeRow(row, of: table, columns: columns, isHeader: false, paragraph: &paragraph, outer)
      }
      html.append("</tbody>\n")
    }
    html.append("</table></div>\n")
    text = outer
  }

  /// - Parameters:
  ///   - paragraph: The next of the cells that libcmark has read.
  ///   - outer: The text that the table stands in.
  private mutating func writeRow(
    _ row: [Range<Int>], of table: PipeTable, columns: Int, isHeader: Bool, paragraph: inout Node?, _ outer: EditedText
  ) {
    if let first = row.first { noteLine(ofByte: first.lowerBound, of: outer) }
    html.append("<tr>")
    for column in 0..<columns {
      html.append(isHeader ? "<th scope=\"col\"" : "<td")
      writeAlignment(column < table.alignments.count ? table.alignments[column] : .none)
      html.append(">")
      if column < row.count, !row[column].isEmpty {
        if isValidUTF8, PlainText.isUnmarked(outer.text.bytes, row[column]) {
          html.append(raw: outer.text.bytes[row[column]])
        } else if let current = paragraph {
          writeCell(current, isHeader: isHeader)
          paragraph = current.next
        }
      }
      html.append(isHeader ? "</th>" : "</td>")
    }
    html.append("</tr>\n")
  }

  private mutating func writeAlignment(_ alignment: PipeTable.Alignment) {
    switch alignment {
    case .none: break
    case .left: html.append(" class=\"left\"")
    case .center: html.append(" class=\"center\"")
    case .right: html.append(" class=\"right\"")
    }
  }

  private mutating func writeCell(_ paragraph: Node, isHeader: Bool) {
    let outerBlock = block
    block = (paragraph.startLine, paragraph.startColumn)
    let outer = rawTags.enter()
    let start = html.count
    // HTML has no section, such as an alert is, in the header of a table.
    if isHeader { writeSpans(paragraph.firstChild) } else { writeAlertsAndSpans(paragraph.firstChild) }
    if html.removeBytes(Self.cellMark, at: start) {
      var hole = holes.count
      while hole > 0, holes[hole - 1].offset > start {
        hole -= 1
        holes[hole].offset -= Self.cellMark.count
      }
      var bold = boldTexts.count
      while bold > 0, boldTexts[bold - 1].html.lowerBound > start {
        bold -= 1
        boldTexts[bold] = boldTexts[bold].moved(by: -Self.cellMark.count)
      }
    }
    for name in rawTags.leave(outer) { closeRaw(name) }
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
