internal import Procedures

extension Clause {
  /// The labels that the clause names, in reading order.
  var labels: [String] {
    guard case .instructions(let alternatives) = kind else { return [] }
    return alternatives.flatMap { $0.flatMap { $0.path.filter(\.isLabel).map(\.phrase.text) } }
  }

  /// "Follow the instructions to do this or to do that": the aims are the alternatives.
  var offersAims: Bool {
    guard purposes.count > 1, case .instructions(let alternatives) = kind else { return false }
    return alternatives.first?.first?.operation == .follow
  }

  /// How many ways there are to do the clause; 1 where there is no choice.
  var choices: Int {
    guard case .instructions(let alternatives) = kind else { return 1 }
    return alternatives.count > 1 ? alternatives.count : offersAims ? purposes.count : 1
  }
}

extension Misreading {
  var message: String {
    switch self {
    case .verbUnknown:
      "No verb of the lexicon stands where an instruction begins, and nothing says that this is a statement."
    case .openingUnknown: "The words before the verb are neither a condition, nor a place, nor an aim."
    case .labelsUnjoined: "Two labels stand here, and no word says how they belong together."
    case .objectMissing: "The verb has no object."
    }
  }
}

extension MarkupDamage {
  var message: String {
    let rule = rule.map { " (\($0))" } ?? ""
    return mended == nil
      ? "The markup of the step is damaged\(rule), and nothing certain says what was meant."
      : "The step was read with its markup mended\(rule)."
  }
}
