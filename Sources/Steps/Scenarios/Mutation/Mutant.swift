package import Diagnostics

/// An article with one wrong word, as a careless edit or translation would leave it.
package struct Mutant: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case label = "another label"
    case stepDropped = "a step dropped"
    case stepsSwapped = "two steps swapped"
    case joint = "and for or"
    case condition = "a condition negated"
    case role = "a wrong role"
    case link = "a wrong link"
    case verb = "a verb made unknown"
    case boldVerb = "a verb drawn into the bold"
    case negation = "a negation taken away"
    case place = "another place"
    case shape = "another shape of a scenario's value"
    case expectation = "an expectation dropped"

    /// Of the scenario file, not of the article.
    var isOfScenario: Bool { self == .shape || self == .expectation }
  }

  package var kind: Kind
  package var locale: String
  package var place: SourcePlace
  package var original: String
  package var replacement: String

  /// The path of the article.
  var article: String
  /// The procedure that the change is about; without one, all of the article.
  var procedure: String?
  var source: [UInt8]
}
