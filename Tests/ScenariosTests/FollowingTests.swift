internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

@Suite("A step that follows another procedure")
struct FollowingTests {
  private static func article(third: String = "1. Select **Reset**.") -> String {
    """
    # A

    You must be a global administrator.

    ## Whole

    1. Go to **Users** \\> **Active users**.
    2. Follow the steps in [Choose](#choose).

    ## Choose

    1. Select the check box next to the user's name, and then select **Reset password**.
    2. Follow [these steps](#finish).

    ## Finish

    1. Select **Automatically create a password**, or select **Let me create the password** and type the password in \
    the **Password** box.
    2. Follow the steps in [Press](#press).

    ## Press

    \(third)

    """
  }

  private static let scenario = """
    procedures:
      whole:
        roles: {allowed: [global-administrator], refused: [reports-reader]}
        values: {password: Kaffe-og-7-boller!}
        expect:
          - sign-in: {with: old-password, leads-to: refused}
    """

  private func report(_ article: String) async throws -> ProcedureReport {
    var request = try Shipped.request(english: article, scenario: Self.scenario)
    request.triesUnnamedRoles = false
    return try #require(await test(request, on: AdminCenter()).procedures.first { $0.isCovered })
  }

  @Test("runs that one, and those that it follows in turn")
  func depth() async throws {
    let report = try await report(Self.article())
    #expect(report.findings.map(\.diagnostic.code) == [])
    #expect(report.steps[1].actions.contains(Action(.choose, "reset.submit")))
    #expect(report.isProven)
  }

  @Test("has a run for each alternative of that one")
  func variants() async throws {
    let report = try await report(Self.article())
    #expect(report.runs.filter { $0.expected == .allowed }.map(\.variant).sorted() == ["auto-generate", "create"])
    for run in report.runs where run.expected == .allowed {
      let chosen = run.steps.flatMap(\.actions).map(\.target)
      #expect(chosen.contains("reset.autoGenerate") != chosen.contains("reset.create"))
    }
  }

  @Test("fails where it leads back to where it began, at the link")
  func loop() async throws {
    let article = Self.article(third: "1. Follow the steps in [Choose](#choose) again.")
    let finding = try #require(try await report(article).findings.first?.diagnostic)
    #expect(finding.code == "step-procedure-loop")
    #expect(finding.place.words(in: article) == "Choose")
  }

  @Test("fails where the link leads to no procedure")
  func unknown() async throws {
    let article = Self.article(third: "1. Follow the steps in [Choose](#chose).")
    let finding = try #require(try await report(article).findings.first?.diagnostic)
    #expect(finding.code == "step-procedure-unknown")
    #expect(finding.place.words(in: article) == "Choose")
  }

  @Test("finds that one in another article of the docset")
  func otherArticle() async throws {
    let article = Self.article(third: "1. Follow the steps in [Press](folder/b.md#press).")
    var request = try Shipped.request(english: article, scenario: Self.scenario)
    request.articles.append(
      .init(
        path: "folder/b", locale: "en-US", file: "folder/b.md",
        source: Array("# B\n\n## Press\n\n1. Select **Reset**.\n".utf8)))
    request.triesUnnamedRoles = false
    let report = try #require(await test(request, on: AdminCenter()).procedures.first { $0.isCovered })
    #expect(report.findings.map(\.diagnostic.code) == [])
    #expect(report.isProven)
  }
}
