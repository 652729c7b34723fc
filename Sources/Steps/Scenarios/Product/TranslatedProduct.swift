package import Diagnostics

/// A product with the labels of further languages, or other ones for a language it has.
struct TranslatedProduct: ProductModel {
  let base: any ProductModel
  let controls: [Control]
  let roles: [ProductRole]
  private let labels: [String: ProductLabels]

  init(_ base: any ProductModel, _ labels: [ProductLabels]) {
    self.base = base
    self.labels = Dictionary(labels.map { ($0.locale, $0) }, uniquingKeysWith: { $1 })
    controls = base.controls
    roles = base.roles.map { role in
      let more = labels.compactMap { labels in labels.roles[role.id].map { (labels.locale, $0) } }
      return ProductRole(id: role.id, names: role.names.merging(more) { $1 })
    }
  }

  var schema: ScenarioSchema { base.schema }

  func labels(of control: String, locale: String) -> [String] {
    labels[locale]?.controls[control] ?? base.labels(of: control, locale: locale)
  }

  func control(forLink id: String) -> String? { base.control(forLink: id) }
  func link(to control: String) -> String? { base.link(to: control) }
  func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld { try await base.makeWorld(setup) }
}

/// The product with the labels of these files, and what is wrong with the files.
package func translated(
  _ product: any ProductModel, by files: [TestRequest.File]
) -> (product: any ProductModel, findings: [Diagnostic]) {
  guard !files.isEmpty else { return (product, []) }
  let labels = files.map { ProductLabels($0, product: product) }
  return (TranslatedProduct(product, labels), labels.flatMap(\.findings))
}
