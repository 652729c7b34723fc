internal import LearnMarkdown
internal import Testing

@Suite("Numbers of texts")
struct ByteNumbersTests {
  @Test("Each text has the number of texts that were new before it, told by its bytes")
  func numbers() {
    var numbers = ByteNumbers()
    let texts = (0..<1000).map { "text \($0)" } + ["", "é", "e\u{301}", "12345678", "1234567"]
    for (number, text) in texts.enumerated() {
      #expect(numbers[text] == nil)
      #expect(numbers.add(Array(text.utf8)[...]) == number)
    }
    for (number, text) in texts.enumerated() {
      // A slice of a longer text is the same text.
      #expect(numbers.add(Array("«\(text)»".utf8).dropFirst(2).dropLast(2)) == number)
      #expect(numbers[text] == number)
      #expect(Array(numbers.text(number)) == Array(text.utf8))
    }
    #expect(numbers["text"] == nil)
  }
}
