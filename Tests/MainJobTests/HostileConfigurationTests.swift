import Diagnostics
import Docset
import Foundation
import ProcedureTesting
import SiteBuilding
import Testing

/// What a stranger may send a pull request with. `TRIN_LONG_TESTS=1` tries ten thousand, and prints the figures.
@Suite("A hostile configuration")
struct HostileConfigurationTests {
  private static let isLong = ProcessInfo.processInfo.environment["TRIN_LONG_TESTS"] != nil

  private struct Count {
    var refused = 0
    var written = 0
    var unwritten = 0
    var longest = Duration.zero
  }

  /// The words of files that are none of the docset's.
  private static let secret = "words-from-outside"

  @Test("writes nothing outside of the output, reads nothing outside of the docset, and ends", .timeLimit(.minutes(60)))
  func generated() async throws {
    let scratch = try Scratch()
    // Some levels deep, so that a few `..` are still in a folder that is looked at.
    let (docset, output) = (scratch.path + "/1/2/3/docset", scratch.path + "/1/2/3/site/out")
    try scratch.write("# \(Self.secret)\n", to: "from/index.md")
    for path in ["1/2/3/from/index.md", "1/2/from/index.md", "1/2/3/from.md", "1/2/3/site/from/a.md"] {
      try scratch.write("# \(Self.secret)\n", to: path)
    }
    let before = try listing(scratch.path)
    var count = Count()
    for seed in 0..<UInt64(Self.isLong ? 10_000 : 150) {
      let start = ContinuousClock.now
      let configuration = HostileConfiguration(seed: seed)
      try FileManager.default.createDirectory(atPath: docset, withIntermediateDirectories: true)
      configuration.write(to: docset)
      let made = try listing(docset)
      await build(docset, to: output, &count)
      #expect(try listing(docset) == made, "\(seed): the docset itself was changed: \(configuration.files)")
      for path in leaks(output) { Issue.record("\(seed): \(path) holds what lies outside: \(configuration.files)") }
      try FileManager.default.removeItem(atPath: docset)
      try? FileManager.default.removeItem(atPath: output)
      let after = try listing(scratch.path)
      #expect(after == before, "\(seed): \(after.symmetricDifference(before)) of \(configuration.files)")
      count.longest = max(count.longest, start.duration(to: .now))
      if after != before { return }
    }
    #expect(count.refused > 10 && count.written > 10)
    if Self.isLong {
      print(
        "hostile configurations: \(count.refused) refused, \(count.written) built, \(count.unwritten) not written, "
          + "the longest took \(count.longest); nothing was written outside")
    }
  }

  private func build(_ docset: String, to output: String, _ count: inout Count) async {
    do {
      let loaded = try await Repository.load(docset, jobs: 2)
      _ = await SitePipeline.check(loaded, jobs: 2)
      try await SitePipeline.write(loaded, to: output, jobs: 2)
      count.written += 1
    } catch is DocsetError {
      count.refused += 1
    } catch {
      count.unwritten += 1
    }
  }

  /// Every file and folder below one, links not followed, and how large it is.
  private func listing(_ folder: String) throws -> Set<String> {
    var found: Set<String> = []
    let manager = FileManager.default
    for case let path as String in manager.enumerator(atPath: folder) ?? FileManager.DirectoryEnumerator() {
      let attributes = try manager.attributesOfItem(atPath: "\(folder)/\(path)")
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      found.insert("\(path) \(isFile ? attributes[.size] ?? 0 : 0)")
    }
    // The folder that outputs are made in comes with the first.
    return found.filter { $0 != "1/2/3/site 0" }
  }

  /// What of the output is no plain file, or holds the words of a file outside.
  private func leaks(_ output: String) -> [String] {
    guard let paths = FileManager.default.enumerator(atPath: output) else { return [] }
    return paths.compactMap { $0 as? String }.filter { path in
      let type = try? FileManager.default.attributesOfItem(atPath: "\(output)/\(path)")[.type] as? FileAttributeType
      guard type == .typeRegular else { return type != .typeDirectory }
      let bytes = FileManager.default.contents(atPath: "\(output)/\(path)") ?? Data()
      return bytes.range(of: Data(Self.secret.utf8)) != nil
    }
  }

