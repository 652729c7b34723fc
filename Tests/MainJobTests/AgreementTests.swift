import ChildProcesses
import Docset
import Foundation
import Testing

/// The page and the steps are made from one reading of the article; this holds the two results against each other by a
/// program that knows neither, only HTML and the listing.
@Suite("What is shown and what is run")
struct AgreementTests {
  @Test(
    "Every numbered list on a page is a procedure of the listing with as many steps, and the reverse",
    arguments: ["da-DK", "en-US"])
  func shippedArticles(_ locale: String) async throws {
    try await expectAgreement(of: Repository.root, locale: locale, prefix: locale.lowercased() + "/")
  }

  @Test(
    "The same holds for a docset of 2,700 articles in a language, with zones, tabs, includes and pages of YAML",
    .enabled(if: Self.unpack != nil, "the articles are not here, or TRIN_LONG_TESTS is not set"),
    arguments: ["da-DK", "en-US"])
  func publishedArticles(_ locale: String) async throws {
    let corpus = try #require(Self.unpack)
    let scratch = try Scratch()
    #expect(try await run(corpus, [scratch.path]).status == 0)
    try await expectAgreement(
      of: "\(scratch.path)/\(locale)", locale: locale, prefix: "\(locale.lowercased())/microsoft-365/")
  }

  private static let unpack: String? = {
    let script = Repository.root + "/../shared/corpus/unpack"
    let isLong = ProcessInfo.processInfo.environment["TRIN_LONG_TESTS"] != nil
    return isLong && FileManager.default.isExecutableFile(atPath: script) ? script : nil
  }()

  private func expectAgreement(of docset: String, locale: String, prefix: String) async throws {
    let scratch = try Scratch()
    let site = scratch.path + "/site"
    _ = try await run(Program.path, ["build", docset, "--output", site, "--keep-going", "--quiet"])
    let listing = try await run(Program.path, ["test", docset, "--list", "--format", "json", "--locale", locale])
    try Data(listing.output).write(to: URL(filePath: scratch.path + "/list.json"))
    let script = Repository.root + "/Tests/CorpusProof/agreement.py"
    let result = try await run("/usr/bin/env", ["python3", script, site, scratch.path + "/list.json", prefix])
    #expect(result.status == 0, "\(String(decoding: result.output, as: UTF8.self))")
  }

  /// Waits on a thread of its own: the tests beside it need those of the pool.
  private func run(_ program: String, _ arguments: [String]) async throws -> (status: Int32, output: [UInt8]) {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let process = ChildProcess()
            process.executableURL = URL(filePath: program)
            process.arguments = arguments
            let pipe = Pipe()
            process.standardOutput = .pipe(pipe)
            process.standardError = .nothing
            try process.run()
            let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            return (process.terminationStatus, [UInt8](output))
          })
      }
    }
  }
}
