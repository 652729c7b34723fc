internal import ProductLabels

/// Holds the labels of a translation's steps against those of the source's, through what the product calls both.
struct StepLabelParity {
  let language: ScreenLabels.Language
  let source: ScreenLabels.Language
  let sourceLocale: String

  /// What a bold text should have been.
  struct Wrong {
    /// What the source's step says.
    var original: String
    var labels: [String]
  }

  /// The bold texts that are no label of the product, where the source's step has one that the product shows otherwise.
  /// Steps that do not have as many bold texts as the source's are left alone.
  ///
  /// - Parameter strangers: Texts in steps that the product does not show, by their numbers.
  func wrong(_ strangers: Set<Int>, of bolds: BoldLabels, against original: BoldLabels) -> [Int: Wrong] {
    guard !strangers.isEmpty, bolds.stepCount == original.stepCount else { return [:] }
    var found: [Int: Wrong] = [:]
    for (mine, theirs) in zip(bolds.bySteps, original.bySteps) where mine.count == theirs.count {
      let here = Set(mine.map { bolds.all[$0].text.lowercased() })
      var missing: [Wrong] = []
      var isClear = true
      for text in theirs.map({ original.all[$0].text }) {
        // The same in both languages: a name, a value.
        if here.contains(text.lowercased()) { continue }
        let labels = language.translations(of: text, from: sourceLocale)
        if labels.contains(where: { here.contains($0.lowercased()) }) { continue }
        if labels.isEmpty || source.judgement(of: text) != .known { isClear = false }
        missing.append(Wrong(original: text, labels: labels))
      }
      let there = Set(theirs.map { original.all[$0].text.lowercased() })
      let unknown = mine.filter { strangers.contains($0) && !there.contains(bolds.all[$0].text.lowercased()) }
      guard isClear, missing.count == 1, unknown.count == 1 else { continue }
      found[unknown[0]] = missing[0]
    }
    return found
  }
}
