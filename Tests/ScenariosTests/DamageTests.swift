internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

@Suite("Damage in a step")
struct DamageTests {
  private static func article(_ link: String) -> String {
    """
    # A

    You must be a global administrator.

    ## Whole

    1. Go to **Users** \\> **Active users**.
    2. Follow the steps in \(link) and then select **Reset**.

    ## Choose

    1. Select the check box next to the user's name, and then select **Reset password**.
    2. Select **Automatically create a password**.

    """
  }

  private static let scenario = """
    procedures:
      whole:
        roles: {allowed: [global-administrator], refused: [reports-reader]}
        expect:
          - sign-in: {with: old-password, leads-to: refused}
    """

  private func report(_ article: String) async throws -> TestReport {
    var request = try Shipped.request(english: article, scenario: Self.scenario)
    request.triesUnnamedRoles = false
    return await test(request, on: AdminCenter())
  }

  @Test("that has one reading only is mended for the run, and named as a warning at its place")
  func mended() async throws {
    let link = "[Choose] (How to choose](.. /x/a.md#choose)"
    let article = Self.article(link).replacing("(.. /x/a.md", with: "(a.md")
    let report = try await report(article)
    #expect(report.findings.filter { $0.severity > .info }.map(\.code) == ["step-mended"])
    let finding = try #require(report.findings.first { $0.code == "step-mended" })
    #expect(finding.severity == .warning)
    #expect(finding.place.words(in: article) == "[Choose] (How to choose](a.md#choose)")
    #expect(finding.suggestion == "[Choose](a.md#choose)")
    #expect(finding.message.contains("mt-link-split"))
    #expect(report.procedures.first { $0.isCovered }?.isProven == true)
  }

  @Test("before the words of a finding does not move the finding")
  func places() async throws {
    let article = Self.article("[Choose] (How](a.md#choose)").replacing("**Reset**.", with: "**Rest**.")
    let report = try await report(article)
    let finding = try #require(report.findings.first { $0.code == "step-label-unknown" })
    #expect(finding.place.words(in: article) == "Rest")
  }

  @Test("that nothing certain explains fails", arguments: ["[Choose(a.md#choose)] (b", "[Choose] (nowhere"])
  func unknown(link: String) async throws {
    let article = Self.article(link)
    let report = try await report(article)
    #expect(report.findings.filter { $0.severity == .error }.map(\.code) == ["step-damaged"])
  }
}
