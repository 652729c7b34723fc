internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

@Suite("The roles that an article names")
struct RoleTests {
  private let resend = "admin/add-users/resend-user-password"

  @Test("are suggested to be more where the product lets in others that the scenario does not speak of")
  func narrow() async throws {
    var request = try Shipped.request(resend)
    try request.change("Content/scenarios/\(resend).yml", "        - helpdesk-administrator\n", "")
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.map(\.code) == ["role-claim-narrow"])
    let finding = try #require(report.findings.first)
    #expect(finding.severity == .suggestion)
    #expect(finding.message.contains("helpdesk administrator"))
    #expect(!finding.message.contains("user administrator"))
    let file = "Content/en-US/\(resend).md"
    #expect(finding.place.file == file)
    #expect(finding.place.words(in: request.text(of: file)).contains("password administrator"))
    #expect(!report.hasFailed)
  }

  @Test("fail where the product hides the button from one of them")
  func hidden() async throws {
    var request = try Shipped.request(resend, locales: ["en-US"])
    try request.change(
      "Content/en-US/\(resend).md", "global administrator or password",
      "global administrator, reports reader or password")
    try request.change("Content/scenarios/\(resend).yml", "refused: [reports-reader]", "refused: [directory-reader]")
    try request.change("Content/scenarios/\(resend).yml", "allowed: [", "allowed: [reports-reader, ")
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.map(\.code) == ["step-label-hidden"])
    #expect(report.findings.first?.place.words(in: request.text(of: "Content/en-US/\(resend).md")) == "Reset password")
  }

  @Test("fail where the scenario says that the product refuses a role, and it does not")
  func notRefused() async throws {
    var request = try Shipped.request(resend, locales: ["en-US"])
    try request.change("Content/scenarios/\(resend).yml", "        - user-administrator\n", "")
    try request.change("Content/scenarios/\(resend).yml", "refused: [reports-reader]", "refused: [user-administrator]")
    #expect(await test(request, on: AdminCenter()).findings.map(\.code) == ["role-not-refused"])
  }

  @Test("are run one by one, in each language")
  func runs() async throws {
    let report = await test(try Shipped.request(resend), on: AdminCenter())
    for procedure in report.procedures {
      let roles = Set(procedure.runs.filter { $0.expected == .allowed }.map(\.role))
      #expect(roles.isSuperset(of: ["global-administrator", "password-administrator", "user-administrator"]))
      #expect(procedure.runs.filter { $0.expected == .refused }.map(\.role) == ["reports-reader", "reports-reader"])
    }
  }
}
