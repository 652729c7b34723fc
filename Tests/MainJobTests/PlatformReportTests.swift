import Foundation
import Testing

@Suite("Reports for platforms", .enabled(if: Program.isBuilt, "trin is not built"))
struct PlatformReportTests {
  private func json(_ text: String?) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(try #require(text).utf8))
  }

  @Test("several formats come from one run, each with paths as its platform knows them")
  func several() throws {
    let repository = try ChangedRepository()
    try repository.change()
    let outputs = ["sarif=a.sarif", "rdjson=a.rdjson", "codequality=a.json", "junit=a.xml", "json=a.jsonl"]
    let summary = repository.path + "/summary.md"
    try repository.scratch.write("Before.\n", to: "summary.md")
    let run = try Program.run(
      ["check", "--since", "main", "--format", "github"] + outputs.flatMap { ["--output", $0] },
      in: repository.path + "/docs",
      environment: [
        "GITHUB_WORKSPACE": repository.path, "CI_PROJECT_DIR": repository.path, "GITHUB_STEP_SUMMARY": summary,
      ])
    #expect(run.code == 1)
    let annotations = run.output.split(separator: "\n").map(String.init)
    #expect(annotations.count == SinceTests.brought(in: "").count)
    #expect(annotations[0].hasPrefix("::error file=docs/Content/en-US/stays.md,line=7,"))

    let log = try json(repository.scratch.text("docs/a.sarif")) as? [String: Any]
    let results = ((log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]]) ?? []
    #expect(results.count == annotations.count)
    #expect(try #require(repository.scratch.text("docs/a.sarif")).contains(#""uri":"docs/Content/en-US/stays.md""#))
    let quality = try json(repository.scratch.text("docs/a.json")) as? [[String: Any]]
    #expect(Set(quality?.compactMap { $0["fingerprint"] as? String } ?? []).count == annotations.count)
    #expect((quality?.first?["location"] as? [String: Any])?["path"] as? String == "docs/Content/en-US/stays.md")
    // reviewdog knows files as seen from where it runs.
    let comments = try json(repository.scratch.text("docs/a.rdjson")) as? [String: Any]
    let first = (comments?["diagnostics"] as? [[String: Any]])?.first?["location"] as? [String: Any]
    #expect(first?["path"] as? String == "Content/en-US/stays.md")
    let start = (first?["range"] as? [String: Any])?["start"] as? [String: Int]
    // In bytes; 16 letters stand before the link.
    #expect(start == ["line": 7, "column": "First line, æ 🙂 ".utf8.count + 1])
    #expect(repository.scratch.text("docs/a.jsonl")?.split(separator: "\n").count == annotations.count)
    #expect(repository.scratch.text("docs/a.xml")?.contains("<testsuites") == true)

    let page = try #require(repository.scratch.text("summary.md"))
    #expect(page.hasPrefix("Before.\n### Trin: 5 errors, 2 warnings, 1 suggestion in 5 files\n"))
    #expect(page.contains("| error | `docs/Content/en-US/stays.md:7:17` | [file-not-found](https://"))
  }

  @Test("GitHub gets as many annotations of a kind as it shows, and the number of the others")
  func limit() throws {
    let repository = try ChangedRepository(docset: "")
    let run = try Program.run("check", "--format", "github", in: repository.path)
    #expect(run.output.split(separator: "\n").count { $0.hasPrefix("::error") } == 10)
    #expect(run.output.hasSuffix("since GitHub shows 10 of a kind for each step: 1 more error.\n"))
  }

  @Test("--summary counts by code and by folder; --severity leaves out what is below, and the exit code counts it")
  func summary() throws {
    let repository = try ChangedRepository(docset: "")
    let run = try Program.run("check", "--summary", in: repository.path)
    #expect(
      run.output == """
         errors warnings suggestions  code
             11                       file-not-found

         errors warnings suggestions  folder
             11                       Content/en-US

        11 errors in 2 files

        """)
    try repository.write("# Start\n\n[Long](http://example.org)\n", to: "Content/en-US/index.md")
    let errors = try Program.run("check", "--severity", "error", "--format", "json", in: repository.path)
    #expect(errors.output.split(separator: "\n").count == 11)
    #expect(errors.errors.contains("below --severity error are not printed"))
    for wrong in [
      ["--summary", "--format", "json"], ["--output", "json"], ["--output", "x=a"], ["--output", "json="],
    ] {
      #expect(try Program.run(["check"] + wrong, in: repository.path).code == 2, "\(wrong)")
    }
  }

  @Test("a SARIF log has as many results as GitHub takes, the least severe left out, and says how many those are")
  func sarifLimit() throws {
    // One file may have as many findings as it likes; the one that matters most stands last.
    let odd = (1...25_003).map { "[l\($0)](http://example.org/\($0))\n" }.joined()
    let docset = try Scratch.docset(["en-US/index.md": ChangedRepository.article("Start", odd + "\n[x](none.md)\n")])
    let all = try Program.run("check", "--format", "json", in: docset.path)
    let count = all.output.split(separator: "\n").count
    #expect(count > 25_000)
    let run = try Program.run("check", "--output", "sarif=trin.sarif", "--format", "json", in: docset.path)
    #expect(
      run.errors.contains("GitHub takes 25000 results in a SARIF log; the \(count - 25_000) least severe are left out.")
    )
    let log = try json(docset.text("trin.sarif")) as? [String: Any]
    let results = try #require((log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    #expect(results.count == 25_000)
    #expect(results.last?["ruleId"] as? String == "file-not-found")
    let ranks = results.compactMap { $0["rank"] as? Double }
    #expect(ranks.count == results.count)
    #expect(ranks.max() == ranks.last)
  }

  @Test("build shows the errors and a summary of a docset with many findings, not each of them")
  func manyFindings() throws {
    let lines = (1...300).map { "[x](none-\($0).md)\n\n" }.joined()
    let docset = try Scratch.docset(["en-US/index.md": ChangedRepository.article("Start", lines)])
    let run = try Program.run("build", "--keep-going", in: docset.path)
    #expect(run.code == 1)
    #expect(run.output.contains("250 more errors; `trin check` shows them."))
    #expect(run.output.split(separator: "\n").count < 300)
    #expect(docset.text("_site/en-us/index.html") != nil)
  }
}
