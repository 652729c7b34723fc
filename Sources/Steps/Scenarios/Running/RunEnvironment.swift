internal import Procedures

/// What all runs of one locale share.
struct RunEnvironment: Sendable {
  let product: any ProductModel
  let phrasebook: Phrasebook
  /// All of the locale, by id, for steps that follow another.
  let procedures: [String: Procedure]
}
