/// Reads gettext's `.mo`, what `msgfmt` makes of a `.po`. Places in it are the file's beginning: nobody edits it.
struct GettextBinary {
  private let source: LabelSource
  private let isBig: Bool

  static func read(_ source: LabelSource) throws(LabelFailure) -> [LabelEntry] {
    let isBig: Bool
    switch source.bytes.prefix(4) {
    case [0xDE, 0x12, 0x04, 0x95]: isBig = false
    case [0x95, 0x04, 0x12, 0xDE]: isBig = true
    default: throw source.wrong(0, "A `.mo` file begins with the number 950412de; this does not, so it is none.")
    }
    return try GettextBinary(source: source, isBig: isBig).entries()
  }

  private func entries() throws(LabelFailure) -> [LabelEntry] {
    let (revision, count) = (try number(at: 4), try number(at: 8))
    guard revision >> 16 <= 1 else { throw broken("its version \(revision >> 16) is not known") }
    let (ids, texts) = (try number(at: 12), try number(at: 16))
    guard count <= LabelFormat.entryLimit else { throw broken("it has more than \(LabelFormat.entryLimit) texts") }
    var charset = "utf-8"
    var entries: [LabelEntry] = []
    for entry in 0..<count {
      let id = try bytes(at: ids + entry * 8)
      let text = try bytes(at: texts + entry * 8)
      if id.isEmpty {
        let header = String(decoding: text, as: UTF8.self)
        if let mark = header.firstRange(of: "charset=") {
          charset = String(header[mark.upperBound...].prefix { !$0.isWhitespace && $0 != ";" })
        }
        continue
      }
      var parts = try decoded(id, charset).split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
      var context: String?
      if let end = parts[0].firstIndex(of: "\u{4}") {
        context = String(parts[0][..<end])
        parts[0] = parts[0][parts[0].index(after: end)...]
      }
      let plural = parts.count > 1 ? String(parts[1]) : nil
      let forms = try decoded(text, charset).split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
      entries += GettextKey.entries(
        context: context, id: String(parts[0]), plural: plural, texts: plural == nil ? [forms.joined()] : forms,
        isTranslation: true, places: Array(repeating: source.place(0), count: forms.count))
    }
    return entries
  }

  private func decoded(_ bytes: ArraySlice<UInt8>, _ charset: String) throws(LabelFailure) -> String {
    let bytes = try GettextKey.utf8(Array(bytes), charset: charset) { source.wrong(0, $0) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw broken("a text of it is no UTF-8") }
    return text
  }

  private func number(at offset: Int) throws(LabelFailure) -> Int {
    guard offset >= 0, offset + 4 <= source.bytes.count else { throw broken("it ends too early") }
    let bytes = source.bytes[offset..<offset + 4]
    return (isBig ? Array(bytes) : bytes.reversed()).reduce(0) { $0 << 8 | Int($1) }
  }

  private func bytes(at descriptor: Int) throws(LabelFailure) -> ArraySlice<UInt8> {
    let (length, offset) = (try number(at: descriptor), try number(at: descriptor + 4))
    guard offset + length <= source.bytes.count else { throw broken("a text lies behind its end") }
    return source.bytes[offset..<offset + length]
  }

  private func broken(_ reason: String) -> LabelFailure {
    source.wrong(0, "The `.mo` file is damaged: \(reason). `msgfmt` makes it anew from its `.po`.")
  }
}
