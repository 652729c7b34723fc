internal import AdminCenter
internal import Diagnostics
internal import ProcedureTesting
internal import Scenarios
internal import SiteBuilding
internal import Testing

/// Norwegian is nothing but files: a lexicon, a phrasebook and the product's labels, in a docset of its own.
@Suite("A language that Trin does not bring")
struct ThirdLanguageTests {
  private static let docset = Shipped.root + "/Tests/Fixtures/third-language"

  private func request() async throws -> TestRequest {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: Self.docset, jobs: 2))
    return try SitePipeline.steps(of: loaded, folders: StepFolders(docset: Self.docset))
  }

  @Test("is read, bound and run from files alone, and says the same as the source")
  func runs() async throws {
    let report = await test(try await request(), on: AdminCenter())
    #expect(report.findings.map(\.code) == [])
    #expect(report.locales == ["en-US", "nb-NO"])
    #expect(report.procedures.map(\.isProven) == [true, true])
    #expect(report.procedures[0].steps.map(\.actions) == report.procedures[1].steps.map(\.actions))
    let variants = Set(report.procedures[1].runs.map(\.variant))
    #expect(variants.isSuperset(of: ["auto-generate", "create"]))
  }

  @Test("fails by a wrong label at its place, with the right one")
  func wrongLabel() async throws {
    var request = try await request()
    let index = try #require(request.articles.firstIndex { $0.locale == "nb-NO" })
    try request.change(request.articles[index].file, "Send e-post og lukk", "Send e-post og steng")
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.map(\.code) == ["step-label-unknown"])
    let finding = try #require(report.findings.first)
    #expect(finding.suggestion == "Send e-post og lukk")
    #expect(finding.place.words(in: request.text(of: finding.place.file)) == "Send e-post og steng")
  }

  @Test("whose labels have a wrong name says which control was meant")
  func labels() async throws {
    var request = try await request()
    request.labels[0].text = request.labels[0].text.replacing("  reset.submit:", with: "  reset.sumbit:")
    let findings = await test(request, on: AdminCenter()).findings
    let finding = try #require(findings.first { $0.code == "labels-invalid" })
    #expect(finding.suggestion == "reset.submit")
    #expect(finding.place.words(in: request.labels[0].text) == "reset.sumbit")
  }

  @Test("without a lexicon is not read, and that is said")
  func noLexicon() async throws {
    var request = try await request()
    request.lexicons = []
    let findings = await test(request, on: AdminCenter()).findings
    #expect(findings.map(\.code) == ["lexicon-missing"])
  }

  @Test("whose lexicon has a wrong key says its line")
  func lexicon() async throws {
    var request = try await request()
    request.lexicons[0].text = request.lexicons[0].text.replacing("places:", with: "place:")
    let findings = await test(request, on: AdminCenter()).findings
    #expect(findings.map(\.code) == ["lexicon-invalid"])
    let finding = try #require(findings.first)
    #expect(finding.message.contains("'place' is no key of a lexicon"))
  }
}
