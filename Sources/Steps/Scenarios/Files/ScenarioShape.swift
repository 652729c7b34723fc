/// What a value of a scenario file may look like. Files are checked against it, and a JSON Schema is made of it, so that
/// editors say the same as Trin.
public indirect enum ScenarioShape: Sendable, Hashable {
  /// A plain text; only one of `values` where there are any.
  case text(values: [String] = [])
  /// One of the product's names, of a "role" or a "control".
  case name([String], of: String)
  case list(of: ScenarioShape)
  /// A mapping with these keys and no others.
  case mapping([ScenarioKey])
  /// A mapping whose keys are names of the author's.
  case names(to: ScenarioShape)
  case either([ScenarioShape])

  public static var text: ScenarioShape { .text(values: []) }
}

/// A key of a mapping.
public struct ScenarioKey: Sendable, Hashable {
  public var name: String
  public var shape: ScenarioShape
  public var isRequired: Bool
  /// What the key is for, as an editor shows it.
  public var about: String

  public init(_ name: String, _ shape: ScenarioShape, isRequired: Bool = false, about: String = "") {
    self.name = name
    self.shape = shape
    self.isRequired = isRequired
    self.about = about
  }
}
