internal import AdminCenter
internal import AdminSiteProduct
internal import Diagnostics
internal import Docset
internal import Foundation
internal import ProcedureTesting
internal import Scenarios
internal import SiteBuilding
internal import Synchronization
internal import Testing
internal import WebDriver

@testable internal import BrowserProduct

extension InBrowser {
  @Suite("the admin center")
  struct DifferentialTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()

    static func request() async throws -> TestRequest {
      let loaded = try await SitePipeline.load(PipelineOptions(docset: root.path, jobs: 2))
      var request = try SitePipeline.steps(of: loaded, folders: StepFolders(docset: root.path))
      request.triesUnnamedRoles = false
      return request
    }

    @Test("passes every run of every article, and shows what its model shows, by the same names, at every step")
    func screens() async throws {
      let application = AdminSiteApplication()
      let pool = BrowserPool(most: 2, limits: application.limits)
      let comparison = Comparison()
      let product = PairedProduct(
        model: AdminCenter(), pages: BrowserProduct(application, pool: pool), comparison: comparison)
      let report = await test(try await Self.request(), on: product)
      await pool.close()
      let failed = report.procedures.flatMap { procedure in
        procedure.runs.filter { $0.status == .failed }.map { run in
          "\(procedure.id) \(procedure.locale) \(run.role) \(run.variant): "
            + run.findings.map(\.diagnostic.message).joined(separator: "; ")
        }
      }
      #expect(failed == [])
      #expect(report.summary.runs > 100)
      #expect(comparison.differences == [])
      #expect(comparison.count > 1000)
      print("compared \(comparison.count) screens of \(report.summary.runs) runs")
    }
  }
}

final class Comparison: Sendable {
  private let state = Mutex<(count: Int, differences: Set<String>)>((0, []))

  var count: Int { state.withLock { $0.count } }
  var differences: [String] { state.withLock { $0.differences.sorted() } }

  func note(_ differences: [String]) {
    state.withLock { state in
      state.count += 1
      state.differences.formUnion(differences)
    }
  }
}

/// The model and the pages, used by the same person.
struct PairedProduct: ProductModel {
  let model: AdminCenter
  let pages: BrowserProduct
  let comparison: Comparison

  var controls: [Control] { model.controls }
  var roles: [ProductRole] { model.roles }
  var schema: ScenarioSchema { model.schema }
  func labels(of control: String, locale: String) -> [String] { model.labels(of: control, locale: locale) }
  func control(forLink id: String) -> String? { model.control(forLink: id) }
  func link(to control: String) -> String? { model.link(to: control) }

  func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld {
    guard let page = try await pages.makeWorld(setup) as? BrowserWorld else { throw WorldError("no browser") }
    return PairedWorld(product: self, setup: setup, model: try await model.makeWorld(setup), page: page)
  }
}

actor PairedWorld: ProductWorld {
  let product: PairedProduct
  let setup: WorldSetup
  let model: any ProductWorld
  let page: BrowserWorld
  /// What each calls the same thing, such as a code.
  private var modelValues: [String: String] = [:]
  /// A refused action leaves the model where it was, and the browser on the page that says no.
  private var isRefused = false

  init(product: PairedProduct, setup: WorldSetup, model: any ProductWorld, page: BrowserWorld) {
    self.product = product
    self.setup = setup
    self.model = model
    self.page = page
  }

  /// By kind and label; what has no label by its id.
  private func names(_ controls: [String]) -> Set<String> {
    Set(
      controls.map { control in
        let kind = product.controls.first { $0.id == control }?.kind.rawValue ?? ""
        return product.labels(of: control, locale: setup.locale).first.map { "\(kind) \($0)" } ?? control
      })
  }

  func screen() async -> Screen {
    let shown = await page.screen()
    guard !isRefused, await page.fault() == nil else { return shown }
    let expected = await model.screen()
    let at = "\(setup.locale) \(setup.role) \(await (try? page.page().path) ?? "")"
    var differences = names(expected.controls).subtracting(names(shown.controls)).map { "\(at): no \($0)" }
    differences += names(shown.controls).subtracting(names(expected.controls)).map { "\(at): too much: \($0)" }
    differences += names(expected.places).subtracting(names(shown.places)).map { "\(at): not at \($0)" }
    differences += await unaccounted(shown).map { "\(at): not in the model: \($0)" }
    product.comparison.note(differences)
    return shown
  }

  /// What can be used on the page and is no control: only the links around every page.
  private func unaccounted(_ screen: Screen) async -> [String] {
    guard let view = try? await page.page() else { return ["no page"] }
    var known: Set<Int> = []
    for control in screen.controls {
      known.formUnion(await page.elements(of: control, subject: nil, on: view).map(\.node))
    }
    let around = ["English", "Dansk", "Skip to the content", "Gå til indholdet"]
    return view.elements.filter { element in
      ElementRoles.usable.contains(element.role) && !known.contains(element.node) && !around.contains(element.name)
    }.map { "\($0.role) \($0.name)" }
  }

  func perform(_ action: Action) async throws {
    var modelAction = action
    if let value = action.value { modelAction.value = modelValues[value] ?? value }
    let refusal: Refusal?
    do {
      try await model.perform(modelAction)
      refusal = nil
    } catch let error as Refusal {
      refusal = error
    }
    do {
      try await page.perform(action)
      if let refusal { product.comparison.note(["\(setup.role): only the model refuses: \(refusal.code)"]) }
    } catch let error as Refusal {
      isRefused = true
      if refusal?.isForWantOfRole != error.isForWantOfRole {
        product.comparison.note([
          "\(setup.role): the page refuses: \(error.message); the model: \(refusal?.code ?? "no")"
        ])
      }
      throw error
    }
  }

  func value(named name: String) async -> String? {
    let value = await page.value(named: name)
    if let value { modelValues[value] = await model.value(named: name) }
    return value
  }

  func unsavedControl() async -> String? { await page.unsavedControl() }
  func verify(_ expectation: ScenarioValue) async -> String? {
    if let answer = await model.verify(expectation) { return "in the model: \(answer)" }
    return await page.verify(expectation)
  }
  func begin(_ step: StepName) async { await page.begin(step) }
  func fault() async -> ProductFault? { await page.fault() }
  func remarks() async -> [ProductRemark] { await page.remarks() }
  func evidence() async -> StepEvidence? { await page.evidence() }
  func close() async { await page.close() }
}
