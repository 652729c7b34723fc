internal import Diagnostics
internal import Testing

@Suite("The lines that a change touched")
struct ChangedLinesTests {
  private func changed(_ former: String, _ now: String) -> [Int] {
    let lines = ChangedLines(from: Array(former.utf8), to: Array(now.utf8))
    return (1...10).filter { lines.touches(SourcePlace(file: "a", line: $0)) }
  }

  @Test("are those that were put in or are other than before, wherever they moved to")
  func lines() {
    #expect(changed("a\nb\nc\n", "a\nb\nc\n") == [])
    #expect(changed("a\nb\nc\n", "a\nB\nc\n") == [2])
    #expect(changed("a\nb\nc\n", "new\na\nb\nc\n") == [1])
    #expect(changed("a\nb\nc\n", "a\nb\n") == [])
    #expect(changed("", "a\nb") == [1, 2])
    #expect(changed("a\nb\nc\nd\n", "a\nx\nc\ny\n") == [2, 4])
  }

  @Test("are touched by a place that begins above them")
  func ranges() {
    let lines = ChangedLines(from: Array("a\nb\nc".utf8), to: Array("a\nb\nx".utf8))
    #expect(lines.touches(SourcePlace(file: "a", line: 2, column: 1, endLine: 3, endColumn: 1)))
    #expect(!lines.touches(SourcePlace(file: "a", line: 1, column: 1, endLine: 2, endColumn: 1)))
  }

  @Test("are found in long texts without a long search")
  func long() {
    let former = (0..<6000).map { "line \($0)" }
    var now = former.reversed().map { $0 }
    now[2] = "new"
    let lines = ChangedLines(
      from: Array(former.joined(separator: "\n").utf8), to: Array(now.joined(separator: "\n").utf8))
    #expect(lines.touches(SourcePlace(file: "a", line: 3)))
    #expect(!lines.touches(SourcePlace(file: "a", line: 4)))
  }
}

@Suite("Findings that are alike")
struct LikelyNewTests {
  @Test("are new on the changed line where a baseline knows one fewer")
  func likely() {
    let fingerprint = Fingerprint(code: "x", file: "a", hash: 1)
    let known = Baseline([fingerprint])
    #expect(known.compare([fingerprint, fingerprint]).new == [1])
    #expect(known.compare([fingerprint, fingerprint]) { $0 == 0 }.new == [0])
    #expect(known.renaming(["b": "a"]).compare([fingerprint]).new == [0])
  }
}
