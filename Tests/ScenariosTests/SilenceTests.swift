internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

/// A product of two forms has one page, **Forms**, with **Name**, two buttons **Save** and **Reset all**.
@Suite("Words that could be passed over")
struct SilenceTests {
  private func report(_ steps: String, phrasebook: String = "", expect: String = "saved: nothing") async throws
    -> TestReport
  {
    let article = "# A\n\nYou must be an editor.\n\n## Save\n\n\(steps)\n\n## Reset\n\n1. Select **Reset all**.\n"
    let scenario = "procedures:\n  save:\n    roles: {allowed: [editor]}\n    expect: [{\(expect)}]\n"
    return await test(
      try Shipped.request(english: article, scenario: scenario, phrasebook: phrasebook), on: TwoForms())
  }

  private func codes(_ steps: String, phrasebook: String = "") async throws -> [String] {
    errors(try await report(steps, phrasebook: phrasebook)).map(\.code)
  }

  private func errors(_ report: TestReport) -> [Diagnostic] { report.findings.filter { $0.severity == .error } }

  @Test("are done, with and without, where they leave a step to the reader")
  func optional() async throws {
    for step in [
      "(Optional) Select **Reset all**.", "Optional: Select **Reset all**.", "Optionally, select **Reset all**.",
    ] {
      let report = try await report("1. Select **Reset all**.\n2. \(step)")
      #expect(errors(report).map(\.code) == [])
      #expect(report.summary.runs == 2)
      #expect(report.procedures.first?.runs.map { $0.steps.last?.actions.count } == [1, 0])
    }
  }

  @Test("name a place that is looked up, also without bold")
  func places() async throws {
    #expect(try await codes("1. On the Forms page, select **Reset all**.") == [])
    #expect(try await codes("1. On the **Forms** page, under **Name**, select **Reset all**.") == [])
    #expect(try await codes("1. On the **Name** page, select **Reset all**.") == ["step-place-unknown"])
    #expect(try await codes("1. On the **Save** tab, select **Reset all**.") == ["step-place-unknown"])
    #expect(try await codes("1. In the pane on the right, select **Reset all**.") == [])
    #expect(try await codes("1. On the Confetti page, select **Reset all**.") == ["step-place-unknown"])
    #expect(
      try await codes(
        "1. On the sunny side page, select **Reset all**.", phrasebook: "places: {on the sunny side page: page}")
        == [])
  }

  @Test("name what is bold in the product, and a label without bold is named as such")
  func bold() async throws {
    #expect(try await codes("1. Select \"Reset all\".") == ["step-label-not-bold"])
    #expect(try await codes("1. Select Reset all.") == ["step-label-not-bold"])
    let finding = try #require(try await report("1. Select \"Reset all\".").findings.first)
    #expect(finding.suggestion == "**Reset all**")
  }

  @Test("tell of labels only what the product shows")
  func statements() async throws {
    #expect(try await codes("1. Select **Reset all**. The **Forms** page opens.") == [])
    #expect(try await codes("1. Select **Reset all**. The **Confetti** page opens.") == ["step-label-unknown"])
    #expect(try await codes("1. Select **Reset all**. The **Forms** page lists all forms.") == [])
    #expect(
      try await codes("1. Select **Reset all**. The **Confetti** page lists all forms.") == ["step-label-unknown"])
  }

  @Test("put things in an order, and the steps keep it")
  func order() async throws {
    let steps = "1. Select **Reset all**.\n2. %, select **Reset all**."
    #expect(try await codes(steps.replacing("%", with: "After you select **Reset all**")) == [])
    #expect(try await codes(steps.replacing("%", with: "Before you select **Reset all**")) == ["step-order-unmet"])
  }

  @Test("say which steps of another procedure are followed, and only those are run")
  func partOfAnother() async throws {
    #expect(try await codes("1. Follow step 1 in [Reset](#reset).") == [])
    let missing = try await report("1. Follow steps 33 to 36 in [Reset](#reset).")
    #expect(errors(missing).map(\.code) == ["step-procedure-steps-missing"])
    #expect(errors(missing).first?.message.contains("steps 1 to 1") == true)
  }

  @Test("announce the place of the sub-steps")
  func announcements() async throws {
    for (opening, isRight) in [
      ("On the **Forms** page:", true), ("On the **Forms** page, do the following:", true),
      ("On the **Forms** page, follow these steps:", true), ("On the **Confetti** page:", false),
    ] {
      for list in ["   - Select **Reset all**.", "   1. Select **Reset all**.", "   a. Select **Reset all**."] {
        let codes = try await codes("1. \(opening)\n\(list)")
        #expect(codes == (isRight ? [] : ["step-label-unknown"]), "\(opening) \(list)")
      }
    }
    #expect(try await codes("1. On the **Forms** page:\n   - Wiggle **Reset all**.") == ["step-verb-unknown"])
  }
}