  // MARK: One by one

  @Test(
    "that names a way out of the docset is refused at its place",
    arguments: [
      ("locales: [en-US, ../x]\n", 1, 18), ("locales: [en-US, /x]\n", 1, 18), ("locales: [en-US, en_US]\n", 1, 18),
      ("locales: [en-US]\ntheme: ../..\n", 2, 8), ("locales: [en-US]\ntheme: /etc\n", 2, 8),
      ("locales: [en-US]\nredirects:\n- from: ../x.md\n  to: /\n", 3, 9),
      ("locales: [en-US]\nredirects:\n- from: a/../../x.md\n  to: /\n", 3, 9),
      (
        "locales: [en-US]\nsuppressions:\n- code: x\n  reason: r\n  file: '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}'\n",
        3, 3
      ),
    ])
  func own(_ site: String, _ line: Int, _ column: Int) async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"], site: site)
    let error = await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path) }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.place?.line == line && error?.place?.column == column, "\(String(describing: error))")
  }

  @Test(
    "of a Learn repository that names a way out is refused at its place",
    arguments: [
      (".openpublishing.publish.config.json", #"{"docsets_to_publish": [{"build_source_folder": "../x"}]}"#, 49),
      (".openpublishing.publish.config.json", #"{"docsets_to_publish": [{"build_source_folder": "/etc"}]}"#, 49),
      (
        ".openpublishing.publish.config.json",
        #"{"docsets_to_publish": [{"build_source_folder": "docs", "locale": "../../x"}]}"#, 67
      ),
      (
        ".openpublishing.redirection.json",
        #"{"redirections": [{"source_path": "docs/../../x.md", "redirect_url": "/"}]}"#, 20
      ),
      (
        ".openpublishing.redirection.json", #"{"redirections": [{"source_path": "..\\x.md", "redirect_url": "/"}]}"#, 20
      ),
      ("docs/docfx.json", #"{"build": {"content": [{"files": "**", "src": "../.."}]}}"#, 47),
      ("docs/docfx.json", #"{"build": {"content": [{"files": "**", "dest": "../x"}]}}"#, 48),
      ("docs/docfx.json", #"{"build": {"resource": [{"dest": "/x"}]}}"#, 34),
    ])
  func learn(_ file: String, _ text: String, _ column: Int) async throws {
    let scratch = try Scratch()
    try scratch.write(
      #"{"docsets_to_publish": [{"build_source_folder": "docs"}]}"#, to: ".openpublishing.publish.config.json")
    try scratch.write("# A\n", to: "docs/index.md")
    try scratch.write(text, to: file)
    let error = await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path) }
    #expect(error?.code == .invalidConfiguration)
    #expect(
      error?.place?.file.hasSuffix(file) == true && error?.place?.column == column, "\(String(describing: error))")
  }

  @Test("whose folder is a symbolic link out of the repository is refused")
  func linkedFolders() async throws {
    let scratch = try Scratch()
    try scratch.write("# \(Self.secret)\n", to: "outside/index.md")
    try scratch.write(
      #"{"docsets_to_publish": [{"build_source_folder": "docs"}]}"#, to: "learn/.openpublishing.publish.config.json")
    try scratch.write("locales: [en-US]\n", to: "own/Site/site.yml")
    try scratch.write("locales: [en-US]\n", to: "theme/Site/site.yml")
    try scratch.write("# A\n", to: "theme/Content/en-US/index.md")
    try FileManager.default.createDirectory(atPath: scratch.path + "/own/Content", withIntermediateDirectories: true)
    for link in ["learn/docs", "own/Content/en-US"] {
      let target = link == "learn/docs" ? "../outside" : "../../outside"
      try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/\(link)", withDestinationPath: target)
    }
    for docset in ["learn", "own"] {
      await #expect(throws: DocsetError.self, "\(docset)") { try await Repository.load("\(scratch.path)/\(docset)") }
    }
  }
}
