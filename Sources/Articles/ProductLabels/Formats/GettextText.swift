internal import Diagnostics

/// Reads gettext's `.po`: contexts, plurals, fuzzy and obsolete entries. A fuzzy entry is no translation, as for `msgfmt`.
struct GettextText {
  private let source: LabelSource
  private var index = 0
  private var entries: [LabelEntry] = []
  private var entry = Entry()

  private struct Entry {
    var isFuzzy = false
    var context: String?
    var id: (text: String, offset: Int)?
    var plural: String?
    var texts: [(number: Int?, text: String, offset: Int)] = []
    var isBegun: Bool { context != nil || id != nil }
  }

  static func read(_ source: LabelSource) throws(LabelFailure) -> [LabelEntry] {
    var reader = GettextText(source: try decoded(source))
    try reader.readLines()
    return reader.entries
  }

  private init(source: LabelSource) { self.source = source }

  private mutating func readLines() throws(LabelFailure) {
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    while index < source.bytes.count {
      skipBlanks()
      guard let byte = next else { break }
      switch byte {
      case 0x0A, 0x0D: index += 1
      case UInt8(ascii: "#"): try comment()
      default: try keyword()
      }
    }
    try finish()
  }

  // MARK: Lines

  private mutating func comment() throws(LabelFailure) {
    let start = index
    while let byte = next, byte != 0x0A, byte != 0x0D { index += 1 }
    let line = source.bytes[start..<index]
    if !entry.texts.isEmpty { try finish() }
    if line.starts(with: "#,".utf8) {
      let flags = String(decoding: line.dropFirst(2), as: UTF8.self).split(separator: ",")
      if flags.contains(where: { $0.trimmingBlanks == "fuzzy" }) { entry.isFuzzy = true }
    } else if line.starts(with: "#~".utf8) {
      // Obsolete: its flags are none of the next entry.
      entry.isFuzzy = false
    }
  }

