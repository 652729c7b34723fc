/// The rows of a CSV text (RFC 4180), each with the line on which it begins.
///
/// Lines end with LF, CRLF or CR. Blanks around a field are no part of it, unless it is quoted.
struct CSVRows: Sequence, IteratorProtocol {
  struct Row {
    let line: Int
    var fields: [String] = []
    /// A quotation mark is not closed, or stands alone.
    var isBroken = false

    var isBlank: Bool { !isBroken && fields.allSatisfy(\.isEmpty) }
  }

  private let text: [UInt8]
  private let separator: UInt8
  private var position: Int
  private var line: Int

  /// - Parameters:
  ///   - start: Where the first row begins, on line `line`.
  init(_ text: [UInt8], separator: UInt8, start: Int = 0, line: Int = 1) {
    self.text = text
    self.separator = separator
    position = start
    self.line = line
  }

  mutating func next() -> Row? {
    guard position < text.count else { return nil }
    var row = Row(line: line)
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    func finish() {
      row.fields.append(String(decoding: wasQuoted ? field : Self.trimmed(field), as: UTF8.self))
      field = []
      wasQuoted = false
    }
    while position < text.count {
      let byte = text[position]
      position += 1
      let endsLine = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
      if endsLine {
        line += 1
        // CRLF is one line end.
        if byte == UInt8(ascii: "\r"), position < text.count, text[position] == UInt8(ascii: "\n") {
          position += 1
        }
      }
      if isQuoted {
        if byte != UInt8(ascii: "\"") {
          field.append(endsLine ? UInt8(ascii: "\n") : byte)
        } else if position < text.count, text[position] == UInt8(ascii: "\"") {
          field.append(byte)
          position += 1
        } else {
          isQuoted = false
        }
      } else if byte == UInt8(ascii: "\"") {
        if Self.trimmed(field).isEmpty, !wasQuoted {
          isQuoted = true
          field = []
        } else {
          row.isBroken = true
        }
        wasQuoted = true
      } else if byte == separator {
        finish()
      } else if endsLine {
        finish()
        return row
      } else if wasQuoted {
        if !Self.isBlank(byte) { row.isBroken = true }
      } else {
        field.append(byte)
      }
    }
    finish()
    row.isBroken = row.isBroken || isQuoted
    return row
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  private static func trimmed(_ field: [UInt8]) -> [UInt8] {
    guard let first = field.firstIndex(where: { !isBlank($0) }), let last = field.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return first == 0 && last == field.count - 1 ? field : Array(field[first...last])
  }
}
