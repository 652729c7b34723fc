internal import LearnMarkdown
internal import SeededNumbers
internal import Testing

@Suite("Bytes that are looked at eight at a time")
struct ByteCountTests {
  @Test("are counted one by one, from wherever the count begins", arguments: 0..<4)
  func counts(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let kinds: [UInt8] = [0x2F, 0x2E, 0xAF, 0x00, 0xFF, 0x30]
    for length in 0..<40 {
      let bytes = (0..<length).map { _ in kinds.randomElement(using: &random) ?? 0 }
      for byte in kinds {
        for start in 0...length { #expect(bytes.count(of: byte, from: start) == bytes[start...].count { $0 == byte }) }
      }
    }
  }

  @Test("are shared as far as both texts are the same")
  func shared() {
    let text = Array("da-dk/admin/brugere/nulstil-en-adgangskode.html".utf8)
    for length in 0...text.count {
      var other = Array(text[..<length])
      #expect(text.lengthShared(with: other) == length)
      other.append(0xFF)
      #expect(text.lengthShared(with: other) == length)
    }
  }
}
