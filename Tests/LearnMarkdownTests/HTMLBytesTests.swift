import LearnMarkdown
import SeededNumbers
import Testing

/// Held against the plainest way to do the same, for texts of every length that is treated in a way of its own.
@Suite("Bytes that are written into HTML")
struct HTMLBytesTests {
  private static let lengths = 0..<50

  /// Few different bytes, so that what is looked for is among them.
  private func texts(of length: Int, from bytes: [UInt8]) -> [[UInt8]] {
    var random = SeededGenerator(seed: UInt64(length))
    return (0..<40).map { _ in (0..<length).map { _ in bytes.randomElement(using: &random) ?? 0 } }
  }

  @Test("are escaped in a text one by one", arguments: lengths)
  func escaping(_ length: Int) {
    let names: [UInt8: String] = [0x3C: "&lt;", 0x3E: "&gt;", 0x26: "&amp;", 0x22: "&quot;"]
    for text in texts(of: length, from: Array("ab <=>\"#$%&'|\0\u{7F}é".utf8)) {
      var html = HTMLBytes()
      html.append(escaping: text)
      #expect(html.bytes == text.flatMap { names[$0].map { Array($0.utf8) } ?? [$0] })
    }
  }

  @Test("are encoded in an address one by one", arguments: lengths)
  func address(_ length: Int) {
    let safe = Set("-_.+!*(),%#@?=;:/$~".utf8)
    func written(_ byte: UInt8) -> [UInt8] {
      switch byte {
      case 0x26: Array("&amp;".utf8)
      case 0x27: Array("&#x27;".utf8)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        [byte]
      default:
        safe.contains(byte) ? [byte] : Array("%\(byte < 16 ? "0" : "")\(String(byte, radix: 16).uppercased())".utf8)
      }
    }
    for text in texts(of: length, from: Array(0...255)) {
      for start in [0, length / 2] {
        var html = HTMLBytes()
        html.append(address: text, from: start)
        #expect(html.bytes == text.dropFirst(start).flatMap(written))
      }
    }
  }

  @Test("are UTF-8 up to the first that is not", arguments: lengths)
  func validity(_ length: Int) {
    for text in texts(of: length, from: Array("aaaaaaaaaaaaaaaaaaaaaaaaaaaa€øø".utf8) + [0xFF]) {
      // The longest head that is valid, but for a character that it cuts.
      let valid = (0...length).last { String(validating: text[..<$0], as: UTF8.self) != nil } ?? 0
      #expect(text.firstInvalidUTF8 == (valid == length ? nil : valid))
    }
  }
}
