internal import Diagnostics
internal import Testing

@Suite("A baseline")
struct BaselineTests {
  private let text = "# T\n\nSee [b](b.md).\n\nSee [b](b.md).\n"

  private func finding(_ line: Int, _ columns: Range<Int> = 5..<14, code: String = "file-not-found") -> Diagnostic {
    Diagnostic(
      .error, code, "Message of line \(line).",
      at: SourcePlace(
        file: "docs/a.md", line: line, column: columns.lowerBound, endLine: line, endColumn: columns.upperBound))
  }

  private func fingerprints(_ findings: [Diagnostic], in text: String, root: String = "docs/") -> [Fingerprint] {
    Fingerprint.of(findings, root: root) { $0 == "docs/a.md" ? Array(text.utf8) : nil }
  }

  private func new(_ findings: [Diagnostic], in text: String, knowing known: Baseline) -> [Int] {
    known.compare(fingerprints(findings, in: text)).new.map { findings[$0].place.line }
  }

  @Test("is one line for each kind of finding, and read again as it was written")
  func roundTrip() throws {
    let baseline = Baseline(fingerprints([finding(3), finding(5), finding(1, 3..<4, code: "x")], in: text))
    let lines = baseline.text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].wholeMatch(of: /2 file-not-found [0-9a-f]{16} a\.md/) != nil, "\(lines[1])")
    #expect(try Baseline(parsing: baseline.text) == baseline)
  }

  @Test("knows a finding again when lines above it come and go, and from wherever Trin is called")
  func movedLines() {
    let baseline = Baseline(fingerprints([finding(3), finding(5)], in: text))
    let moved = "# T\n\nNew\n\nSee [b](b.md).\n\n\nSee [b](b.md).\n"
    #expect(new([finding(5), finding(8)], in: moved, knowing: baseline) == [])
    let whole = fingerprints([finding(3)], in: text, root: "")
    #expect(whole[0].file == "docs/a.md")
    #expect(fingerprints([finding(3)], in: text)[0].hash == whole[0].hash)
  }

  @Test("counts: one more of the same is new, one fewer is gone")
  func counted() {
    let one = Baseline(fingerprints([finding(3)], in: text))
    #expect(new([finding(3), finding(5)], in: text, knowing: one) == [5])
    let two = Baseline(fingerprints([finding(3), finding(5)], in: text))
    let left = [finding(3)]
    #expect(two.compare(fingerprints(left, in: text)).gone == 1)
  }

  @Test("takes another code, another text and another file for new")
  func others() {
    let baseline = Baseline(fingerprints([finding(3)], in: text))
    #expect(new([finding(3, code: "x")], in: text, knowing: baseline) == [3])
    #expect(new([finding(3)], in: text.replacing("b.md", with: "c.md"), knowing: baseline) == [3])
    let renamed = Fingerprint.of([finding(3)], root: "") { _ in Array(text.utf8) }
    #expect(baseline.compare(renamed).new == [0])
  }

  @Test("tells findings about a whole file apart by their message, whatever numbers are in it")
  func wholeFile() {
    let whole = [finding(1, 1..<1), finding(3, 1..<1)]
    #expect(Set(fingerprints(whole, in: text)).count == 1)
    #expect(fingerprints(whole, in: text)[0] != fingerprints([finding(1, 1..<1, code: "x")], in: text)[0])
  }

  @Test("that is none is refused with its line", arguments: ["", "{}", "# Findings"])
  func header(text: String) {
    let failure = #expect(throws: Baseline.Failure.self) { try Baseline(parsing: text) }
    #expect(failure?.line == 1)
  }

  @Test("with a damaged line is refused with that line", arguments: ["x y z w", "0 a 00 f", "1 a zz f", "1 a 00"])
  func damaged(line: String) throws {
    let good = Baseline(fingerprints([finding(3)], in: text)).text
    let failure = #expect(throws: Baseline.Failure.self) { try Baseline(parsing: good + line + "\n") }
    #expect(failure?.line == 3)
    #expect(failure?.reason.contains(line) == true)
  }
}
