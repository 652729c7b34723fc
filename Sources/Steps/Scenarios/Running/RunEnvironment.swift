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
  /// By label in the locale, folded as prose is.
  private let controlsSpoken: [String: [Control]]
  /// The labels of the locale by what they are when folded.
  let labels: [String: String]

  init(locale: String, product: any ProductModel, phrasebook: Phrasebook, procedures: [String: Procedure]) {
    self.product = product
    self.phrasebook = phrasebook
    self.procedures = procedures
    var kinds: [String: Control.Kind] = [:]
    var controls: [String: [Control]] = [:]
    var spoken: [String: [Control]] = [:]
    var labels: [String: String] = [:]
    for control in product.controls {
      kinds[control.id] = control.kind
      for name in Set(product.labels(of: control.id, locale: locale).map(Spelling.normalized)) {
        controls[name, default: []].append(control)
        spoken[Spelling.folded(name), default: []].append(control)
        labels[Spelling.folded(name)] = name
      }
    }
    self.kinds = kinds
    self.controls = controls
    controlsSpoken = spoken
    self.labels = labels
  }

  /// - Parameter name: Of prose, where letter case says nothing.
  func controls(spoken name: String) -> [Control] { controlsSpoken[Spelling.folded(name)] ?? [] }

  /// - Parameter name: Normalized.
  func controls(named name: String) -> [Control] { controls[name] ?? [] }
}
