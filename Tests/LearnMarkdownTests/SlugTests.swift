internal import LearnMarkdown
internal import Testing

@Suite("The id of a heading")
struct SlugTests {
  @Test("A letter of Europe gives what its lower case is, and a sign gives nothing")
  func letters() {
    for value in UInt32(0xA0)...0x17F {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isLetter = scalar.properties.isAlphabetic
      let expected = isLetter ? scalar.properties.lowercaseMapping : ""
      #expect(slug("a\(Character(scalar))b").elementsEqual("a\(expected)b".utf8), "U+\(String(value, radix: 16))")
      #expect(slug(String(Character(scalar))).elementsEqual(expected.utf8))
    }
    #expect(slug("ÆBLEGRØD À LA × CARTE ÷ ß").elementsEqual("æblegrød-à-la--carte--ß".utf8))
    // A letter and an accent of its own stay two.
    #expect(slug("A\u{30A}É").elementsEqual("a\u{30A}é".utf8))
  }
}