  private mutating func keyword() throws(LabelFailure) {
    let start = index
    while let byte = next, (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_") { index += 1 }
    switch String(decoding: source.bytes[start..<index], as: UTF8.self) {
    case "msgctxt":
      if !entry.texts.isEmpty { try finish() }
      guard !entry.isBegun else { throw source.wrong(start, "`msgctxt` comes before the `msgid` of an entry, once.") }
      entry.context = try text()
    case "msgid":
      if !entry.texts.isEmpty { try finish() }
      guard entry.id == nil else { throw source.wrong(start, "After `msgid` comes `msgstr`; here is another `msgid`.") }
      entry.id = (try text(), start)
    case "msgid_plural":
      guard entry.id != nil, entry.plural == nil, entry.texts.isEmpty else {
        throw source.wrong(start, "`msgid_plural` comes after `msgid`, once.")
      }
      entry.plural = try text()
    case "msgstr":
      guard entry.id != nil else { throw source.wrong(start, "`msgstr` comes after `msgid`; here there is none.") }
      let number = try pluralNumber()
      guard (number != nil) == (entry.plural != nil) else {
        throw source.wrong(
          start, "`msgstr[0]` and so on go with `msgid_plural`, and `msgstr` with `msgid` alone; here they are mixed.")
      }
      guard (number ?? 0) == entry.texts.count else {
        throw source.wrong(start, "The forms of an entry are numbered from 0, each once; this is not the next.")
      }
      skipBlanks()
      let offset = index
      let text = try text()
      entry.texts.append((number, text, offset))
    default:
      throw source.wrong(
        start,
        "A line begins with `#`, `msgctxt`, `msgid`, `msgid_plural`, `msgstr` or a text in quotes; this does not.")
    }
  }

  private mutating func pluralNumber() throws(LabelFailure) -> Int? {
    guard next == UInt8(ascii: "[") else { return nil }
    let start = index
    index += 1
    let digits = index
    while let byte = next, (0x30...0x39).contains(byte), index < digits + 2 { index += 1 }
    guard let number = Int(String(decoding: source.bytes[digits..<index], as: UTF8.self)), next == UInt8(ascii: "]")
    else { throw source.wrong(start, "The number of a plural form stands in brackets, as in `msgstr[0]`.") }
    index += 1
    return number
  }

  /// The texts in quotes that follow, over as many lines as they take.
  private mutating func text() throws(LabelFailure) -> String {
    skipBlanks()
    guard next == UInt8(ascii: "\"") else { throw source.wrong(index, "Here stands a text in quotes; there is none.") }
    var bytes: [UInt8] = []
    while next == UInt8(ascii: "\"") {
      try quoted(into: &bytes)
      skipBlanks()
      guard next == nil || next == 0x0A || next == 0x0D else {
        throw source.wrong(index, "After a text in quotes the line ends; here it goes on.")
      }
      let end = index
      while let byte = next, [0x0A, 0x0D, 0x20, 0x09].contains(byte) { index += 1 }
      if next != UInt8(ascii: "\"") { index = end }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func quoted(into text: inout [UInt8]) throws(LabelFailure) {
    let start = index
    index += 1
    while let byte = next, byte != 0x0A, byte != 0x0D {
      index += 1
      if byte == UInt8(ascii: "\"") { return }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = next else { break }
      index += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "a"): text.append(0x07)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "v"): text.append(0x0B)
      case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "?"): text.append(escaped)
      default: throw source.wrong(index - 2, "A `\\` in a text begins an escape such as `\\n`; this is none.")
      }
    }
    throw source.wrong(start, "A text ends with the quote that it begins with, on the same line; this does not.")
  }

  private mutating func finish() throws(LabelFailure) {
    defer { entry = Entry() }
    guard let id = entry.id else {
      if entry.context != nil { throw source.wrong(index, "After `msgctxt` comes `msgid`; here there is none.") }
      return
    }
    guard !entry.texts.isEmpty else { throw source.wrong(id.offset, "An entry has a `msgstr`; this has none.") }
    // The header has the empty text.
    if id.text.isEmpty, entry.context == nil { return }
    entries += GettextKey.entries(
      context: entry.context, id: id.text, plural: entry.plural, texts: entry.texts.map(\.text),
      isTranslation: !entry.isFuzzy, places: entry.texts.map { source.place($0.offset) })
  }

  private var next: UInt8? { index < source.bytes.count ? source.bytes[index] : nil }

  private mutating func skipBlanks() { while next == 0x20 || next == 0x09 { index += 1 } }

  // MARK: Charset

  private static func decoded(_ source: LabelSource) throws(LabelFailure) -> LabelSource {
    let mark = Array("charset=".utf8)
    // The header is the first entry.
    let head = source.bytes.prefix(8192)
    var offset: Int?
    if head.count > mark.count {
      for start in 0..<(head.count - mark.count) where head[start..<start + mark.count].elementsEqual(mark) {
        offset = start + mark.count
        break
      }
    }
    guard let offset else {
      try source.checkUTF8()
      return source
    }
    let name = String(
      decoding: source.bytes[offset...].prefix { $0 > 0x20 && $0 != 0x5C && $0 != 0x22 && $0 != 0x3B }, as: UTF8.self)
    let bytes = try GettextKey.utf8(source.bytes, charset: name) { source.wrong(offset, $0) }
    let decoded = LabelSource(bytes, shown: source.shown)
    try decoded.checkUTF8()
    return decoded
  }
}

/// What both kinds of gettext's files share.
enum GettextKey {
  static func entries(
    context: String?, id: String, plural: String?, texts: [String], isTranslation: Bool, places: [SourcePlace]
  ) -> [LabelEntry] {
    let key = (context.map { $0 + "\u{4}" } ?? "") + id
    return zip(texts, places).enumerated().map { number, form in
      LabelEntry(
        key: key, text: isTranslation && !form.0.isEmpty ? form.0 : nil, source: number == 0 ? id : plural ?? id,
        plural: plural == nil ? nil : number, place: form.1)
    }
  }

  static func utf8(
    _ bytes: [UInt8], charset: String, wrong: (String) -> LabelFailure
  ) throws(LabelFailure) -> [UInt8] {
    switch charset.lowercased() {
    // A template is not filled in yet.
    case "utf-8", "utf8", "us-ascii", "ascii", "charset": return bytes
    case "iso-8859-1", "latin1", "latin-1":
      return bytes.flatMap { $0 < 0x80 ? [$0] : [0xC0 | $0 >> 6, 0x80 | $0 & 0x3F] }
    default:
      throw wrong(
        "The file's charset is UTF-8 or ISO-8859-1; `\(charset)` is not read. `msgconv -t UTF-8` converts it.")
    }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = drop { $0 == " " || $0 == "\t" }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
