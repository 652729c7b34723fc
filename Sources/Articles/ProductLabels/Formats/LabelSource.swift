internal import Diagnostics
internal import LearnMarkdown

/// A translation file as UTF-8, and the places in it.
struct LabelSource: Sendable {
  let bytes: [UInt8]
  let shown: String
  /// Whether it was written in UTF-16, which .NET's tools can write.
  private(set) var wasUTF16 = false
  private let lines: SourceLines

  init(_ bytes: [UInt8], shown: String) {
    self.bytes = bytes
    self.shown = shown
    lines = SourceLines(bytes)
  }

  /// A file that is text: one that begins as UTF-16 does is read as that.
  static func text(_ bytes: [UInt8], shown: String) throws(LabelFailure) -> LabelSource {
    let isBig = bytes.starts(with: [0xFE, 0xFF])
    guard isBig || bytes.starts(with: [0xFF, 0xFE]) else { return LabelSource(bytes, shown: shown) }
    var decoder = UTF16()
    var units = stride(from: 2, to: bytes.count - 1, by: 2).lazy.map { index -> UInt16 in
      let (high, low) = isBig ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
      return UInt16(high) << 8 | UInt16(low)
    }.makeIterator()
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var result = decoder.decode(&units)
    while case .scalarValue(let scalar) = result {
      text.append(contentsOf: UTF8.encode(scalar) ?? .init())
      result = decoder.decode(&units)
    }
    var source = LabelSource(text, shown: shown)
    source.wasUTF16 = true
    guard case .emptyInput = result, bytes.count % 2 == 0 else {
      throw source.wrong(text.count, "The file begins as UTF-16 does; here it is none.")
    }
    return source
  }

  func place(_ offset: Int) -> SourcePlace {
    let position = lines.position(ofByte: min(offset, bytes.count))
    return SourcePlace(file: shown, line: position.line, column: position.column)
  }

  func wrong(_ offset: Int, _ message: String) -> LabelFailure { LabelFailure(message, at: place(offset)) }

  func checkUTF8() throws(LabelFailure) {
    if let offset = bytes.firstInvalidUTF8 {
      throw wrong(offset, "A translation file is UTF-8 text; this byte is none.")
    }
  }
}
