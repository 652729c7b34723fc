internal import Diagnostics
internal import Procedures

/// Finds where two languages of one procedure ask for different things, from the readings alone: no product is needed,
/// and no scenario.
///
/// What is done by hand is worded in too many ways to be compared. Compared are the number of steps and, in steps that
/// both languages are read in, how many names are used, what is typed, cleared and followed, and whether the reader
/// chooses or is told when or what for.
struct ParityOfReadings {
  let sourceLocale: String

  /// By the index of the procedure that they belong to.
  ///
  /// - Parameter isCompared: Whether the runs of the two have been compared.
  func findings(
    _ procedures: [Procedure], isCompared: (Procedure, Procedure) -> Bool
  ) -> [(index: Int, findings: [StepFinding])] {
    let byArticle = Dictionary(grouping: procedures.indices) { procedures[$0].article }
    return byArticle.sorted { $0.key.precedesInBytes($1.key) }.flatMap { _, indices in
      let byLocale = Dictionary(grouping: indices) { procedures[$0].locale }
      guard let source = byLocale[sourceLocale] else { return [(index: Int, findings: [StepFinding])]() }
      return byLocale.filter { $0.key != sourceLocale }.sorted { $0.key < $1.key }.flatMap { _, own in
        pairs(own, source, procedures).compactMap { pair in
          let (translation, original) = (procedures[pair.0], procedures[pair.1])
          guard !isCompared(translation, original), let finding = difference(translation, from: original) else {
            return nil
          }
          return (pair.0, [finding])
        }
      }
    }
  }

  /// Procedures with one id, and those that stand in the same place of articles with as many.
  private func pairs(_ own: [Int], _ source: [Int], _ procedures: [Procedure]) -> [(Int, Int)] {
    let byID = Dictionary(source.map { (procedures[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    let named = own.compactMap { index in byID[procedures[index].id].map { (index, $0) } }
    if named.count == own.count || own.count != source.count { return named }
    return Array(zip(own, source))
  }

  private func difference(_ translation: Procedure, from source: Procedure) -> StepFinding? {
    for (own, other) in zip(translation.steps, source.steps) {
      guard own.isRead, other.isRead else { continue }
      if !StepFacts(own).isSame(as: StepFacts(other)) {
        return finding(own, own.readings, other.readings, translation, source)
      }
    }
    guard translation.steps.count != source.steps.count, let last = translation.steps.last else { return nil }
    return finding(
      last, count(translation.steps.count), count(source.steps.count), translation, source, what: "The procedure")
  }

  private func count(_ steps: Int) -> String { "\(steps) step\(steps == 1 ? "" : "s")" }

  private func finding(
    _ step: Step, _ own: String, _ other: String, _ translation: Procedure, _ source: Procedure, what: String? = nil
  ) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(
        .warning, "step-parity",
        "\(what ?? "Step \(step.number)") is read as: \(own). In \(source.locale) it is read as: \(other).",
        at: step.place?.inFile(translation.file) ?? SourcePlace(file: translation.file, line: step.line)),
      procedure: translation.id, step: step.number, sentence: step.text, shown: [])
  }
}

/// What a step asks for on the screen, whatever the words and their order. Without a name nothing is compared: two
/// languages put the same into different verbs. A link to a further article is no name: one language says what to read,
/// where another says only that more stands there.
private struct StepFacts {
  private var names = 0
  private var entered = 0
  private var cleared = 0
  private var followed = 0
  private var gestures = 0
  private var repeated = 0
  private var isChoice = false
  private var hasCondition = false
  private var hasAim = false
  /// A name is what something is done to that is worded freely: set, complete, confirm.
  private var performsName = false

  /// "To turn it on" in one language is "if you want to turn it on" in the other, and an aim may stand in the name of
  /// what is done. What is typed in one may be set in the other.
  func isSame(as other: StepFacts) -> Bool {
    func hasReason(_ facts: StepFacts) -> Bool { facts.hasCondition || facts.hasAim }
    return names == other.names && cleared == other.cleared && followed == other.followed
      && gestures == other.gestures
      && repeated == other.repeated && isChoice == other.isChoice
      && (entered == other.entered || performsName || other.performsName)
      && (hasCondition ? hasReason(other) : !other.hasCondition || hasReason(self))
  }

  init(_ step: Step) {
    for clause in step.clauses {
      guard case .instructions(let alternatives) = clause.kind else { continue }
      // A name in an aim or a condition of one language is an object in the other.
      var named = clause.purposes.count(where: \.namesLabel) + (clause.condition?.labels.count ?? 0)
      for instruction in alternatives.flatMap(\.self) {
        let all = instruction.path + instruction.contexts + [instruction.value].compactMap(\.self)
        let targets = all + all.flatMap(\.labels)
        let own = targets.count { $0.isLabel && !(instruction.operation == .perform && $0.isArticle) }
        named += own
        if own > 0, instruction.operation == .perform { performsName = true }
        switch instruction.operation {
        case .repeat: repeated += 1
        case _ where own == 0: break
        case .enter: entered += 1
        case .off: cleared += 1
        case .follow: followed += 1
        case .rightClick, .doubleClick: gestures += 1
        case .open, .choose, .on, .perform: break
        }
      }
      names += named
      guard named > 0 else { continue }
      if alternatives.count > 1 { isChoice = true }
      if clause.condition != nil { hasCondition = true }
      if !clause.purposes.isEmpty { hasAim = true }
    }
  }
}

extension Target {
  /// A link to something to read, not to a place of the product.
  fileprivate var isArticle: Bool {
    if case .label(let link?) = kind { !link.lowercased().contains("linkid=") } else { false }
  }
}

extension Procedure {
  /// The path of its article.
  fileprivate var article: String { String(id.prefix { $0 != "#" }) }
}

extension Step {
  fileprivate var isRead: Bool {
    clauses.allSatisfy { if case .undefined = $0.kind { false } else { true } }
  }

  fileprivate var readings: String { clauses.map(\.reading).joined(separator: "; then ") }
}
