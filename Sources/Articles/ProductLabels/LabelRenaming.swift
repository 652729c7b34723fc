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
    for face in before.faces(locale: locale, in: now) {
      if face.all.contains(face.text) {
        fates[face.text, default: Fate()].isKept = true
      } else if let now = face.now {
        fates[face.text, default: Fate()].became.insert(now)
      } else {
        fates[face.text, default: Fate()].isGone = true
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

extension LabelCatalogs {
  /// One way to see a text of the product, and what became of it.
  struct Face {
    let key: String
    let text: String
    /// Nil where the product has the text no more.
    let now: String?
    /// Every way to see the text now.
    let all: Set<String>
  }

  /// What was a label in a language, text by text, with what it is in other catalogs.
  func faces(locale: String, in now: LabelCatalogs) -> [Face] {
    keys.flatMap { key in
      let new = now.labels(of: key, locale: locale)
      let all = Set(new.flatMap(\.faces))
      return labels(of: key, locale: locale).enumerated().flatMap { number, label in
        let match = number < new.count ? new[number] : new.last
        return label.faces.enumerated().filter { LabelText.isLabel($0.element) }.map { face, text in
          Face(key: key, text: text, now: match.map { $0.faces[min(face, $0.faces.count - 1)] }, all: all)
        }
      }
    }
  }
}
