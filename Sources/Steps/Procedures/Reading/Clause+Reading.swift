extension Clause {
  /// The reading in one line, as `trin test --list` writes it out.
  ///
  /// `optional if "…": open **A** > **B** @ **C** | choose "…" = "…"; for "…"`: alternatives stand on both sides of
  /// `|`, an instruction's place follows `@`, what is typed follows `=`, the numbers of steps follow `#`. Of what is
  /// done by hand the verb is shown, too: `perform "copy the link"`, `perform "copy" **A**`.
  package var reading: String {
    let core =
      switch kind {
      case .instructions(let alternatives): Self.shown(alternatives)
      case .outcome: "outcome"
      case .information: "information"
      case .undefined(let misreading): misreading.rawValue
      }
    let order = condition?.order.map { $0 == .before ? "before" : "after" }
    return (optional == nil ? "" : "optional ")
      + (condition.map { "\(order ?? "if") \"\($0.phrase.text)\": " } ?? "") + core
      + purposes.map { "; for \"\($0.text)\"" }.joined()
  }

  private static func shown(_ alternatives: [[Instruction]]) -> String {
    alternatives.map { $0.map(\.reading).joined(separator: ", ") }.joined(separator: " | ")
  }
}

extension Instruction {
  fileprivate var reading: String {
    var parts = [operation.rawValue]
    var path = path
    // By hand is done what the verb says.
    if operation == .perform {
      let object = path.first.flatMap { $0.isLabel ? nil : $0.phrase.text }
      if object != nil { path.removeFirst() }
      parts.append("\"\([verb.text, object].compactMap(\.self).joined(separator: " "))\"")
    }
    if !path.isEmpty { parts.append(path.map(\.reading).joined(separator: " > ")) }
    if let steps {
      parts.append(steps.count == 1 ? "#\(steps.lowerBound)" : "#\(steps.lowerBound)–\(steps.upperBound)")
    }
    if let value { parts += ["=", value.reading] }
    if !contexts.isEmpty { parts += ["@", contexts.map(\.reading).joined(separator: ", ")] }
    return parts.joined(separator: " ")
  }
}

extension Target {
  fileprivate var reading: String { isLabel ? "**\(phrase.text)**" : "\"\(phrase.text)\"" }
}
