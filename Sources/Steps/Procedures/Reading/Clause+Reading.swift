extension Clause {
  /// The reading in one line, as `trin test --list` writes it out.
  ///
  /// `if "…": open **A** > **B** @ **C** | choose "…" = "…"; for "…"`: alternatives stand on both sides of `|`, an
  /// instruction's place follows `@`, what is typed follows `=`.
  package var reading: String {
    func show(_ target: Target) -> String {
      target.isLabel ? "**\(target.phrase.text)**" : "\"\(target.phrase.text)\""
    }
    func show(_ phrase: Phrase) -> String { "\"\(phrase.text)\"" }
    func show(_ instruction: Instruction) -> String {
      ([instruction.operation.rawValue]
        + (instruction.path.isEmpty ? [] : [instruction.path.map(show).joined(separator: " > ")])
        + (instruction.value.map { ["=", show($0)] } ?? [])
        + (instruction.contexts.isEmpty ? [] : ["@", instruction.contexts.map(show).joined(separator: ", ")]))
        .joined(separator: " ")
    }
    let core =
      switch kind {
      case .instructions(let alternatives):
        alternatives.map { $0.map(show).joined(separator: ", ") }.joined(separator: " | ")
      case .outcome: "outcome"
      case .information: "information"
      case .undefined(let misreading): misreading.rawValue
      }
    return (condition.map { "if \(show($0.phrase)): " } ?? "") + core + purposes.map { "; for \(show($0))" }.joined()
  }
}
