import Checks
import ChildProcesses
import Diagnostics
import Docset
import Foundation
import LearnMarkdown
import ProcedureTesting
import SiteBuilding
import SiteModel
import Testing

/// A published docset of thousands of articles, in a folder that is gone when the test is over.
private final class Corpus {
  static let unpack = Repository.root + "/../shared/corpus/unpack"

  let folder = FileManager.default.temporaryDirectory.path + "/trin-corpus-\(UUID().uuidString)"
  var danish: String { folder + "/da-DK" }

  init() throws {
    let process = try ChildProcess.run(URL(filePath: Self.unpack), arguments: [folder])
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }
}

@Suite(
  "The certain repairs of a published docset",
  .enabled(if: ProcessInfo.processInfo.environment["TRIN_LONG_TESTS"] != nil, "TRIN_LONG_TESTS is not set"),
  .enabled(if: Files.exists(Corpus.unpack), "the articles are not here"))
struct CorpusRepairTests {
  /// Rules whose repairs make a link resolve without a finding that did not before. The paths with a space stand in
  /// running text here, or name images that only the source language has.
  private static let linkRules: Set<String> = [
    "mt-link-split", "mt-link-space", "mt-link-parenthesis", "mt-link-nested-bracket",
    "mt-fragment-space", "mt-path-backslash", "mt-path-root", "link-case-mismatch", "redirected-link",
    "bookmark-not-found",
  ]

  @Test("leave none of their kinds, change nothing a second time and nothing beside, and make their links resolve")
  func repairs() async throws {
    let corpus = try Corpus()
    let before = try await State(of: corpus.danish)
    let repairs = SitePipeline.repairs(of: before.findings, in: before.loaded)
    let files = Set(before.fixes.keys)
    let old = try Dictionary(uniqueKeysWithValues: files.map { ($0, try Files.read($0)) })
    for repair in repairs { try repair.write() }

    var made: [String: Int] = [:]
    for (file, fixes) in before.fixes {
      let changed = try ChangedEdits(fixes, from: try #require(old[file]), to: try Files.read(file))
      for code in changed.codes { made[code, default: 0] += 1 }
    }
    let after = try await State(of: corpus.danish)
    let second = SitePipeline.repairs(of: after.findings, in: after.loaded)
    #expect(second.isEmpty, "\(second.map(\.file))")
    #expect(after.findings.filter { $0.fix != nil }.map(\.code) == [])
    let linkRepairs = made.filter { Self.linkRules.contains($0.key) }.values.reduce(0, +)
    #expect(after.cleanLinks - before.cleanLinks == linkRepairs)
    #expect(
      after.loaded.site.docsets.map(\.catalog.pages.count) == before.loaded.site.docsets.map(\.catalog.pages.count))
    for (code, count) in made.sorted(by: { $0.key < $1.key }) {
      print("\(code): \(count) repairs, findings \(before.count(code)) before, \(after.count(code)) after")
    }
    print(
      "\(made.values.reduce(0, +)) repairs in \(repairs.count) files; links without a finding:",
      "\(before.cleanLinks) before, \(after.cleanLinks) after, \(linkRepairs) link repairs")
  }

  /// A docset as it is at one moment.
  private struct State {
    let loaded: LoadedSite
    let findings: [Diagnostic]
    /// By the path of the file.
    var fixes: [String: [(edit: Fix.Edit, code: String)]] = [:]
    var cleanLinks = 0

    init(of folder: String) async throws {
      loaded = try await SitePipeline.load(PipelineOptions(docset: folder, jobs: 2))
      findings = await SitePipeline.check(loaded, jobs: 2)
      for finding in findings {
        for edit in finding.fix?.edits ?? [] { fixes[finding.place.file, default: []].append((edit, finding.code)) }
      }
      for docset in loaded.site.docsets {
        let resolver = LinkResolver(loaded.site, docset)
        for file in docset.catalog.pages + docset.catalog.fragments {
          guard let page = docset.page(Array(file.path.utf8)) ?? docset.pages.first else { continue }
          for link in file.article.links where link.form != .include && !link.isMended {
            let resolution = resolver.resolve(link.destination, form: link.form, from: Array(file.path.utf8), on: page)
            if resolution.problems.isEmpty { cleanLinks += 1 }
          }
        }
      }
    }

    func count(_ code: String) -> Int { findings.count { $0.code == code } }
  }

  /// Walks two states of a file side by side: what differs must be an edit that a finding had announced.
  private struct ChangedEdits {
    /// Of each edit that was made, by which rule.
    var codes: [String] = []

    init(_ fixes: [(edit: Fix.Edit, code: String)], from old: [UInt8], to new: [UInt8]) throws {
      var (position, newPosition) = (0, 0)
      var last: Fix.Edit?
      for (edit, code) in fixes.sorted(by: { $0.edit.range.lowerBound < $1.edit.range.lowerBound }) where edit != last {
        last = edit
        let gap = old[position..<edit.range.lowerBound]
        try #require(new[newPosition...].starts(with: gap), "the bytes before \(edit) are as they were")
        newPosition += gap.count
        position = edit.range.upperBound
        let replacement = Array(edit.replacement.utf8)
        try #require(new[newPosition...].starts(with: replacement), "\(edit) was made")
        newPosition += replacement.count
        codes.append(code)
      }
      try #require(
        old[position...].elementsEqual(new[newPosition...]), "the bytes after the last edit are as they were")
    }
  }
}
