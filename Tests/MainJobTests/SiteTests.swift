import Diagnostics
import Docset
import FoundationEssentials
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("The site of the shipped articles")
struct SiteTests {
  @Test("has both languages, the ids of the first article, and the damaged link mended")
  func pages() async throws {
    let scratch = try Scratch()
    let loaded = try await Repository.load()
    let findings = await SitePipeline.check(loaded, jobs: 2)
    #expect(findings.filter { $0.severity == .error }.isEmpty)
    #expect(findings.map(\.code) == ["mt-link-split"])
    try await SitePipeline.write(loaded, to: scratch.path + "/site", jobs: 2)
    for locale in ["da-dk", "en-us"] {
      let page = try #require(scratch.text("site/\(locale)/\(Repository.resend).html"))
      for id in ["before-you-begin", "resend-user-password", "related-content"] {
        #expect(page.contains("<h2 id=\"\(id)\">"), "\(locale) \(id)")
      }
      #expect(page.contains("target=\"_blank\" rel=\"noopener\""))
    }
    let danish = try #require(scratch.text("site/da-dk/\(Repository.resend).html"))
    #expect(
      danish.contains("<a href=\"../admin-overview/admin-center-overview.html\">Hvad er en administratorkonto?</a>"))
  }

  @Test("shows a page that a language lacks in the source language, with a notice")
  func fallback() async throws {
    let scratch = try Scratch()
    try await SitePipeline.write(try await Repository.load(), to: scratch.path + "/site", jobs: 2)
    let page = try #require(scratch.text("site/da-dk/handbook/for-ci.html"))
    #expect(page.contains("<html lang=\"da-DK\">"))
    #expect(page.contains("class=\"fallback-notice\""))
    #expect(page.contains("<div lang=\"en-US\">"))
  }

  @Test("is the same byte for byte on one job and on eight, and rewrites no unchanged file")
  func sameBytes() async throws {
    let scratch = try Scratch()
    let output = scratch.path + "/site"
    try await SitePipeline.write(try await Repository.load(jobs: 1), to: output, jobs: 1)
    let before = try contents(output)
    try await SitePipeline.write(try await Repository.load(jobs: 8), to: output, jobs: 8)
    let after = try contents(output)
    #expect(before.count > 30)
    #expect(before.mapValues(\.bytes) == after.mapValues(\.bytes))
    #expect(before.mapValues(\.modified) == after.mapValues(\.modified))
  }

  private func contents(_ folder: String) throws -> [String: (bytes: [UInt8], modified: Date)] {
    var result: [String: (bytes: [UInt8], modified: Date)] = [:]
    for path in try FileTree(of: folder).files {
      let modified = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(path)")[.modificationDate] as? Date
      result[path] = (try Files.read("\(folder)/\(path)"), try #require(modified))
    }
    return result
  }
}

@Suite("An output folder")
struct OutputTests {
  @Test("that holds somebody's own files is left as it is")
  func foreignFolder() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"])
    try scratch.write("mine", to: "out/mine.txt")
    let loaded = try await Repository.load(scratch.path)
    await #expect(throws: OutputError.self) {
      try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    }
    #expect(scratch.text("out/mine.txt") == "mine")
    #expect(try FileTree(of: scratch.path + "/out").files == ["mine.txt"])
  }

  @Test("that cannot be made is named, and nothing is left behind")
  func unwritable() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"])
    try scratch.write("a file", to: "file")
    let loaded = try await Repository.load(scratch.path)
    let error = await #expect(throws: OutputError.self) {
      try await SitePipeline.write(loaded, to: scratch.path + "/file/out", jobs: 1)
    }
    #expect(error?.description.contains("/file/out") == true)
    #expect(try Files.names(in: scratch.path).filter { $0.contains("trin-") }.isEmpty)
  }

  @Test("gives folders whose names only look alike files of their own")
  func lookAlike() async throws {
    let (composed, decomposed) = ("caf\u{E9}", "cafe\u{301}")
    // A dictionary takes the two for one.
    let scratch = try Scratch.docset(["en-US/\(composed)/a.md": "# Composed\n"])
    try scratch.write("# Decomposed\n", to: "Content/en-US/\(decomposed)/a.md")
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/out", jobs: 2)
    #expect(scratch.text("out/en-us/\(composed)/a.html")?.contains(">Composed</h1>") == true)
    #expect(scratch.text("out/en-us/\(decomposed)/a.html")?.contains(">Decomposed</h1>") == true)
  }

  @Test("is replaced as a whole: a page whose article is gone goes too")
  func replaced() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n", "en-US/old.md": "# Old\n"])
    let output = scratch.path + "/out"
    try await SitePipeline.write(try await Repository.load(scratch.path), to: output, jobs: 1)
    #expect(scratch.text("out/en-us/old.html") != nil)
    try FileManager.default.removeItem(atPath: scratch.path + "/Content/en-US/old.md")
    try await SitePipeline.write(try await Repository.load(scratch.path), to: output, jobs: 1)
    #expect(scratch.text("out/en-us/old.html") == nil)
    #expect(scratch.text("out/en-us/index.html") != nil)
  }
}
