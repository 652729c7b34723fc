internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

@Suite("What became of a step")
struct StepStatusTests {
  private func report(
    _ steps: String, expect: String = "saved: Ann", phrasebook: String = "", listing: Bool = false
  ) async throws -> TestReport {
    let article = "# A\n\nYou must be an editor.\n\n## Save\n\n\(steps)\n"
    let scenario = "procedures:\n  save:\n    roles: {allowed: [editor]}\n    expect: [{\(expect)}]\n"
    var request = try Shipped.request(english: article, scenario: scenario, phrasebook: phrasebook)
    request.isListing = listing
    return await test(request, on: TwoForms())
  }

  private let byHand = "manual: [call the owner]\nobjects: {the left button: {choose: left.save}}\n"

  @Test("is ambiguous where its label names two controls, and that fails, also when listing", arguments: [false, true])
  func ambiguous(listing: Bool) async throws {
    let report = try await report("1. Type **Ann** in the **Name** box.\n2. Select **Save**.", listing: listing)
    #expect(report.findings.map(\.code) == ["step-ambiguous"])
    #expect(report.findings.first?.message.contains("2 of the kind button") == true)
    #expect(report.procedures.first?.steps.last?.status == .ambiguous)
    #expect(report.summary.ambiguous == 1)
    #expect(report.hasFailed)
  }

  @Test("is manual where only a person can do it: counted, named, and not verified")
  func manual() async throws {
    let report = try await report(
      "1. Type **Ann** in the **Name** box.\n2. Select the left button.\n3. Call the owner.", phrasebook: byHand)
    #expect(report.findings.map(\.code) == [])
    #expect(report.summary.manual == 1)
    #expect(report.summary.bound == 2)
    #expect(report.procedures.first?.manualSteps == [3])
    #expect(report.procedures.first?.steps.last?.manual == ["Call the owner"])
  }

  @Test("does not count for a procedure that is all by hand: nothing ran")
  func onlyManual() async throws {
    let report = try await report("1. Call the owner.", expect: "saved: nothing", phrasebook: byHand)
    #expect(report.findings.map(\.code) == ["procedure-empty"])
    #expect(report.procedures.first?.isProven == false)
  }

  @Test(
    "is undefined where the words say nothing that could be run, and that fails, also when listing",
    arguments: [
      "1. Wiggle **Reset all**.", "1. Select the usual thing.", "1. Follow the prompts.", "1. Ponder your passwords.",
    ], [false, true])
  func undefined(steps: String, listing: Bool) async throws {
    let report = try await report(steps, phrasebook: byHand, listing: listing)
    #expect(report.summary.undefined == 1)
    #expect(report.hasFailed)
    #expect(report.procedures.first?.isProven == false)
  }

  @Test("leaves the form unsaved where the step that saves is missing; the button is named")
  func unsaved() async throws {
    let report = try await report("1. Type **Ann** in the **Name** box.", phrasebook: byHand)
    #expect(report.findings.map(\.code) == ["procedure-unsaved"])
    #expect(report.findings.first?.suggestion == "Save")
  }

  @Test("is one of several ways: each is run, and more than 64 are refused")
  func ways() async throws {
    let steps = (1...7).map { "\($0). Select **Reset all** or select the left button." }.joined(separator: "\n")
    let report = try await report(steps, expect: "saved: nothing", phrasebook: byHand)
    #expect(report.findings.map(\.code) == ["procedure-too-many-ways"])
    #expect(report.findings.first?.place.line == 13)
    #expect(report.summary.runs == 64)
  }

  @Test("in a docset without scenarios is told as read, and nothing is run")
  func uncovered() async throws {
    var request = try Shipped.request(
      english: "# A\n\n## B\n\n1. Select **Save**.\n2. Wiggle **Save**.\n", scenario: "procedures: {}", phrasebook: "")
    request.isListing = true
    request.scenarios = []
    let report = await test(request, on: TwoForms())
    #expect(report.procedures.first?.steps.map(\.status) == [.read, .undefined])
    #expect(report.findings.map(\.code) == ["step-verb-unknown"])
  }
}
