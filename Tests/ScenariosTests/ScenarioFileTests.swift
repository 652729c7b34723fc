internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

@Suite("A mistake in a scenario file")
struct ScenarioFileTests {
  private let resend = "admin/add-users/resend-user-password"
  private var file: String { "Content/scenarios/\(resend).yml" }

  @Test(
    "is said once, at its place, with what was meant",
    arguments: [
      ("    given:", "    givn:", "scenario-unknown-key", "givn", "given"),
      ("leads-to: change", "lead-to: change", "scenario-unknown-key", "lead-to", "leads-to"),
      ("[reports-reader]", "[report-reader]", "scenario-unknown-role", "report-reader", "reports-reader"),
      ("      - mail:", "      - mial:", "scenario-unknown-key", "mial", "mail"),
      ("  resend-user-password:", "  resend-user-pasword:", "scenario-procedure-missing", "", "\(0)"),
    ])
  func once(old: String, new: String, code: String, marked: String, meant: String) async throws {
    var request = try Shipped.request(resend)
    try request.change(file, old, new)
    let report = await test(request, on: AdminCenter())
    let errors = report.findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == [code])
    let finding = try #require(errors.first)
    #expect(finding.place.file == file)
    #expect(report.hasFailed)
    guard !marked.isEmpty else {
      #expect(finding.suggestion == "\(resend)#resend-user-password")
      return
    }
    #expect(finding.place.words(in: request.text(of: file)) == marked)
    #expect(finding.suggestion == meant)
  }

  @Test("does not hide the other procedures of the article")
  func others() async throws {
    let article = "admin/add-users/reset-passwords"
    var request = try Shipped.request(article, locales: ["en-US"])
    try request.change(
      "Content/scenarios/\(article).yml", "      self-service: selected", "      selfservice: selected")
    let report = await test(request, on: AdminCenter())
    #expect(report.procedures.count { $0.isProven } == 2)
    #expect(report.findings.filter { $0.severity == .error }.map(\.code) == ["scenario-unknown-key"])
  }

  @Test("of an override's text makes the override void, and the digest offered mends it")
  func override() async throws {
    var request = try Shipped.request(resend, locales: ["en-US"])
    let stale = """
          override:
            2:
              text-sha256: {en-US: 00}
              actions: [{select: activeUsers.select, subject: user}, {choose: activeUsers.resetPassword}]
          expect:
      """
    try request.change(file, "    expect:", stale)
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.map(\.code) == ["scenario-stale-override"])
    let digest = try #require(report.findings.first?.suggestion)
    #expect(report.findings.first?.place.words(in: request.text(of: file)) == "")
    try request.change(file, "{en-US: 00}", "{en-US: \(digest)}")
    // Words that no lexicon reads: the override stands for them.
    #expect(await test(request, on: AdminCenter()).findings.map(\.code) == [])
  }

  @Test("of a control names the nearest one")
  func control() async throws {
    var request = try Shipped.request(resend, locales: ["en-US"])
    try request.change(
      file, "    expect:", "    override: {2: {text-sha256: {}, actions: [{choose: reset.sumbit}]}}\n    expect:")
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.map(\.code) == ["scenario-unknown-control"])
    #expect(report.findings.first?.suggestion == "reset.submit")
  }

  @Test("that is no YAML is said with its line")
  func syntax() async throws {
    var request = try Shipped.request(resend, locales: ["en-US"])
    try request.change(file, "    given:", "   given:")
    let errors = await test(request, on: AdminCenter()).findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["yaml-syntax-error"])
  }
}
