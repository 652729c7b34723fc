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

/// A newsletter in Python: its world is made by a request, its code comes by mail, and its state is asked for.
@Suite(
  "A product that is asked by requests and sends mail", .serialized,
  .enabled(if: DriverProcess.isInstalled, "Chromium is not here: run .ci/setup"))
struct RequestsAndMailTests {
  private static let docset = TrinProgram.repository + "/Tests/ProductDocsets/Notes"

  private func report(
    locales: Set<String> = ["da-DK"], scenario edit: (String) -> String = { $0 },
    product change: (String) -> String = { $0 }
  ) async throws -> TestReport {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: Self.docset, jobs: 1))
    var request = try SitePipeline.steps(of: loaded, folders: StepFolders(docset: Self.docset), locales: locales)
    request.triesUnnamedRoles = false
    request.jobs = 1
    for index in request.scenarios.indices { request.scenarios[index].text = edit(request.scenarios[index].text) }
    let path = Self.docset + "/product.yml"
    let yaml = change(try String(decoding: Files.read(path), as: UTF8.self)) + "limits: {step-seconds: 3}\n"
    let application = FileApplication(try ProductFile(yaml: yaml, file: path, folder: Self.docset))
    let pool = BrowserPool(most: 1, limits: application.limits)
    let report = await test(request, on: BrowserProduct(application, pool: pool))
    await pool.close()
    return report
  }

  private func said(_ report: TestReport) -> [String] {
    Set(
      (report.findings + report.procedures.flatMap(\.runs).flatMap(\.findings).map(\.diagnostic))
        .map { "\($0.code) \($0.message)" }
    ).sorted()
  }

  @Test("is proven in both languages, with the code out of the mail")
  func green() async throws {
    let report = try await report(locales: [])
    #expect(said(report) == [])
    #expect(report.summary.passed == 2)
  }

  @Test("may keep its language in the browser, and its mails as files")
  func storageAndFolder() async throws {
    let report = try await report(
      locales: [],
      product: {
        $0.replacing("by: cookie", with: "by: local-storage")
          .replacing("by: smtp", with: "by: folder, folder: mail")
      })
    #expect(said(report) == [])
    #expect(report.summary.passed == 2)
  }

  @Test("that cannot be asked what it did is broken, and no article is blamed")
  func silent() async throws {
    let findings = said(
      try await report(product: { $0.replacing("get: /test/nothing/", with: "get: http://127.0.0.1:1/") }))
    #expect(findings.count == 1 && findings[0].hasPrefix("product-broken "), "\(findings)")
    #expect(findings.contains { $0.contains("'check' could not be asked: http://127.0.0.1:1/ does not answer") })
  }

  @Test(
    "fails where an expectation does not hold, with what was found",
    arguments: [
      ("shows: $code", "shows: Velkommen", "mail arrived for kim@example.org, but none shows 'Velkommen'"),
      ("to: $reader", "to: pia@example.org", "mail arrived for kim@example.org only"),
      ("check: is-not-there", "shown: Du er ikke tilmeldt", "the page does not show 'Du er ikke tilmeldt'"),
    ])
  func unmet(old: String, new: String, words: String) async throws {
    let findings = said(try await report(scenario: { $0.replacing(old, with: new) }))
    #expect(findings.count == 1 && findings[0].hasPrefix("expectation-failed "), "\(findings)")
    #expect(findings.contains { $0.contains(words) }, "\(findings)")
  }

  @Test("fails where an address answers otherwise than the product file says, with the answer")
  func answers() async throws {
    let findings = said(
      try await report(product: {
        $0.replacing("\"subscribed\": true", with: "\"subscribed\": false").replacing(
          "status: 404", with: "status: 200")
      }))
    #expect(findings.count == 2, "\(findings)")
    #expect(findings.contains { $0.contains(#"does not show '"subscribed": false': {"subscribed": true}"#) })
    #expect(findings.contains { $0.contains("/test/nothing/ answers 404: There is nothing here.") })
  }

  @Test("that makes no world is broken, and no article is blamed")
  func world() async throws {
    let findings = said(try await report(product: { $0.replacing("post: /test/world", with: "post: /test/wrong") }))
    #expect(findings.count == 1 && findings[0].hasPrefix("product-broken "), "\(findings)")
  }
}
