/// What became of a label, when the product's texts changed.
package struct LabelRenaming: Sendable, Equatable {
  /// What may be meant now; empty where the product has the text no more.
  package var now: [String]
  /// Every text that had the label has the same new one, and none has the old one now.
  package var isCertain: Bool

  package init(now: [String], isCertain: Bool) {
    self.now = now
    self.isCertain = isCertain
  }

  func written(in letters: LetterCase) -> LabelRenaming {
    LabelRenaming(now: now.map(letters.applied), isCertain: isCertain)
  }

  /// Of a label with places that the product fills.
  func filled(with values: [String: String], isCertain: Bool) -> LabelRenaming {
    let filled = now.compactMap { text in LabelPattern(text).map { $0.filled(with: values) } ?? text }
    return LabelRenaming(now: filled, isCertain: self.isCertain && isCertain && filled.count == now.count)
  }
}

extension LabelRenaming {
  private struct Fate {
    var became: Set<String> = []
    var isKept = false
    var isGone = false
  }

  /// What became of each label that a language has no more where it had it.
  ///
  /// - Parameter labels: All that it has now.
  static func all(
    from before: LabelCatalogs, to now: LabelCatalogs, locale: String, labels: Set<String>
  ) -> [String: LabelRenaming] {
    var fates: [String: Fate] = [:]
    for key in before.keys {
      let new = now.labels(of: key, locale: locale)
      let all = Set(new.flatMap(\.faces))
      for (number, label) in before.labels(of: key, locale: locale).enumerated() {
        let match = number < new.count ? new[number] : new.last
        for (face, text) in label.faces.enumerated() where LabelText.isLabel(text) {
          if all.contains(text) {
            fates[text, default: Fate()].isKept = true
          } else if let match {
            fates[text, default: Fate()].became.insert(match.faces[min(face, match.faces.count - 1)])
          } else {
            fates[text, default: Fate()].isGone = true
          }
        }
      }
    }
    var renamings: [String: LabelRenaming] = [:]
    for (label, fate) in fates where !fate.isKept {
      let isTaken = labels.contains(label)
      // Where its text is gone and another has the label, the label is right.
      if isTaken, fate.became.isEmpty { continue }
      renamings[label] = LabelRenaming(
        now: fate.became.sorted(), isCertain: fate.became.count == 1 && !fate.isGone && !isTaken)
    }
    return renamings
  }
}
