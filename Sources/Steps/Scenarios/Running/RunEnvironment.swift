internal import Procedures

/// What all runs of one locale share.
struct RunEnvironment: Sendable {
  let product: any ProductModel
  let phrasebook: Phrasebook
  /// All of the locale, by id, for steps that follow another.
  let procedures: [String: Procedure]
  let kinds: [String: Control.Kind]
  /// By label in the locale, normalized.
  private let controls: [String: [Control]]

  init(locale: String, product: any ProductModel, phrasebook: Phrasebook, procedures: [String: Procedure]) {
    self.product = product
    self.phrasebook = phrasebook
    self.procedures = procedures
    var kinds: [String: Control.Kind] = [:]
    var controls: [String: [Control]] = [:]
    for control in product.controls {
      kinds[control.id] = control.kind
      for name in Set(product.labels(of: control.id, locale: locale).map(Spelling.normalized)) {
        controls[name, default: []].append(control)
      }
    }
    self.kinds = kinds
    self.controls = controls
  }

  /// - Parameter name: Normalized.
  func controls(named name: String) -> [Control] { controls[name] ?? [] }
}
