import Diagnostics
import Docset
import Foundation
import SeededNumbers
import Testing

/// A file in the simple form, and the same with an escape somewhere, which only the decoder reads, are one file.
@Suite("Redirections in the simple form")
struct PlainRedirectionsTests {
  private struct Read: Equatable {
    var from: String
    var to: String
    var line: Int
    var column: Int
  }

  private func read(_ json: String) throws -> [Read] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder + "/docs", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, text) in [
      ".openpublishing.publish.config.json": #"{"docsets_to_publish": [{"build_source_folder": "docs"}]}"#,
      "docs/docfx.json": #"{"build": {}}"#, ".openpublishing.redirection.json": json,
    ] { try Data(text.utf8).write(to: URL(filePath: folder + "/" + name)) }
    return try Workspace.open(folder, reference: nil).redirections().map {
      Read(from: $0.from, to: $0.to, line: $0.place.line, column: $0.place.column)
    }
  }

  @Test("are read as the decoder reads them", arguments: 0..<60)
  func same(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let spaces = ["", " ", "\n", "\r\n  ", "\t"]
    func space() -> String { spaces.randomElement(using: &random) ?? "" }
    let values = ["\"/a/b\"", "\"docs/x.md\"", "\"\"", "\"æ 'ø', [å]: {x}\"", "\"/\""]
    let others = values + ["true", "false"]
    let keys = ["redirect_url", "redirect_document_id", "monikers"]
    let entries = (0..<Int.random(in: 0...5, using: &random)).map { _ in
      let source = ["source_path", "source_path_from_root"].randomElement(using: &random) ?? ""
      let used = (keys.filter { _ in Bool.random(using: &random) } + [source]).shuffled(using: &random)
      let pairs = used.map { key in
        let value = (key.hasPrefix("redirect_doc") ? others : values).randomElement(using: &random) ?? "true"
        return "\(space())\"\(key)\"\(space()):\(space())\(value)\(space())"
      }
      return "\(space()){\(pairs.joined(separator: ","))}\(space())"
    }
    let json = "\(space()){\(space())\"redirections\"\(space()):\(space())[\(entries.joined(separator: ","))\(space())]"
    let plain = try read(json + "\(space())}\(space())")
    #expect(plain.count == entries.count)
    #expect(try read(json + ",\"x\":\"\\u0041\"}") == plain)
  }

  @Test(
    "are left to the decoder where they are not quite simple",
    arguments: [
      #"{"redirections":[{"source_path":"docs\/a.md","redirect_url":"/b"}]}"#,
      #"{"redirections":[{"source_path":"docs/a.md","redirect_url":"/b",}]}"#,
      #"{"redirections":[{"source_path":"docs/a.md","redirect_url":"/b"},]}"#,
      #"{redirections:[{source_path:'docs/a.md',"redirect_url":"/b"}]}"#,
      #"{"x":[1],"redirections":[{"source_path":"docs/a.md","redirect_url":"/b","n":{"y":[2.5,null]}}]}"#,
      "\u{FEFF}{\"redirections\":[{\"source_path\":\"docs/a.md\",\"redirect_url\":\"/b\"}]}",
    ])
  func others(_ json: String) throws {
    let read = try read(json)
    #expect(read.map(\.from) == ["docs/a.md"] && read.map(\.to) == ["/b"])
  }

  @Test(
    "are no redirections where the file is broken",
    arguments: [
      "", "{", #"{"redirections":[{"source_path":"a"}"#, #"{"redirections":[{"source_path":"a"}]} x"#,
      #"{"redirections":[{"source_path":1}]}"#, #"{"redirections":[{"source_path":"a"#, #"{"redirections":{}}"#,
    ])
  func broken(_ json: String) { #expect(throws: DocsetError.self) { try read(json) } }
}
