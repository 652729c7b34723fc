import Diagnostics
import Docset
import Foundation
import ProcedureTesting
import SeededNumbers
import SiteBuilding
import SiteModel
import Testing

@Suite("A docset that is kept under edits", .timeLimit(.minutes(10)))
struct KeptSiteTests {
  @Test("is after any edits what it would be if it were read anew", arguments: 1...4)
  func randomEdits(seed: Int) async throws {
    var edits = RandomEdits(seed: UInt64(seed), in: try RandomEdits.docset())
    var kept = await SitePipeline.keep(try await Repository.load(edits.scratch.path), jobs: 2)
    var kinds: [String: Int] = [:]
    for step in 1...40 {
      let (what, paths) = try edits.next()
      let (next, update) = await kept.after(paths)
      let fresh = await SitePipeline.keep(try await Repository.load(edits.scratch.path), jobs: 2)
      kinds["\(what): \(next == nil ? "whole" : "touched")", default: 0] += 1
      kept = next ?? fresh
      let same = kept.findings.all == fresh.findings.all && kept.findings.count == fresh.findings.count
      #expect(same, "step \(step), \(what) of \(paths): \(update)")
      let (live, anew) = (
        LivePages(kept.loaded, findings: kept.findings), LivePages(fresh.loaded, findings: fresh.findings)
      )
      var pages = 0
      for docset in fresh.loaded.site.docsets {
        for page in docset.pages {
          let path = "/" + String(decoding: page.route, as: UTF8.self)
          pages += 1
          for path in [path, path + ".md"] {
            #expect(live.content(at: path)?.bytes == anew.content(at: path)?.bytes, "step \(step), \(what): \(path)")
          }
          #expect(live.findings(at: path) == anew.findings(at: path))
        }
      }
      #expect(pages > 8)
      if !same { return }
    }
    // A test that only ever reads all anew would prove nothing.
    #expect(kinds["text: touched", default: 0] > 0 && kinds["heading: touched", default: 0] > 0, "\(kinds)")
    #expect(kinds["include: touched", default: 0] > 0 && kinds["text: whole"] == nil, "\(kinds)")
  }

  @Test("says why all has to be read again, and what an edit touched")
  func reasons() async throws {
    let edits = RandomEdits(seed: 1, in: try RandomEdits.docset())
    let scratch = edits.scratch
    let kept = await SitePipeline.keep(try await Repository.load(scratch.path), jobs: 1)
    let folder = try #require(Files.realPath(scratch.path))
    func update(_ name: String, _ change: (String) -> String) async throws -> String {
      try scratch.write(change(scratch.text(name) ?? ""), to: name)
      return "\(await kept.after([folder + "/" + name]).update)"
    }
    #expect(try await update("Content/en-US/p1.md") { $0 } == "nothing: no file has other bytes than before")
    let heading = try await update("Content/en-US/p1.md") { $0.replacingOccurrences(of: "## Alpha", with: "## Omega") }
    #expect(heading.contains("read again: \(scratch.path)/Content/en-US/p1.md"))
    #expect(heading.contains("bookmarks changed"))
    #expect(heading.contains("checked again: \(scratch.path)/Content/en-US/p0.md"), "it links there: \(heading)")
    #expect(heading.contains("checked again: \(scratch.path)/Content/da-DK/p1.md"), "its translation: \(heading)")
    #expect(!heading.contains("p5.md"), "it has nothing to do with it: \(heading)")
    #expect(try await update("Site/site.yml") { $0 + "\n" }.contains("it is no file of a docset"))
    #expect(try await update("Content/en-US/TOC.yml") { $0 + "\n" }.contains("it is a table of contents"))
    #expect(try await update("Content/en-US/p2.md") { "---\nuid: x\n---\n" + $0 }.contains("changed"))
  }
}

/// Edits of a small docset of two languages as people make them, and as they should not.
struct RandomEdits {
  let scratch: Scratch
  private let folder: String
  private var random: SeededGenerator
  private var number = 0

