internal import AdminCenter
import ChildProcesses
internal import Docset
internal import Foundation
internal import ProcedureTesting
internal import Scenarios
internal import SiteBuilding
internal import Testing

/// Reports on the shipped articles and on damaged copies of them in memory.
enum Reports {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static let shippedRequest = Task {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: root.path, jobs: 2))
    var request = try SitePipeline.steps(of: loaded, folders: StepFolders(docset: root.path))
    request.articles.removeAll { !$0.path.hasPrefix("admin/") }
    request.triesUnnamedRoles = false
    return request
  }

  /// What `trin test` would run of the articles whose path ends so, with one word changed in each file whose name does.
  static func request(
    of article: String = "", editing file: String = "", _ old: String = "", _ new: String = ""
  ) async throws -> TestRequest {
    var request = try await shippedRequest.value
    request.articles.removeAll { !$0.path.hasSuffix(article) }
    guard !file.isEmpty else { return request }
    var isFound = false
    for index in request.articles.indices where request.articles[index].file.hasSuffix(file) {
      let text = String(decoding: request.articles[index].source, as: UTF8.self)
      isFound = isFound || text.contains(old)
      request.articles[index].source = Array(text.replacing(old, with: new).utf8)
    }
    for index in request.scenarios.indices where request.scenarios[index].file.hasSuffix(file) {
      isFound = isFound || request.scenarios[index].text.contains(old)
      request.scenarios[index].text = request.scenarios[index].text.replacing(old, with: new)
    }
    #expect(isFound, "\(old) is not in \(file)")
    return request
  }

  /// The report on the articles as they are, made once for all tests.
  private static let shippedReport = Task { await report(try await shippedRequest.value) }

  static func shipped() async throws -> (request: TestRequest, report: TestReport) {
    (try await shippedRequest.value, try await shippedReport.value)
  }

  static func report(_ request: TestRequest) async -> TestReport { await test(request, on: AdminCenter()) }

  static func messages(_ report: TestReport, _ request: TestRequest) -> String {
    report.messages(sources: sources(request), version: "1.0")
  }

  static func sources(_ request: TestRequest) -> [String: [UInt8]] {
    Dictionary(request.articles.map { ($0.file, $0.source) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Python with the readers that `.ci/setup` installs.
enum Reader {
  static let python = Reports.root.appending(path: ".venv/bin/python")
  static let messages = Reports.root.appending(path: "Tests/Fixtures/reports/read_messages.py")
  static let junitSchema = Reports.root.appending(path: ".venv/share/junit-10.xsd")

  static func canImport(_ modules: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: python.path)
      && (try? run(["-c", "import \(modules)"]).status) == 0
  }

  /// Hands `text` over in a file, whose name is the last argument; `output` holds both streams.
  static func read(_ text: String, by arguments: [String]) throws -> (status: Int32, output: String) {
    let file = FileManager.default.temporaryDirectory.appending(path: "trin-report-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try run(arguments + [file.path])
  }

  private static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = ChildProcess()
    process.executableURL = python
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = .pipe(pipe)
    process.standardError = .pipe(pipe)
    process.standardInput = .nothing
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
