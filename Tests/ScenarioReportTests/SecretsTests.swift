internal import Scenarios
internal import Testing

@Suite("No report of the steps")
struct SecretsTests {
  private static let password = "Kaffe-og-7-boller!"

  private func all(_ report: TestReport, _ request: TestRequest) -> [String] {
    [
      report.text(sources: Reports.sources(request), isColoured: false, width: 80), report.json, report.junit,
      Reports.messages(report, request),
    ]
  }

  @Test(
    "holds a password or a code, however a run fails",
    arguments: [
      ("leads-to: refused", "leads-to: home"), ("carries: temporary-password", "carries: nothing"),
      ("password: Kaffe-og-7-boller!", "pasword: Kaffe-og-7-boller!"), ("password: Kaffe", "password: x, more: Kaffe"),
      ("    expect:", "    expect:\n      - sign-in: {with: $password, leads-to: change-password}"),
      ("allowed: [global", "allowed: [reports-reader, global"),
    ])
  func failing(old: String, new: String) async throws {
    let request = try await Reports.request(
      of: "/reset-passwords", editing: "scenarios/admin/add-users/reset-passwords.yml", old, new)
    let report = await Reports.report(request)
    let hasFailed = report.hasFailed
    #expect(hasFailed)
    for text in all(report, request) { #expect(!text.contains("7-boller")) }
  }

  @Test("holds a password or a code where all is well")
  func passing() async throws {
    let (request, report) = try await Reports.shipped()
    #expect(request.scenarios.contains { $0.text.contains(Self.password) })
    for text in all(report, request) { #expect(!text.contains("7-boller")) }
  }
}
