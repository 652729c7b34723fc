import Diagnostics
import Docset
import FoundationEssentials
import ProcedureTesting
import SiteBuilding
import Testing

/// A docset in a folder that is gone when the test is over.
final class TemporaryDocset {
  let path: String

  init(_ files: [String: String]) throws {
    path = FileManager.default.temporaryDirectory.path + "/trin-checks-" + UUID().uuidString
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = "\(path)/\(name)"
    let folder = file.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: file, contents: Data(bytes)))
  }

  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: "\(path)/\(name)").map { Array($0) } }

  func check(source: TemporaryDocset? = nil) async throws -> [Diagnostic] {
    var options = PipelineOptions(docset: path, reference: source?.path, jobs: 1)
    let found = await SitePipeline.check(try await SitePipeline.load(options), jobs: 1)
    if source != nil {
      // As `trin check` does where there are no steps to run.
      (options.keepsPage, options.readsSteps) = (false, false)
      #expect(await SitePipeline.check(try await SitePipeline.load(options), jobs: 1) == found)
    }
    return found
  }

  /// What `trin check --fix` would write.
  func repairs() async throws -> [FileRepair] {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: path, jobs: 1))
    return SitePipeline.repairs(of: await SitePipeline.check(loaded, jobs: 1), in: loaded)
  }

  /// The findings as `file:line:column code`, with paths relative to the docset.
  func codes(source: TemporaryDocset? = nil) async throws -> [String] {
    try await check(source: source).map { finding in
      let file = finding.place.file.replacing(path + "/", with: "")
      return "\(file):\(finding.place.line):\(finding.place.column) \(finding.code)"
    }
  }

  /// An article whose metadata is complete.
  static func article(_ body: String) -> String { "---\ntitle: T\ndescription: D\n---\n# T\n\n" + body + "\n" }

  /// A docset of one locale in Trin's own shape, with a home page; `a.md` holds the body.
  static func own(_ body: String, _ others: [String: String] = [:], site: String = "") throws -> TemporaryDocset {
    var files = ["Site/site.yml": "locales: [en-US]\n" + site, "Content/en-US/index.md": article("Home")]
    files["Content/en-US/a.md"] = article(body)
    for (name, text) in others { files[name.contains("/") ? name : "Content/en-US/" + name] = text }
    return try TemporaryDocset(files)
  }

  /// A Learn repository of one locale whose docset is the folder `docs`.
  static func learn(
    _ articles: [String: String], locale: String = "en-US", others: [String: String] = [:]
  ) throws -> TemporaryDocset {
    var files = [
      ".openpublishing.publish.config.json":
        "{\"docsets_to_publish\":[{\"build_source_folder\":\"docs\",\"locale\":\"\(locale)\"}]}",
      "docs/docfx.json":
        "{\"build\":{\"content\":[{\"files\":[\"**/*.md\",\"**/*.yml\"],\"exclude\":[\"**/includes/**\"]}]}}",
    ]
    for (name, text) in articles { files["docs/" + name] = text }
    for (name, text) in others { files[name] = text }
    return try TemporaryDocset(files)
  }
}
