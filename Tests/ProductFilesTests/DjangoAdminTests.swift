internal import BrowserProduct
internal import Diagnostics
internal import Docset
internal import Foundation
internal import ProcedureTesting
internal import ProductFiles
internal import Scenarios
internal import SiteBuilding
internal import Testing
internal import WebDriver

/// An application that nobody here wrote, told of by a file only.
enum Django {
  static let docset = TrinProgram.repository + "/Tests/ProductDocsets/Django"
  private static let packages = TrinProgram.repository + "/.venv/lib"

  static var isHere: Bool {
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: packages)) ?? []
    return DriverProcess.isInstalled
      && versions.contains { FileManager.default.fileExists(atPath: "\(packages)/\($0)/site-packages/django") }
  }
}

@Suite(
  "The admin of Django", .serialized,
  .enabled(if: Django.isHere, "Django or Chromium is not here: run .ci/setup"))
struct DjangoAdminTests {
  /// The runs of the articles with one of their texts replaced, or with other roles in the scenarios.
  private func report(
    _ locale: String, replacing old: String = "", with new: String = "", allowing allowed: String = "superuser",
    refusing refused: String = "viewer", filter: String? = nil
  ) async throws -> TestReport {
    var options = PipelineOptions(docset: Django.docset, jobs: 1)
    options.labels = LabelOptions(allowsCommands: true)
    let loaded = try await SitePipeline.load(options)
    var request = try SitePipeline.steps(
      of: loaded, folders: StepFolders(docset: Django.docset), locales: [locale])
    request.triesUnnamedRoles = false
    request.jobs = 1
    request.filter = filter
    if !old.isEmpty {
      let index = try #require(request.articles.firstIndex { $0.path.contains("set-password") })
      let text = String(decoding: request.articles[index].source, as: UTF8.self)
      try #require(text.contains(old))
      request.articles[index].source = Array(text.replacing(old, with: new).utf8)
    }
    for index in request.scenarios.indices {
      request.scenarios[index].text = request.scenarios[index].text.replacing(
        "allowed: [superuser], refused: [viewer]", with: "allowed: [\(allowed)], refused: [\(refused)]")
    }
    let path = Django.docset + "/product.yml"
    var file = try ProductFile(
      yaml: String(decoding: Files.read(path), as: UTF8.self), file: path, folder: Django.docset)
    try file.use(loaded.texts?.catalogs)
    let application = FileApplication(file)
    let pool = BrowserPool(most: 1, limits: application.limits)
    let report = await test(request, on: BrowserProduct(application, pool: pool))
    await pool.close()
    return report
  }

  private func said(_ report: TestReport) -> [String] {
    (report.findings + report.procedures.flatMap(\.runs).flatMap(\.findings).map(\.diagnostic))
      .filter { $0.severity == .error }.map { "\($0.place.line):\($0.place.column) \($0.code) \($0.message)" }
  }

  @Test("does what its articles say, in both languages", arguments: ["en-US", "da-DK"])
  func green(locale: String) async throws {
    let report = try await report(locale)
    #expect(said(report) == [])
    #expect(report.summary.passed == 4)
    #expect(!report.hasFailed)
  }

  struct Mistake: CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    /// Where and what.
    let said: String
    /// On the screen, in the report.
    var shown = "Nulstil adgangskode"
    var testDescription: String { name }
  }

  @Test(
    "fails an article at the words that are wrong, with what the page shows",
    arguments: [
      Mistake(
        name: "a wrong Danish label", old: "**Nulstil adgangskode**", new: "**Nulstil kodeord**",
        said: "14:11 step-label-unknown The product shows no **Nulstil kodeord** at"),
      Mistake(
        name: "a label of the other language", old: "**Nulstil adgangskode**", new: "**Reset password**",
        said: "14:11 step-label-untranslated **Reset password** is the label in en-US, not in da-DK."),
      Mistake(
        name: "a dropped step", old: "2. Vælg **Nulstil adgangskode**.\n", new: "",
        said: "14:15 step-label-elsewhere The product has **Adgangskode**, but not at"),
      Mistake(
        name: "a label of another place", old: "**Brugere** og", new: "**Gem** og",
        said: "13:56 step-label-elsewhere The product has **Gem**, but not at **Website-administration**",
        shown: "Brugere"),
    ])
  func wrong(mistake: Mistake) async throws {
    let report = try await report("da-DK", replacing: mistake.old, with: mistake.new, filter: "set-the-password")
    #expect(report.hasFailed)
    let all = said(report)
    #expect(all.contains { $0.hasPrefix(mistake.said) }, "\(all)")
    let failed = report.procedures.flatMap(\.runs).flatMap(\.findings)
    #expect(failed.contains { $0.shown.contains(mistake.shown) && $0.evidence?.names.contains(mistake.shown) == true })
  }

  @Test("fails a scenario that has its roles the wrong way round, by what the product says to each")
  func rolesExchanged() async throws {
    let report = try await report("en-US", allowing: "viewer", refusing: "superuser", filter: "set-the-password")
    let runs = report.procedures.flatMap(\.runs)
    let viewer = runs.first { $0.role == "viewer" }?.findings.first?.diagnostic
    #expect(viewer?.code == "step-refused")
    #expect(viewer?.message.contains("status403") == true, "\(said(report))")
    #expect(runs.first { $0.role == "superuser" }?.findings.first?.diagnostic.code == "role-not-refused")
    #expect(runs.allSatisfy { $0.status == .failed })
  }
}
