internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

/// Two mistakes that published articles have made, in words of our own.
@Suite("A contradiction of an article with the product")
struct ContradictionTests {
  /// The third step is for those who want no changes, and does what makes passwords change; nothing is saved.
  private static let expiration = """
    # Expiration

    You must be a global administrator.

    ## Set it

    1. Go to the <a href="https://go.microsoft.com/fwlink/p/?linkid=2072756">Security & privacy</a> tab.
    2. Select **Password expiration policy**.
    3. If nobody should change their password, clear the check box next to **Set passwords to never expire**.
    4. Type a number of days from 14 to 730 in the **Days before passwords expire** box.

    """

  private func findings(
    _ article: String, nobodyChanges: Bool, expect: String
  ) async throws -> (codes: [String], words: String) {
    let scenario = """
      procedures:
        set-it:
          roles: {allowed: [global-administrator], refused: [password-administrator]}
          given: {password-expiration: never, states: {nobody-changes: \(nobodyChanges ? "yes" : "no")}}
          values: {days: "90"}
          expect: [{password-expiration: \(expect)}]
      """
    var request = try Shipped.request(english: article, scenario: scenario)
    request.phrasebooks[0].text += "\nconditions:\n  nobody should change their password: {state: nobody-changes}\n"
    let found = await test(request, on: AdminCenter()).findings
    let inArticle = found.first { $0.place.file == "a.md" }
    return (found.map(\.code), inArticle?.place.words(in: article) ?? "")
  }

  @Test("shows for those whom the condition means: the form is left unsaved")
  func unsaved() async throws {
    let found = try await findings(Self.expiration, nobodyChanges: true, expect: "never")
    #expect(found.codes == ["procedure-unsaved"])
    #expect(found.words == "Type a number of days from 14 to 730 in the **Days before passwords expire** box")
  }

  @Test("shows even when it is saved: passwords of those who want no changes expire")
  func expectation() async throws {
    let saved = Self.expiration.replacing("expire** box.", with: "expire** box, and then select **Save**.")
    let found = try await findings(saved, nobodyChanges: true, expect: "never")
    #expect(found.codes == ["expectation-failed"])
  }

  @Test("shows for everyone else: the box for the days never appears")
  func otherwise() async throws {
    let found = try await findings(Self.expiration, nobodyChanges: false, expect: "$days")
    #expect(found.codes == ["step-label-elsewhere"])
    #expect(found.words == "Days before passwords expire")
  }

  @Test("is gone when the condition is the other way round and the form is saved")
  func corrected() async throws {
    let right = Self.expiration.replacing("If nobody should change", with: "If everybody should change")
      .replacing("expire** box.", with: "expire** box, and then select **Save**.")
    let scenario = """
      procedures:
        set-it:
          roles: {allowed: [global-administrator], refused: [password-administrator]}
          given: {password-expiration: never, states: {nobody-changes: no}}
          values: {days: "90"}
          expect: [{password-expiration: $days}]
      """
    var request = try Shipped.request(english: right, scenario: scenario)
    request.phrasebooks[0].text +=
      "\nconditions:\n  everybody should change their password: {state: nobody-changes, is: no}\n"
    #expect(await test(request, on: AdminCenter()).findings.map(\.code) == [])
  }

  @Test("about who may do it shows in the one of two articles that the product does not bear out")
  func roles() async throws {
    let steps = """

      ## Set it

      1. Go to the <a href="https://go.microsoft.com/fwlink/p/?linkid=2072756">Security & privacy</a> tab.
      2. Select **Password expiration policy**.
      3. Clear the check box next to **Set passwords to never expire**.
      4. Type a number of days from 14 to 730 in the **Days before passwords expire** box, and then select **Save**.

      """
    func scenario(_ roles: String) -> String {
      "procedures:\n  set-it:\n    roles: {allowed: [\(roles)]}\n    values: {days: \"90\"}\n"
        + "    expect: [{password-expiration: $days}]\n"
    }
    var request = try Shipped.request(
      english: "# A\n\nYou must be a global administrator.\n" + steps, scenario: scenario("global-administrator"))
    let other = "# B\n\nYou must be a global administrator or password administrator.\n" + steps
    request.articles.append(.init(path: "b", locale: "en-US", file: "b.md", source: Array(other.utf8)))
    request.scenarios.append(
      .init(name: "b", file: "b.yml", text: scenario("global-administrator, password-administrator")))
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.map(\.code) == ["step-refused"])
    #expect(report.findings.first?.place.file == "b.md")
    #expect(report.findings.first?.place.words(in: other) == "Security & privacy")
    // With the scenario that the product bears out, the sentence itself is the mistake.
    request.scenarios[1].text = scenario("global-administrator")
    let claim = try #require(await test(request, on: AdminCenter()).findings.first)
    #expect(claim.code == "role-claim-mismatch")
    #expect(claim.place.words(in: other) == "password administrator")
  }
}
