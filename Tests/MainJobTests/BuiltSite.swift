import Diagnostics
import Foundation
import ProcedureTesting
import SiteBuilding
import Testing

/// A docset as it comes out: its findings, and the files of its site.
struct BuiltSite {
  let scratch: Scratch
  let findings: [Diagnostic]
  /// By their paths.
  let files: [String: String]

  /// A docset in Trin's own shape.
  init(_ files: [String: String], site: String = "locales: [en-US]\n") async throws {
    try await self.init(try Scratch.docset(files, site: site))
  }

  init(_ scratch: Scratch) async throws {
    self.scratch = scratch
    let loaded = try await Repository.load(scratch.path)
    let prefix = scratch.path + "/"
    findings = await SitePipeline.check(loaded, jobs: 2)
      .filter { !["description-missing", "title-missing", "toc-entry-missing"].contains($0.code) }
      .map { finding in
        var finding = finding
        finding.place.file = finding.place.file.replacing(prefix, with: "", maxReplacements: 1)
        return finding
      }
    let output = URL(fileURLWithPath: scratch.path + "/out")
    try await SitePipeline.write(loaded, to: output.path, jobs: 2)
    var files: [String: String] = [:]
    let all = FileManager.default.enumerator(at: output, includingPropertiesForKeys: [.isRegularFileKey])
    while let file = all?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      let path = file.standardizedFileURL.path.replacing(output.standardizedFileURL.path + "/", with: "")
      files[path] = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
    self.files = files
  }

  func page(_ path: String) throws -> String { try #require(files[path], "\(path) was not written") }

  /// `file:line code`, in reading order.
  var found: [String] { findings.map { "\($0.place.file):\($0.place.line) \($0.code)" } }

  func codes() -> [String] { Set(findings.map(\.code)).sorted() }
}
