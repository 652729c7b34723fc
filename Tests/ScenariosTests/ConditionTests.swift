internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

@Suite("A condition in a step")
struct ConditionTests {
  private static let article = """
    # A

    You must be a global administrator.

    ## Reset

    1. Go to **Users** \\> **Active users**.
    2. Select the check box next to the user's name, and then select **Reset password**.
    3. Select **Automatically create a password**, and then select **Reset**.
    4. If the user has no other address, select **Close**.

    """

  private static func scenario(_ given: String) -> String {
    """
    procedures:
      reset:
        roles: {allowed: [global-administrator], refused: [reports-reader]}
        given: {\(given)}
        expect:
          - sign-in: {with: old-password, leads-to: refused}
    """
  }

  private func report(_ given: String, conditions: String, article: String = article) async throws -> TestReport {
    var request = try Shipped.request(english: article, scenario: Self.scenario(given))
    request.phrasebooks[0].text += "\nconditions:\n\(conditions)\n"
    request.triesUnnamedRoles = false
    return await test(request, on: AdminCenter())
  }

  private let known = "  the user has no other address: {state: no-address}"

  @Test("that the phrasebook does not know fails, at its words")
  func unknown() async throws {
    let report = try await report("states: {no-address: yes}", conditions: "  something else: {state: x}")
    #expect(report.findings.map(\.code) == ["step-condition-undeclared"])
    #expect(report.findings.first?.place.words(in: Self.article) == "the user has no other address")
  }

  @Test("whose state the scenario does not declare fails, and says how to declare it")
  func undeclared() async throws {
    let report = try await report("", conditions: known)
    #expect(report.findings.map(\.code) == ["step-condition-undeclared"])
    #expect(report.findings.first?.suggestion == "given: {states: {no-address: yes}}")
  }

  @Test("decides whether the clause is done", arguments: [true, false])
  func decides(holds: Bool) async throws {
    let report = try await report("states: {no-address: \(holds ? "yes" : "no")}", conditions: known)
    #expect(report.findings.map(\.code) == [])
    let actions = try #require(report.procedures.first).steps[3].actions
    #expect(actions == (holds ? [Action(.choose, "sent.close")] : []))
  }

  @Test("can ask what was chosen before")
  func chosen() async throws {
    let report = try await report(
      "", conditions: "  you created one automatically: {chosen: reset.autoGenerate}",
      article: Self.article.replacing("the user has no other address", with: "you created one automatically"))
    #expect(report.findings.map(\.code) == [])
    #expect(report.procedures.first?.steps[3].actions == [Action(.choose, "sent.close")])
  }
}
