internal import Diagnostics
internal import Foundation
internal import Testing

@Suite("A fix")
struct FixTests {
  private func apply(_ edits: [Fix.Edit], to text: String) throws -> String {
    String(decoding: try Fix(edits).apply(to: Array(text.utf8)), as: UTF8.self)
  }

  @Test("replaces, puts in and takes out, whatever the order of its edits")
  func edits() throws {
    #expect(try apply([.init(4..<5, "E"), .init(0..<1, ""), .init(6..<6, "!")], to: "abcdef") == "bcdEf!")
    #expect(try apply([], to: "abc") == "abc")
    #expect(try apply([.init(0..<0, "x")], to: "") == "x")
    #expect(try apply([.init(1..<1, "x"), .init(1..<2, "y")], to: "abc") == "axyc")
  }

  @Test("leaves every other byte as it was, also where they are no UTF-8")
  func otherBytes() throws {
    let bytes: [UInt8] = [0xFF, 0x0D, 0x0A, 0x00, 0xC3]
    #expect(try Fix([.init(1..<3, "\n")]).apply(to: bytes) == [0xFF, 0x0A, 0x00, 0xC3])
  }

  @Test("is refused when edits collide or leave the file")
  func collisions() {
    #expect(throws: FixError.overlap(0..<3, 2..<4)) { try apply([.init(2..<4, ""), .init(0..<3, "")], to: "abcdef") }
    #expect(throws: FixError.overlap(2..<2, 2..<2)) { try apply([.init(2..<2, "a"), .init(2..<2, "b")], to: "abc") }
    #expect(throws: FixError.overlap(1..<4, 2..<2)) { try apply([.init(1..<4, "a"), .init(2..<2, "b")], to: "abcd") }
    #expect(throws: FixError.outOfBounds(2..<4, count: 3)) { try apply([.init(2..<4, "a")], to: "abc") }
  }

  @Test("is merged with others whole or not at all")
  func merging() throws {
    let first = Fix([.init(0..<1, "A")])
    let colliding = Fix([.init(4..<5, "E"), .init(0..<2, "x")])
    let second = Fix([.init(4..<5, "e"), .init(0..<1, "A")])
    let (fix, leftOut) = Fix.merging([first, colliding, second])
    #expect(leftOut == [1])
    #expect(fix.edits == [.init(0..<1, "A"), .init(4..<5, "e")])
    #expect(try fix.apply(to: Array("abcde".utf8)) == Array("Abcde".utf8))
  }
}

@Suite("A diff of a fix")
struct UnifiedDiffTests {
  private static let lines = (1...30).map { "line \($0)\n" }.joined()

  @Test("shows the mended lines of an article")
  func article() throws {
    let fix = Fix.merging(try Fixture.findings().filter { $0.place.file == Fixture.article }.compactMap(\.fix)).fix
    let bytes = try #require(Fixture.bytes(Fixture.article))
    let diff = try UnifiedDiff.bytes(of: fix, to: bytes, file: Fixture.article)
    try Fixture.expect(String(decoding: diff, as: UTF8.self), toEqual: "findings.diff")
  }

  @Test("is empty when nothing changes")
  func nothing() throws {
    #expect(try UnifiedDiff.bytes(of: Fix([]), to: [0x61], file: "a").isEmpty)
    #expect(try UnifiedDiff.bytes(of: Fix([.init(0..<1, "a")]), to: [0x61], file: "a").isEmpty)
  }

  @Test(
    "is applied by git with the same result",
    .enabled(if: OtherProgram.git.isInstalled, "git is missing"),
    arguments: [
      ("a\nb\nc\n", [Fix.Edit(2..<3, "B")]), ("a\nb\nc", [.init(4..<5, "C")]), ("a\nb\nc", [.init(5..<5, "\n")]),
      ("a\nb\n", [.init(3..<4, "")]), ("a\nb\n", [.init(4..<4, "c\nd")]), ("a\nb\n", [.init(0..<4, "")]),
      ("a\nb\nc\n", [.init(1..<2, "")]), ("a\nb\nc\n", [.init(2..<4, "")]), ("a\nb\nc\n", [.init(0..<0, "x\n")]),
      ("a\r\nb\r\n", [.init(3..<4, "x")]), ("", [.init(0..<0, "new\n")]), ("x", [.init(0..<1, "")]),
      ("a\nb\nc\n", [.init(0..<1, "1\n2"), .init(1..<1, "3"), .init(2..<3, ""), .init(3..<4, "")]),
      (lines, [.init(0..<4, "x"), .init(40..<60, ""), .init(200..<200, "\n\n"), .init(215..<220, "y\nz")]),
      (lines, [.init(0..<1, "l"), .init(100..<101, "_"), .init(101..<130, "a\nb\nc\nd\n")]),
    ])
  func git(before: String, edits: [Fix.Edit]) throws {
    let fix = Fix(edits)
    let name = "folder/an \"odd\" name.md"
    let diff = try UnifiedDiff.bytes(of: fix, to: Array(before.utf8), file: name)
    try OtherProgram.inTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "folder"), withIntermediateDirectories: true)
      let file = folder.appending(path: name)
      try Data(before.utf8).write(to: file)
      try Data(diff).write(to: folder.appending(path: "fix.diff"))
      let result = try OtherProgram.git.run(["apply", "--whitespace=nowarn", "fix.diff"], in: folder)
      #expect(result.status == 0, "\(result.output)\n\(String(decoding: diff, as: UTF8.self))")
      #expect(Array(try Data(contentsOf: file)) == (try fix.apply(to: Array(before.utf8))))
    }
  }
}
