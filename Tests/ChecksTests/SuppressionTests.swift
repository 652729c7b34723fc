import Diagnostics
import Docset
import SiteBuilding
import Testing

@Suite("A suppression")
struct SuppressionTests {
  @Test("in an article holds for the next block and no other")
  func nextBlock() async throws {
    let body = "<!-- trin-ignore: file-not-found -->\n[b](no.md)\nand [c](no.md)\n\n[d](no.md)"
    let found = try await TemporaryDocset.own(body).codes()
    #expect(found == ["Content/en-US/a.md:11:1 file-not-found"])
  }

  @Test(
    "in an article works where the block stands",
    arguments: [
      "- One\n\n  <!-- trin-ignore: file-not-found -->\n  [b](no.md)",
      "> <!-- trin-ignore: file-not-found -->\n> [b](no.md)",
      "<!-- trin-ignore: file-not-found -->\n\n| a |\n|---|\n| [b](no.md) |",
      "<!-- trin-ignore: file-not-found, missing-image-alt-text -->\n![](no.png)",
      "<!-- trin-ignore file-not-found -->\n:::image type=\"content\" source=\"no.png\" alt-text=\"An image\":::",
      "<!--trin-ignore:duplicate-bookmark-->\n## <a name=\"x\"></a>A\n\n<!-- trin-ignore: duplicate-bookmark -->\n## <a name=\"x\"></a>B",
    ])
  func places(body: String) async throws {
    let found = try await TemporaryDocset.own(body).codes().filter { !$0.hasSuffix("7:1 suppression-unused") }
    #expect(found == [])
  }

  @Test(
    "that is wrong or idle is a finding at its place",
    arguments: [
      ("<!-- trin-ignore: file-not-fond -->\nText", "7:1 suppression-unknown"),
      ("<!-- trin-ignore: file-not-found -->\nText", "7:1 suppression-unused"),
      ("<!-- trin-ignore -->\nText", "7:1 suppression-unused"),
      ("Text\n\n<!-- trin-ignore: file-not-found -->", "9:1 suppression-unused"),
      ("Text <!-- trin-ignore: file-not-found -->", "7:6 suppression-unused"),
    ])
  func idle(body: String, finding: String) async throws {
    let found = try await TemporaryDocset.own(body).codes()
    #expect(found == ["Content/en-US/a.md:\(finding)"])
  }

  @Test("of what the run cannot find is not idle")
  func outOfWork() async throws {
    let found = try await TemporaryDocset.own("<!-- trin-ignore: parity-links fallback-unknown -->\nText").codes()
    #expect(found == [])
  }

  @Test("in site.yml holds for the files that its pattern names, from the docset or from the root")
  func configured() async throws {
    let article = TemporaryDocset.article("[b](no.md)")
    for pattern in ["a.md", "Content/en-US/a.md", "**/a.md"] {
      let site = "suppressions:\n- {code: file-not-found, file: \"\(pattern)\", reason: Wanted}\n"
      let found = try await TemporaryDocset.own("[b](no.md)", ["c.md": article], site: site).codes()
      #expect(found == ["Content/en-US/c.md:7:1 file-not-found"], "\(pattern)")
    }
  }

  @Test("in site.yml that is wrong or idle is a finding at its line")
  func configuredIdle() async throws {
    let site = """
      severities:
        link-case-mismach: off
      suppressions:
      - {code: file-not-found, reason: Old}
      - code: insecure-lnk
        reason: Old

      """
    let found = try await TemporaryDocset.own("Text", site: site).check()
    #expect(
      found.map { "\($0.place.line):\($0.place.column) \($0.code) \($0.suggestion ?? "")" } == [
        "3:3 suppression-unknown link-case-mismatch", "5:3 suppression-unused ",
        "6:3 suppression-unknown insecure-link",
      ])
  }

  @Test("and a severity may stand in .trin.yml of a Learn repository")
  func learn() async throws {
    let article = TemporaryDocset.article("[b](no.md) [](a.md) [x](http://example.org)")
    let rules = """
      severities: {link-text-missing: error, insecure-link: off}
      suppressions:
      - {code: file-not-found, file: docs/a.md, reason: Wanted}

      """
    let docset = try TemporaryDocset.learn(["a.md": article], others: [".trin.yml": rules])
    let found = try await docset.check()
    #expect(found.map { "\($0.severity) \($0.code)" } == ["error link-text-missing"])

    try docset.write("severitis: {}\n", to: ".trin.yml")
    let error = await #expect(throws: DocsetError.self) { try await docset.check() }
    #expect(error?.place?.file.hasSuffix(".trin.yml") == true)
    #expect(error?.reason.contains("`severities`") == true)
  }
}
