internal import Diagnostics
internal import Docset
internal import Foundation
internal import ProcedureTesting
internal import ProductFiles
internal import Scenarios
internal import SiteBuilding
internal import Testing

/// A kettle that is no web page, driven by a program in Python.
@Suite("A product that an adapter drives", .serialized)
struct AdapterTests {
  private static let docset = TrinProgram.repository + "/Tests/ProductDocsets/Kettle"

  private func product(_ fault: String) async throws -> AdapterProduct {
    let yaml = """
      adapter: {command: [python3, -B, adapter.py, "\(fault)"]}
      limits: {step-seconds: 1}
      """
    return try await AdapterProduct(ProductFile(yaml: yaml, file: "product.yml", folder: Self.docset))
  }

  private func report(
    _ fault: String, filter: String? = nil, locales: Set<String> = ["en-US"],
    editing: (inout TestRequest) -> Void = { _ in }
  ) async throws -> TestReport {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: Self.docset, jobs: 1))
    var request = try SitePipeline.steps(of: loaded, folders: StepFolders(docset: Self.docset), locales: locales)
    request.jobs = 1
    request.filter = filter
    editing(&request)
    return await test(request, on: try await product(fault))
  }

  private func said(_ report: TestReport) -> [String] {
    (report.findings + report.procedures.flatMap(\.runs).flatMap(\.findings).map(\.diagnostic))
      .map { "\($0.code) \($0.message)" }
  }

  @Test("does what the articles say, in both languages, and refuses whom it must")
  func works() async throws {
    let report = try await report("", locales: [])
    #expect(said(report) == [])
    #expect(report.summary.passed == 8)
    #expect(!report.hasFailed)
  }

  @Test("fails an article at the words that are wrong")
  func wrongArticle() async throws {
    let report = try await report("", filter: "boil-it") { request in
      for index in request.articles.indices {
        let text = String(decoding: request.articles[index].source, as: UTF8.self)
        request.articles[index].source = Array(
          text.replacing("clear the **Lid** check box", with: "select the **Lid** check box").utf8)
      }
    }
    #expect(said(report).contains { $0.hasPrefix("step-failed The product refuses as 'lidOpen': The lid is open.") })
  }

  @Test("fails a scenario whose expectation does not hold, with what the adapter found")
  func unmet() async throws {
    let report = try await report("", filter: "boil-it") { request in
      for index in request.scenarios.indices {
        request.scenarios[index].text = request.scenarios[index].text.replacing("minutes: $time", with: "minutes: '4'")
      }
    }
    #expect(
      said(report).contains("expectation-failed The expectation 'boils, minutes' does not hold: minutes: 3"),
      "\(said(report))")
  }

  @Test("says that a scenario is impossible where the adapter says so")
  func impossible() async throws {
    let report = try await report("", filter: "boil-it") { request in
      for index in request.scenarios.indices {
        request.scenarios[index].text = request.scenarios[index].text.replacing("water: fresh", with: "water: none")
      }
    }
    #expect(
      said(report).contains { $0.hasPrefix("scenario-impossible") && $0.contains("a kettle without water") },
      "\(said(report))")
  }

  @Test(
    "that breaks ends each run, and blames the product and no article",
    arguments: [
      ("hang:world", "did not answer 'world' within 1.0 seconds"),
      ("hang:perform", "did not answer 'perform' within 1.0 seconds"),
      ("late:screen", "did not answer 'screen' within 1.0 seconds"),
      ("late:verify", "did not answer 'verify' within 1.0 seconds"),
      ("deaf:perform", "did not answer 'perform' within 1.0 seconds"),
      ("die:world", "ended with 1 when it was asked 'world': the kettle has no power"),
      ("die:screen", "ended with 1 when it was asked 'screen': the kettle has no power"),
      ("die:perform", "ended with 1 when it was asked 'perform': the kettle has no power"),
      ("die:verify", "ended with 1 when it was asked 'verify': the kettle has no power"),
      ("garbage:screen", "answered 'screen' with “Traceback: 🫖 is no JSON”, which is no JSON object"),
      ("garbage:perform", "answered 'perform' with “Traceback: 🫖 is no JSON”, which is no JSON object"),
      ("old:perform", "when it was asked question"),
      ("odd:screen", "shows 'teapot', which is none of the product's controls"),
      ("unknown:screen", "The key 'colour' is not known here"),
      ("neither:perform", "answered 'perform' with done, and refused it too, or neither"),
      ("error:verify", "answered 'verify' with the error “out of order”"),
      ("long:screen", "with a line of more than"),
    ])
  func breaks(fault: String, words: String) async throws {
    let report = try await report(fault, filter: "boil-it")
    let findings = said(report)
    #expect(report.hasFailed && report.summary.passed == 0)
    #expect(Set(findings).count == 1 && findings.allSatisfy { $0.hasPrefix("product-broken ") }, "\(findings)")
    #expect(findings.contains { $0.contains(words) }, "\(findings)")
    let places = report.procedures.flatMap(\.runs).flatMap(\.findings).map(\.diagnostic.place.file)
    #expect(places.allSatisfy { $0.hasSuffix("scenarios/boil.yml") }, "\(places)")
  }

  @Test("may break while it is closed: what it said before stands", arguments: ["hang:close", "die:close"])
  func closing(fault: String) async throws {
    let report = try await report(fault, filter: "descale-it")
    #expect(said(report) == [])
    #expect(report.summary.passed == 2)
  }

  @Test(
    "that does not say what the product is ends before anything runs",
    arguments: [
      ("hang:describe", "did not answer 'describe' within 1.0 seconds"),
      ("die:describe", "ended with 1 when it was asked 'describe': the kettle has no power"),
      ("garbage:describe", "which is no JSON object"),
      ("odd:describe", "'controls' is a mapping, not a list"),
    ])
  func undescribed(fault: String, words: String) async throws {
    let error = await #expect(throws: ProductFault.self) { try await product(fault) }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }
}
