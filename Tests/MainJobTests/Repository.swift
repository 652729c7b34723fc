import Docset
import FoundationEssentials
import ProcedureTesting
import Scenarios
import SiteBuilding
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The repository's own docset, and copies of it that a test may damage.
enum Repository {
  static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
  static let acceptance = root + "/../shared/acceptance/docset"
  static let resend = "admin/add-users/resend-user-password"

  static func load(_ folder: String = root, jobs: Int = 2) async throws -> LoadedSite {
    try await SitePipeline.load(PipelineOptions(docset: folder, jobs: jobs))
  }

  /// What `trin test` would run, with one file changed in memory.
  static func request(
    _ folder: String = root, editing file: String = "", _ edit: (String) -> String = { $0 }
  ) async throws -> TestRequest {
    let content = folder == root ? nil : root + "/Content"
    let folders = StepFolders(
      docset: root, scenarios: content.map { $0 + "/scenarios" }, phrasebook: content.map { $0 + "/phrasebook" })
    var request = try SitePipeline.steps(of: try await load(folder), folders: folders)
    for index in request.articles.indices where request.articles[index].file.hasSuffix(file) && !file.isEmpty {
      let text = String(decoding: request.articles[index].source, as: UTF8.self)
      request.articles[index].source = Array(edit(text).utf8)
    }
    for index in request.scenarios.indices where request.scenarios[index].file.hasSuffix(file) && !file.isEmpty {
      request.scenarios[index].text = edit(request.scenarios[index].text)
    }
    for index in request.phrasebooks.indices where request.phrasebooks[index].file.hasSuffix(file) && !file.isEmpty {
      request.phrasebooks[index].text = edit(request.phrasebooks[index].text)
    }
    return request
  }
}

/// A folder that is gone when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/trin-main-job-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = "\(path)/\(name)"
    let folder = file.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    #expect(FileManager.default.createFile(atPath: file, contents: Data(bytes)))
  }

  /// Makes a file as long as `size` (bytes), without writing what it is filled up with.
  func extend(_ name: String, to size: Int) {
    #expect(unsafe truncate("\(path)/\(name)", off_t(size)) == 0)
  }

  /// A docset in Trin's own shape with these articles in en-US, and what `site.yml` says besides the locales.
  static func docset(_ files: [String: String], site: String = "locales: [en-US]\n") throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(site, to: "Site/site.yml")
    for (name, text) in files { try scratch.write(text, to: "Content/\(name)") }
    return scratch
  }

  func text(_ name: String) -> String? {
    (try? Files.read("\(path)/\(name)")).map { String(decoding: $0, as: UTF8.self) }
  }
}
