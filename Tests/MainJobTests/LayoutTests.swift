internal import Docset
internal import Foundation
internal import Testing

/// The import lines of the sources, held against the rules of `.github/ARCHITECTURE.md`.
@Suite("The modules")
struct LayoutTests {
  private struct Import: CustomStringConvertible {
    /// Below `Sources`.
    var file: String
    var module: String

    /// `Site` of `Site/Checks/LinkChecks.swift`.
    var group: Substring { file.prefix { $0 != "/" } }
    var importer: Substring { file.split(separator: "/").dropFirst().first ?? "" }
    var description: String { "\(file) imports \(module)" }
  }

  private static let sources = Repository.root + "/Sources"

  private static func imports() throws -> [Import] {
    try FileTree(of: sources).files.filter { $0.hasSuffix(".swift") }.flatMap { file in
      try Files.read("\(sources)/\(file)").split(separator: UInt8(ascii: "\n")).compactMap { line in
        let words = String(decoding: line, as: UTF8.self).split(separator: " ").drop { word in
          ["internal", "package", "public", "private", "@preconcurrency"].contains(word)
        }
        guard words.first == "import", words.count == 2, let module = words.last else { return nil }
        return Import(file: file, module: String(module))
      }
    }
  }

  /// The modules of a group: the folders in it.
  private static func modules(_ groups: String...) throws -> Set<String> {
    try Set(groups.flatMap { try Files.names(in: "\(sources)/\($0)") })
  }

  private func expectNone(_ isWrong: (Import) -> Bool) throws {
    let wrong = try Self.imports().filter(isWrong)
    #expect(wrong.isEmpty)
  }

  @Test("are all seen by this suite")
  func seen() throws {
    let imports = try Self.imports()
    #expect(imports.count > 500)
    #expect(imports.contains { $0.importer == "CommonMark" && $0.module == "CCMark" })
  }

  @Test("know libcmark in one place")
  func commonMark() throws {
    try expectNone { $0.module == "CCMark" && $0.importer != "CommonMark" }
  }

  @Test("know nothing of documents where they reset passwords, and nothing of passwords where they read documents")
  func reset() throws {
    // YAML within bounds is no document.
    let documents = try Self.modules("Articles", "Site", "Steps", "Products", "Tool").subtracting(["BoundedYAML"])
    let reset = try Self.modules("Reset")
    try expectNone { $0.group == "Reset" && documents.contains($0.module) }
    try expectNone { ["Articles", "Site", "Steps"].contains($0.group) && reset.contains($0.module) }
  }

  @Test("of a site know neither steps nor products: what was run reaches pages as plain values")
  func site() throws {
    let others = try Self.modules("Steps", "Products", "Tool")
    try expectNone { $0.group == "Site" && others.contains($0.module) }
  }

  @Test("of steps know no product, and a site only where both are put together")
  func steps() throws {
    let products = try Self.modules("Products", "Tool")
    let site = try Self.modules("Site")
    try expectNone { $0.group == "Steps" && products.contains($0.module) }
    try expectNone { $0.group == "Steps" && $0.importer != "ProcedureTesting" && site.contains($0.module) }
  }

  @Test("of articles know nothing above them")
  func articles() throws {
    let above = try Self.modules("Site", "Steps", "Products", "Tool")
    try expectNone { $0.group == "Articles" && above.contains($0.module) }
  }

  @Test("parse arguments in the tool only")
  func arguments() throws {
    try expectNone { $0.module == "ArgumentParser" && $0.group != "Tool" }
  }

  @Test(
    "that resolve, check and render read no file", arguments: ["SiteModel", "SiteRendering", "Checks", "SiteSearch"])
  func files(module: String) throws {
    let system = ["Foundation", "Glibc", "CLibrary", "ChildProcesses"]
    try expectNone { $0.importer == module && system.contains($0.module) }
    for file in try FileTree(of: "\(Self.sources)/Site/\(module)").files where file.hasSuffix(".swift") {
      let text = String(decoding: try Files.read("\(Self.sources)/Site/\(module)/\(file)"), as: UTF8.self)
      let reading = ["read", "names", "exists", "isDirectory", "status"].filter { text.contains("Files.\($0)(") }
      #expect(reading.isEmpty, "\(module)/\(file)")
    }
  }
}
