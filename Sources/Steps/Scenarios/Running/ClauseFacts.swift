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

extension Step {
  /// Where the reader chooses whether to do a clause, with all others that the same words leave to the reader; nil for
  /// a clause that is not left to anybody.
  func choiceOfLeavingOut(_ clause: Int, at step: Int, of procedure: String) -> ChoicePoint? {
    guard let optional = clauses[clause].optional,
      let first = clauses.firstIndex(where: { $0.optional == optional })
    else { return nil }
    return ChoicePoint(procedure: procedure, step: step, clause: first, isLeavingOut: true)
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
    case .wordsLeftOver: "Words stand beside the label that change what is done, and no rule takes them in."
    case .jointsMixed: "“And” and “or” stand here without a comma that groups them, so that two things can be meant."
    case .alternativeConditioned:
      "An alternative has a condition of its own, so that it does not stand beside the other."
    case .labelLeftOver:
      "The sentence tells something and asks for nothing, but names what a reader could use on the screen."
    case .orderUnclear: "What is to be done first is named last."
    }
  }
}

extension Clause {
  /// Why the clause could not be read, with the words at fault.
  func message(of misreading: Misreading) -> String {
    guard let unread, !unread.text.isEmpty, unread.text != phrase.text else { return misreading.message }
    return misreading.message + " Not understood: “\(unread.text)”."
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