  init(seed: UInt64, in scratch: Scratch) {
    self.scratch = scratch
    folder = Files.realPath(scratch.path) ?? scratch.path
    random = SeededGenerator(seed: seed)
  }

  static func docset() throws -> Scratch {
    var files: [String: String] = ["en-US/includes/x.md": "Shared **Save** words.\n\n### Shared part\n"]
    files["da-DK/includes/x.md"] = "Fælles **Gem** ord.\n\n### Fælles del\n"
    for (locale, words) in [
      ("en-US", ["Alpha", "Choose **Users**", "See"]), ("da-DK", ["Alfa", "Vælg **Brugere**", "Se"]),
    ] {
      var toc = ""
      for number in 0..<8 {
        files["\(locale)/p\(number).md"] = """
          ---
          title: Page \(number)
          description: About \(number).
          ---
          # Page \(number)

          ## \(words[0]) \(number)

          \(words[2]) [next](p\((number + 1) % 8).md#alpha-\((number + 1) % 8)) and **Save**.

          1. \(words[1]) \(number).
          2. **Gem**.
          \(number % 3 == 0 ? "\n[!INCLUDE [x](includes/x.md)]\n" : "")
          """
        if number != 7 { toc += "- name: Page \(number)\n  href: p\(number).md\n" }
      }
      files["\(locale)/TOC.yml"] = toc
    }
    return try Scratch.docset(files, site: "locales: [en-US, da-DK]\n")
  }

  /// Makes one edit; says what kind it was, and which files it changed.
  mutating func next() throws -> (what: String, paths: Set<String>) {
    number += 1
    let locale = ["en-US", "da-DK"].randomElement(using: &random) ?? ""
    let page = "Content/\(locale)/p\(Int.random(in: 0..<8, using: &random)).md"
    let other = "p\(Int.random(in: 0..<10, using: &random)).md"
    let include = "Content/\(locale)/includes/x.md"
    let table = "Content/\(locale)/TOC.yml"
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1: return try edit("text", page) { $0 + "\nMore text \(number), with 7 words.\n" }
    case 2: return try edit("heading", page) { Self.replace("## ", "## New ", in: $0) }
    case 3: return try edit("heading", page) { $0 + "\n## Added \(number)\n" }
    case 4: return try edit("bold", page) { $0 + "\nChoose **Save \(number % 3)** and **brugere**.\n" }
    case 5: return try edit("link", page) { $0 + "\nSee [that](\(other)#alpha-\(number % 9)) and [it](\(other)).\n" }
    case 6: return try edit("include", include) { $0 + "\nAnother line \(number).\n" }
    case 7: return try edit("include heading", include) { $0 + "\n### Part \(number)\n" }
    case 8: return try edit("title", page) { Self.replace("title: ", "title: Other ", in: $0) }
    case 9: return try edit("damage", page) { $0 + "\nSe [siden] (\(other)) og ** fed**.\n" }
    case 10:
      return try edit("ignore", page) { $0 + "\n<!-- trin-ignore: file-not-found -->\n\nSee [no](no\(number).md).\n" }
    case 11: return try edit("table", table) { $0 + "- name: Extra \(number)\n  href: \(other)\n" }
    case 12:
      guard scratch.text(page) != nil else { return try edit("added", page) { _ in "# Back\n\n## Alpha\n" } }
      try FileManager.default.removeItem(atPath: scratch.path + "/" + page)
      return ("deleted", [folder + "/" + page])
    default:
      let new = "Content/\(locale)/p\(8 + number % 2).md"
      return try edit("added", new) { $0 + "# New \(number)\n\n## Alpha \(number)\n" }
    }
  }

  private func edit(_ what: String, _ name: String, _ change: (String) -> String) throws -> (String, Set<String>) {
    let old = scratch.text(name)
    try scratch.write(change(old ?? ""), to: name)
    return (old == nil ? "added" : what, [folder + "/" + name])
  }

  private static func replace(_ old: String, _ new: String, in text: String) -> String {
    guard let range = text.range(of: "\n" + old) else { return text + "\n" }
    return text.replacingCharacters(in: range, with: "\n" + new)
  }
}
