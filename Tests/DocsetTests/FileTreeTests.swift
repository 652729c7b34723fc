import Foundation
import Testing

@testable internal import Docset

@Suite("The files of a folder")
struct FileTreeTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

  private func write(_ path: String, _ text: String = "text") throws {
    let file = URL(filePath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  private func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(path)", withDestinationPath: target)
  }

  private func tree(mostFiles: Int = FileTree.mostFiles) throws -> FileTree {
    try FileTree(of: SourceFolder(folder), mostFiles: mostFiles)
  }

  @Test("are each listed once, however many links lead back to it")
  func circles() throws {
    try write("a/b/x.md")
    for number in 0..<20 {
      try link("up\(number)", to: ".")
      try link("a/b/up\(number)", to: "../..")
    }
    let tree = try tree()
    #expect(tree.files == ["a/b/x.md"])
    #expect(tree.repeatedLinks.count == 40)
    #expect(tree.outsideLinks == [])
  }

  @Test("have the path without a link, in whatever order the system lists them")
  func realPathFirst() throws {
    try write("z/x.md")
    try link("a", to: "z")
    try link("b", to: "a")
    let tree = try tree()
    #expect(tree.files == ["z/x.md"])
    #expect(tree.repeatedLinks == ["a", "b"])
  }

  @Test("are read through a link to a hidden folder, and by an absolute link within")
  func linkedWithin() throws {
    try write(".shared/x.md", "shared")
    try write("deep/y.md", "deep")
    try link("shown", to: ".shared")
    try link("absolute.md", to: folder + "/deep/y.md")
    let tree = try tree()
    #expect(tree.files == ["absolute.md", "deep/y.md", "shown/x.md"])
    let source = SourceFolder(folder)
    #expect(try source.read("shown/x.md") == Array("shared".utf8))
    #expect(try source.read("absolute.md") == Array("deep".utf8))
  }

  @Test("do not lie behind links that lead out of it or nowhere")
  func outside() throws {
    try write("a.md")
    for (name, target) in [
      ("etc", "/etc"), ("file.md", "/etc/hostname"), ("up", ".."), ("gone.md", "nothing.md"), ("self", "self"),
    ] { try link(name, to: target) }
    let tree = try tree()
    #expect(tree.files == ["a.md"])
    #expect(tree.outsideLinks == ["etc", "file.md", "gone.md", "self", "up"])
  }

  @Test("are counted, and those that lie too deep are named")
  func bounds() throws {
    for number in 0..<10 { try write("many/\(number).md") }
    let cut = try tree(mostFiles: 4)
    #expect(cut.files.count == 4 && cut.isCut)
    try write(String(repeating: "d/", count: FileTree.deepest + 1) + "x.md")
    let deep = try tree()
    #expect(deep.files.count == 10 && !deep.isCut)
    #expect(deep.tooDeep == [Array(repeating: "d", count: FileTree.deepest + 1).joined(separator: "/")])
  }

  @Test("are none where the folder is the output of an earlier build")
  func outputs() throws {
    try write("a.md")
    try write("public/.trin-site")
    try write("public/a.html")
    try write("public/deeper/b.md")
    #expect(try tree().files == ["a.md"])
  }

  // MARK: Reading

  @Test(
    "are not read by a path that leaves the folder", arguments: ["/etc/hostname", "../x", "a/../../x", "..", "a/../.."])
  func escaping(_ path: String) throws {
    try write("a/x.md")
    let source = SourceFolder(folder + "/a")
    try write("x")
    #expect(throws: Files.Failure.self) { try source.read(path) }
    #expect(source.kind(of: "../x") == .outside)
  }

  @Test("are not read where a folder on the way was changed for a link after they were listed")
  func swapped() throws {
    try write("in/docs/x.md")
    try write("secret/x.md", "secret")
    let source = SourceFolder(folder + "/in")
    #expect(try FileTree(of: source).files == ["docs/x.md"])
    try FileManager.default.removeItem(atPath: folder + "/in/docs")
    try link("in/docs", to: "../secret")
    #expect(throws: Files.Failure.self) { try source.read("docs/x.md") }
    try FileManager.default.removeItem(atPath: folder + "/in/docs")
    try write("in/docs/y.md")
    try link("in/docs/x.md", to: "../../secret/x.md")
    #expect(throws: Files.Failure.self) { try source.read("docs/x.md") }
    #expect(source.kind(of: "docs/x.md") == .outside)
  }
}
