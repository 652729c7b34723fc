internal import Diagnostics
internal import Testing

@Suite("Source lines")
struct SourceLinesTests {
  @Test("end at LF, CR LF and CR", arguments: ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc"])
  func lineEnds(text: String) {
    let lines = SourceLines(Array(text.utf8))
    #expect(lines.count == 4)
    #expect((1...4).map { lines[$0].map { String(decoding: $0, as: UTF8.self) } } == ["a", "b", "", "c"])
    #expect(lines[0] == nil)
    #expect(lines[5] == nil)
  }

  @Test("count columns in scalars")
  func columns() {
    let lines = SourceLines(Array("æ🙂\nåb".utf8))
    #expect(lines.position(ofByte: 0) == (1, 1))
    #expect(lines.position(ofByte: 2) == (1, 2))
    #expect(lines.position(ofByte: 6) == (1, 3))
    #expect(lines.position(ofByte: 9) == (2, 2))
    #expect(lines.position(ofByte: 10) == (2, 3))
  }

  @Test("count ill-formed bytes as String repairs them")
  func illFormed() {
    let bytes: [UInt8] = [0xE2, 0x82, 0x41, 0xFF, 0xC0, 0xAF, 0x42]
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.count
    #expect(SourceLines(bytes).position(ofByte: bytes.count) == (1, scalars + 1))
  }

  @Test("of an empty file are one empty line")
  func empty() {
    #expect(SourceLines([]).count == 1)
    #expect(SourceLines([])[1] == [])
  }
}
