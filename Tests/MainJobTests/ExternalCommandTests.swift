import AnswerServer
import Foundation
import Testing

@Suite(
  "trin check --external",
  .enabled(if: Program.isBuilt, "trin is not built"),
  .enabled(if: AnswerServer.isInstalled, "python3 is missing: run .ci/setup"))
struct ExternalCommandTests {
  private let server: AnswerServer
  private let scratch: Scratch

  /// An article with a link that answers and one that is gone, on lines 7 and 8.
  init() throws {
    server = try AnswerServer()
    scratch = try Scratch.docset(
      [
        "en-US/index.md":
          "---\ntitle: A\ndescription: A\n---\n# A\n\n<!-- trin-ignore: insecure-link -->\n"
          + "[good](\(server.address("/ok")))\n[gone](\(server.address("/gone")))\n"
      ])
  }

  private func check(_ arguments: String...) throws -> (code: Int32, output: String, errors: String) {
    let isExternal = arguments.contains("--external")
    let allowed = isExternal ? ["--external-allow-private"] : []
    return try Program.run(
      ["check", "--format", "json", "--fail-on", "warning"] + arguments + allowed, in: scratch.path)
  }

  @Test("reports the link whose server says that it is gone, at its place, and fails")
  func gone() throws {
    let run = try check("--external")
    #expect(run.code == 1)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(lines.first?.contains("\"code\":\"external-link-broken\"") == true)
    #expect(lines.first?.contains("\"file\":\"Content/en-US/index.md\",\"line\":9,\"column\":1,") == true)
    #expect(Set(try server.end().dropLast()) == ["HEAD /gone", "GET /gone", "HEAD /ok"])
  }

  @Test("asks nobody unless it is told to")
  func unasked() throws {
    let run = try check()
    #expect((run.code, run.output) == (0, ""))
    #expect(try server.end() == ["most 0"])
  }

  @Test("asks no private address unless the command allows it; a docset cannot")
  func privateAddresses() throws {
    let run = try Program.run(["check", "--format", "json", "--external"], in: scratch.path)
    #expect(!run.output.contains("external-link-broken"))
    try scratch.write("locales: [en-US]\nexternal: {allow-private: true}\n", to: "Site/site.yml")
    let refused = try check("--external")
    #expect(refused.code == 2 && refused.errors.contains("Site/site.yml:2:12: "))
    #expect(refused.errors.contains("--external-allow-private"))
    #expect(try server.end() == ["most 0"])
  }

  @Test("keeps good answers in its cache, and asks again for the others")
  func cache() throws {
    _ = try check("--external", "--external-cache", "answers.txt")
    #expect(scratch.text("answers.txt")?.contains(server.address("/ok")) == true)
    #expect(try check("--external", "--external-cache", "answers.txt").code == 1)
    let requests = try server.end()
    #expect(requests.count { $0.hasSuffix(" /ok") } == 1)
    #expect(requests.count { $0 == "HEAD /gone" } == 2)
    #expect(try check("--external", "--external-cache", "no/such/folder/answers.txt").code == 2)
  }
}
