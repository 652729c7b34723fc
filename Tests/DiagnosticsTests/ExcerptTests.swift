internal import Diagnostics
internal import Testing

@Suite("An excerpt")
struct ExcerptTests {
  private func excerpt(_ line: String, _ start: Int, _ end: Int?, width: Int = 40) -> [String] {
    let excerpt = Excerpt(of: Array(line.utf8)[...], from: start, to: end, width: width)
    return [excerpt.text, excerpt.marks]
  }

  @Test("marks the range beneath the line")
  func plain() { #expect(excerpt("Vælg **Gem** nu.", 6, 13) == ["Vælg **Gem** nu.", "     ^^^^^^^"]) }

  @Test("lines up after a tab, wide characters and combining marks")
  func alignment() {
    #expect(excerpt("\tx", 2, 3) == ["    x", "    ^"])
    #expect(excerpt("ab\tx", 4, 5) == ["ab  x", "    ^"])
    #expect(excerpt("密码 x 重置", 6, 8) == ["密码 x 重置", "       ^^^^"])
    #expect(excerpt("e\u{301}x", 3, 4) == ["e\u{301}x", " ^"])
    #expect(excerpt("🙂x", 2, 3) == ["🙂x", "  ^"])
    #expect(excerpt("\u{1112}\u{1161}x", 3, 4) == ["\u{1112}\u{1161}x", "  ^"])
  }

  @Test("marks the letter when its combining mark is meant")
  func combiningMark() { #expect(excerpt("e\u{301}x", 2, 3) == ["e\u{301}x", "^"]) }

  @Test("points at the last letter when the range is behind it, and nowhere in an empty line")
  func endOfLine() {
    #expect(excerpt("abc", 4, 4) == ["abc", "  ^"])
    #expect(excerpt("密", 2, 2) == ["密", "^^"])
    #expect(excerpt("", 1, 1) == ["", ""])
    #expect(excerpt("abc", 900, 901) == ["…", "^"])
    #expect(excerpt("\u{301}", 1, 2) == ["◌\u{301}", "^"])
  }

  @Test("has no mark past the text that is shown, whatever the line and the range")
  func marksWithinText() {
    let lines = ["", "a", "\t", "a\tb\t", "\u{301}\u{301}", "密码密码密码密码", "🙂🙂🙂", "e\u{301}e\u{301}", "a\r", "\u{200B}x"]
    for line in lines {
      for start in 1...12 {
        for end in [nil] + (start...13).map(Optional.some) {
          let shown = excerpt(line, start, end, width: 8)
          #expect(
            Terminal.width(of: shown[1]) <= Terminal.width(of: shown[0]),
            "\(line.debugDescription) \(start) \(end ?? 0)")
        }
      }
    }
  }

  @Test("marks to the end of the line when the range goes on below")
  func severalLines() { #expect(excerpt("abc def", 5, nil) == ["abc def", "    ^^^"]) }

  @Test("cuts a long line to a window around the range")
  func window() {
    let line = String(repeating: "before ", count: 300) + "HERE" + String(repeating: " after", count: 300)
    #expect(excerpt(line, 2101, 2105) == ["…ore before HERE after after after afte…", "            ^^^^"])
    #expect(excerpt(line, 1, 7) == ["before before before before before bef…", "^^^^^^"])
    #expect(excerpt(line, 2105 + 1795, 2105 + 1800).allSatisfy { Terminal.width(of: $0) <= 40 })
  }

  @Test("shows the beginning of a range that is wider than the window")
  func wideRange() {
    let line = String(repeating: "x", count: 2000)
    let shown = excerpt(line, 1001, 1900)
    #expect(shown == ["…" + String(repeating: "x", count: 38) + "…", " " + String(repeating: "^", count: 38)])
  }

  @Test("does not cut a letter from its accent")
  func windowOfCombiningMarks() {
    let line = String(repeating: "e\u{301}", count: 500)
    let shown = excerpt(line, 501, 503)
    #expect(!shown[0].unicodeScalars.dropFirst().starts(with: ["\u{301}"]))
    #expect(Terminal.width(of: shown[0]) <= 40)
  }

  @Test("shows controls and bytes that are no UTF-8 as one place each")
  func controls() {
    let line: [UInt8] = [0x00, 0xFF, 0x1B, 0x78]
    let excerpt = Excerpt(of: line[...], from: 4, to: 5, width: 40)
    #expect([excerpt.text, excerpt.marks] == ["␀\u{FFFD}␛x", "   ^"])
  }
}
