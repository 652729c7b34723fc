package import Diagnostics

/// What one procedure is run with, in every locale.
package struct Scenario: Sendable {
  /// `<article path>#<anchor>`.
  package var procedure: String
  package var file: String
  package var line: Int
  package var column: Int
  package var allowed: [String]
  /// Roles that the product lets in too and that the article leaves out on purpose.
  package var unnamed: [String]
  package var refused: [String]
  /// Line and column of `roles`.
  package var rolesPlace: SourcePlace
  package var given: ScenarioValue?
  /// What the conditions of the prose ask about.
  package var states: [String: Bool]
  package var values: [String: String]
  package var expectations: [ScenarioValue]
  package var overrides: [Int: StepOverride]
}

/// Actions for a step whose prose defeats the lexicon.
package struct StepOverride: Sendable {
  /// Of the step's text, in lower-case hexadecimal; by locale.
  package var digests: [String: String]
  package var actions: [Action]
  package var place: SourcePlace
}
