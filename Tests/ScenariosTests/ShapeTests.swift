internal import AdminCenter
internal import Diagnostics
internal import Scenarios
internal import Testing

@Suite("The shape of a file beside the articles")
struct ShapeTests {
  private let article = "# A\n\nYou must be an editor.\n\n## Save\n\n1. Select **Reset all**.\n"
  private let scenario = """
    procedures:
      save:
        roles: {allowed: [editor]}
        expect: [{saved: nothing}]
        values: {name: Ada}

    """

  private func findings(_ scenario: String, phrasebook: String = "") async throws -> [Diagnostic] {
    let request = try Shipped.request(english: article, scenario: scenario, phrasebook: phrasebook)
    return await test(request, on: TwoForms()).findings.filter { $0.severity == .error }
  }

  @Test(
    "is checked, and what is wrong has a finding at its line",
    arguments: [
      ("expect: [{saved: nothing}]", "expect: {saved: something}", "scenario-invalid-value", 4),
      ("\n    expect: [{saved: nothing}]", "", "scenario-missing-key", 3),
      ("expect: [{saved: nothing}]", "expect: []", "scenario-invalid-value", 4),
      ("[editor]", "editor", "scenario-invalid-value", 3),
      ("[editor]", "[editor], refused: editor", "scenario-invalid-value", 3),
      ("[editor]", "[editor], refused: [editor]", "scenario-invalid-value", 3),
      ("[editor]", "[edtor]", "scenario-unknown-role", 3),
      ("{saved: nothing}", "{saved: $nothing}", "scenario-unknown-value", 4),
      ("  save:", "  sav:", "scenario-procedure-missing", 2),
    ])
  func scenario(old: String, new: String, code: String, line: Int) async throws {
    #expect(try await findings(scenario) == [])
    let found = try await findings(scenario.replacing(old, with: new))
    #expect(found.map(\.code) == [code])
    #expect(found.first?.place.line == line)
  }

  @Test(
    "of a phrasebook is checked too",
    arguments: [
      ("objects: {the thing: []}", "phrasebook-entry-empty"), ("objects: [the thing]", "scenario-invalid-value"),
      ("objects: {select reset all: {choose: reset}}", "phrasebook-hides-label"),
      ("values: {a name: $nme}", "scenario-unknown-value"), ("places: {here: nowhere}", "scenario-unknown-control"),
      ("conditions: {it rains: {}}", "phrasebook-entry-empty"), ("manual: call", "scenario-invalid-value"),
      ("objekts: {}", "scenario-unknown-key"),
    ])
  func phrasebook(text: String, code: String) async throws {
    let found = try await findings(scenario, phrasebook: text)
    #expect(found.map(\.code) == [code])
    #expect(found.first?.place.file == "en-US.yml")
  }

  @Test("is not looked at where the file is named for nothing that the docset has: that itself is said")
  func unused() async throws {
    var request = try Shipped.request(english: article, scenario: scenario, phrasebook: "")
    request.scenarios[0].name = "b"
    request.phrasebooks[0].name = "en-GB"
    let found = await test(request, on: TwoForms()).findings.filter { $0.severity == .error }
    #expect(found.map(\.code) == ["steps-file-unused", "steps-file-unused"])
    #expect(found.map(\.suggestion) == ["a", "en-US"])
  }

  @Test("of a lexicon is checked with the line of what is wrong, and the nearest key is offered")
  func lexicon() async throws {
    var request = try Shipped.request(english: article, scenario: scenario, phrasebook: "")
    request.lexicons = [.init(name: "en-US", file: "l.yml", text: "locale: en-US\nverbs: {}\nconectors: [and]\n")]
    let found = await test(request, on: TwoForms()).findings.filter { $0.code == "lexicon-invalid" }
    #expect(found.map(\.place.line) == [3])
    #expect(found.map(\.suggestion) == ["connectors"])
  }
}
