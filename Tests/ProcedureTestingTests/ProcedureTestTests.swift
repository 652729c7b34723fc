import Foundation
import ProcedureTesting
import Scenarios
import Testing

@Suite("The library for those who test articles on a product of their own in Swift")
struct ProcedureTestTests {
  private static let english = "1. Turn on **Power**.\n\n2. Select **Boil**.\n"
  private static let danish = "1. Slå **Strøm** til.\n\n2. Vælg **Kog**.\n"
  private static let scenario = """
    procedures:
      boil-water:
        roles: {allowed: [guest]}
        given: {water: plenty}
        expect:
          - boiled: yes
    """

  /// A docset with one procedure in two languages.
  private func report(
    english: String = english, danish: String = danish, scenario: String = scenario
  ) async throws -> ProcedureTestReport {
    let folder = FileManager.default.temporaryDirectory.path + "/trin-library-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let heading = "## <a name=\"boil-water\"></a>"
    for (name, text) in [
      ("Site/site.yml", "locales: [en-US, da-DK]\n"),
      ("Content/en-US/kettle.md", "# Kettle\n\n\(heading)Boil water\n\nYou must be a Guest.\n\n\(english)"),
      ("Content/da-DK/kettle.md", "# Kedel\n\n\(heading)Kog vand\n\nDu skal være Gæst.\n\n\(danish)"),
      ("Content/scenarios/kettle.yml", scenario),
    ] {
      let url = URL(fileURLWithPath: "\(folder)/\(name)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    return try await ProcedureTest(docset: folder).run(on: Kettle())
  }

  @Test("runs the steps of every language, and says so in three forms")
  func green() async throws {
    let report = try await report()
    #expect(report.findings.filter(\.isError) == [])
    #expect(!report.hasFailed)
    #expect((report.runs, report.passedRuns, report.uncovered) == (2, 2, 0))
    #expect(report.text.contains("2 runs") && report.junit.contains("<testsuite"))
    let json = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
    #expect((json?["summary"] as? [String: Any])?["passed"] as? Int == 2)
  }

  @Test("fails by a wrong label at its place, in that language only")
  func wrongLabel() async throws {
    let report = try await report(danish: "1. Slå **Strøm** til.\n\n2. Vælg **Kogg**.\n")
    let error = try #require(report.findings.first { $0.isError })
    #expect(error.file.hasSuffix("da-DK/kettle.md"))
    #expect(error.line == 9)
    #expect(error.message.contains("Kog"))
    #expect((report.runs, report.passedRuns) == (2, 1))
  }

  @Test("fails by what the product says, where a step is dropped or the expectation is another")
  func product() async throws {
    #expect(try await report(english: "1. Turn on **Power**.\n").hasFailed)
    let other = Self.scenario.replacing("boiled: yes", with: "boiled: no")
    #expect(try await report(scenario: other).passedRuns == 0)
    #expect(try await report(scenario: Self.scenario.replacing("plenty", with: "none")).text.contains("not sold"))
  }

  @Test("says which docset cannot be read")
  func missing() async throws {
    let error = await #expect(throws: ProcedureTestError.self) { try await ProcedureTest(docset: "/nowhere/docs") }
    #expect("\(try #require(error))".contains("/nowhere/docs"))
  }
}
