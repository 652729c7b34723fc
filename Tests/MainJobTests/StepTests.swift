import AdminCenter
import Diagnostics
import Docset
import Scenarios
import Testing

@Suite("The steps of the shipped articles")
struct StepTests {
  @Test("run in both languages, with nothing undefined, ambiguous or failed")
  func shippedContent() async throws {
    let report = await test(try await Repository.request(), on: AdminCenter())
    #expect(report.locales == ["da-DK", "en-US"])
    #expect(!report.hasFailed)
    #expect(report.summary.undefined == 0)
    #expect(report.summary.ambiguous == 0)
    #expect(report.summary.uncovered == 0)
    #expect(report.summary.runs > 0)
    #expect(report.summary.passed == report.summary.runs)
    #expect(report.procedures.filter { !$0.isProven }.isEmpty)
  }

  @Test("compile to equal actions in both languages")
  func parity() async throws {
    let report = await test(try await Repository.request(), on: AdminCenter())
    let danish = report.procedures.filter { $0.locale == "da-DK" }
    let english = report.procedures.filter { $0.locale == "en-US" }
    #expect(danish.map(\.id).sorted() == english.map(\.id).sorted())
    for procedure in danish {
      let twin = try #require(english.first { $0.id == procedure.id })
      #expect(procedure.steps.map(\.actions) == twin.steps.map(\.actions), "\(procedure.id)")
    }
  }

  @Test("fail for a wrong label, at its place and with the right one, in that language only")
  func wrongLabel() async throws {
    let file = "Content/da-DK/\(Repository.resend).md"
    var request = try await Repository.request(editing: file) {
      $0.replacing("**Nulstil adgangskode**.", with: "**Nulstil kodeord**.")
    }
    request.filter = "resend"
    let article = try #require(request.articles.first { $0.file.hasSuffix(file) })
    let lines = String(decoding: article.source, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("Nulstil kodeord") })
    let column = try #require(lines[line].firstRange(of: "Nulstil kodeord"))
    let report = await test(request, on: AdminCenter())
    let finding = try #require(report.findings.first { $0.code == "step-label-unknown" })
    #expect(finding.place.line == line + 1)
    #expect(
      finding.place.column == lines[line].unicodeScalars.distance(from: lines[line].startIndex, to: column.lowerBound)
        + 1)
    #expect(finding.place.endColumn - finding.place.column == "Nulstil kodeord".count)
    #expect(finding.suggestion == "Nulstil adgangskode")
    #expect(!report.findings.contains { $0.code == "role-not-refused" })
    let proven = report.procedures.filter(\.isProven).map(\.locale)
    #expect(proven == ["en-US"])
    #expect(report.hasFailed)
  }

  @Test("fail when a step is dropped")
  func droppedStep() async throws {
    var request = try await Repository.request(editing: "Content/da-DK/\(Repository.resend).md") { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("3. ") }
        .joined(separator: "\n")
    }
    request.filter = "resend"
    let report = await test(request, on: AdminCenter())
    #expect(report.hasFailed)
  }

  @Test("fail for a role that may not reset, by the product's own refusal")
  func wrongRole() async throws {
    var request = try await Repository.request(editing: "scenarios/\(Repository.resend).yml") {
      $0.replacing("allowed: [global-administrator", with: "allowed: [reports-reader, global-administrator")
        .replacing("refused: [reports-reader]", with: "refused: [groups-administrator]")
    }
    request.filter = "resend"
    let report = await test(request, on: AdminCenter())
    let runs = report.procedures.flatMap(\.runs).filter { $0.role == "reports-reader" && $0.expected == .allowed }
    #expect(!runs.isEmpty)
    #expect(runs.allSatisfy { $0.status == .failed })
  }

  @Test("report an unknown key of a scenario at its line, with the key that was meant")
  func unknownKey() async throws {
    var request = try await Repository.request(editing: "scenarios/\(Repository.resend).yml") {
      $0.replacing("    given:", with: "    givn:")
    }
    request.filter = "resend"
    let report = await test(request, on: AdminCenter())
    let finding = try #require(report.findings.first { $0.code == "scenario-unknown-key" })
    #expect(finding.place.line == 13)
    #expect(finding.suggestion == "given")
    #expect(report.hasFailed)
  }

  @Test(
    "of the original article run, in words that are not ours", .enabled(if: Files.isDirectory(Repository.acceptance)))
  func acceptance() async throws {
    let report = await test(try await Repository.request(Repository.acceptance), on: AdminCenter())
    #expect(!report.hasFailed)
    #expect(report.summary.steps == 4)
    #expect(report.summary.runs == 10)
    #expect(report.summary.passed == 10)
  }

  @Test(
    "end unsaved when the phrasebook does not say what sends", .enabled(if: Files.isDirectory(Repository.acceptance)))
  func purposeClause() async throws {
    let request = try await Repository.request(Repository.acceptance, editing: "phrasebook/da-DK.yml") { text in
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.contains("vedkommende modtager den nye adgangskode") }.joined(separator: "\n")
    }
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.contains { $0.code == "procedure-unsaved" })
    #expect(report.hasFailed)
  }
}
