/// What a product's screens say in each language, as its translation files tell it, and what they said before.
package struct ScreenLabels: Sendable {
  package private(set) var languages: [String: Language] = [:]

  /// What may be said of a label in an article.
  package enum Judgement: Sendable, Equatable {
    /// The product shows it.
    case known
    case renamed(LabelRenaming)
    /// It is a label in `locale`; here it is one of `labels`.
    case foreign(locale: String, labels: [String])
    /// The product's files have nothing of it: another product's label, a value, or no label at all.
    case unknown
  }

  package struct Language: Sendable {
    /// As they are shown.
    package fileprivate(set) var labels: Set<String> = []
    /// In small letters: style sheets write labels in others.
    fileprivate var folded: Set<String> = []
    fileprivate var patterns = PatternTable<Void>()
    fileprivate var foreign = LabelTable<Foreign>()
    fileprivate var renamings = LabelTable<LabelRenaming>()
    fileprivate var patternRenamings = PatternTable<LabelRenaming>()
    fileprivate var readings = LabelTable<Set<LabelReading>>()
    fileprivate var near = NearLabels([])

    fileprivate struct Foreign: Sendable {
      var locale: String
      var labels: Set<String>
    }
  }

  /// - Parameter locales: Those of the articles. A language that the files say nothing of is not judged.
  package init(_ catalogs: LabelCatalogs, locales: [String], before: LabelCatalogs? = nil) {
    for locale in Set(locales) where catalogs.isKnown(locale) {
      var language = Language()
      for key in catalogs.keys {
        for label in catalogs.labels(of: key, locale: locale) {
          for face in label.faces where LabelText.isLabel(face) { language.add(face) }
        }
      }
      language.near = NearLabels(language.labels)
      languages[locale] = language
    }
    for (locale, language) in languages {
      let others = locale == catalogs.sourceLocale ? catalogs.locales : [catalogs.sourceLocale]
      for other in others where other != locale { addForeign(language.labels, of: other, to: locale, catalogs) }
      guard let before, before.isKnown(locale) else { continue }
      for (label, renaming) in LabelRenaming.all(from: before, to: catalogs, locale: locale, labels: language.labels) {
        languages[locale]?.add(renaming, of: label)
      }
      for (label, readings) in LabelReading.all(from: before, to: catalogs, locale: locale) {
        languages[locale]?.readings[label] = readings
      }
    }
  }

  private mutating func addForeign(
    _ own: Set<String>, of other: String, to locale: String, _ catalogs: LabelCatalogs
  ) {
    for key in catalogs.keys {
      let labels = catalogs.labels(of: key, locale: locale)
      for (number, label) in catalogs.labels(of: key, locale: other).enumerated() {
        guard let mine = number < labels.count ? labels[number] : labels.last else { continue }
        for (face, text) in label.faces.enumerated() where LabelText.isLabel(text) && !own.contains(text) {
          let right = mine.faces[min(face, mine.faces.count - 1)]
          languages[locale]?.addForeign(text, of: other, right)
        }
      }
    }
  }
}

extension ScreenLabels.Language {
  fileprivate mutating func add(_ label: String) {
    guard labels.insert(label).inserted else { return }
    folded.insert(label.lowercased())
    if let pattern = LabelPattern(label) { patterns.add(pattern, ()) }
  }

  fileprivate mutating func addForeign(_ label: String, of locale: String, _ right: String) {
    var entry = foreign[label] ?? Foreign(locale: locale, labels: [])
    entry.labels.insert(right)
    foreign[label] = entry
  }

  fileprivate mutating func add(_ renaming: LabelRenaming, of label: String) {
    renamings[label] = renaming
    if let pattern = LabelPattern(label) { patternRenamings.add(pattern, renaming) }
  }

  /// - Parameter label: As ``LabelText/normalized(_:)`` has it.
  package func judgement(of label: String) -> ScreenLabels.Judgement {
    let renaming = renamings.find(label)
    if let (renaming, letters) = renaming, letters == .same { return .renamed(renaming) }
    if isKnown(label) { return .known }
    if let (renaming, letters) = renaming { return .renamed(renaming.written(in: letters)) }
    if let (renaming, values) = patternRenamings.find(label) {
      // What fills the place of a label is another label or a number, or it may be no label at all.
      let isCertain = values.values.allSatisfy { isKnown($0) || $0.allSatisfy(\.isNumber) }
      return .renamed(renaming.filled(with: values, isCertain: isCertain))
    }
    if patterns.find(label) != nil { return .known }
    guard let (foreign, letters) = foreign.find(label) else { return .unknown }
    return .foreign(locale: foreign.locale, labels: foreign.labels.sorted().map(letters.applied))
  }

  /// Whether several texts had the label, and it takes the source's article to tell which is meant.
  package func isAmbiguous(_ label: String) -> Bool { readings.find(label) != nil }

  /// What may be said of a label that several texts had, where the source's article tells which of them is meant.
  ///
  /// - Parameter sources: The labels of the source's article at that place.
  /// - Returns: Nil where they do not tell.
  package func judgement(of label: String, beside sources: Set<String>) -> ScreenLabels.Judgement? {
    guard let (readings, letters) = readings.find(label) else { return nil }
    let small = Set(sources.map { $0.lowercased() })
    let meant = Set(readings.filter { !$0.sources.isDisjoint(with: small) }.map(\.now))
    guard meant.count == 1, let text = meant.first, let now = text.map(letters.applied) else { return nil }
    return now == label ? .known : .renamed(LabelRenaming(now: [now], isCertain: true))
  }

  private func isKnown(_ label: String) -> Bool { labels.contains(label) || folded.contains(label.lowercased()) }

  /// The label that was likely meant; nil where none is near.
  package func nearest(to label: String) -> String? { near.nearest(to: label) }

  /// What another language's label is here; empty where that is not known.
  package func translations(of label: String, from locale: String) -> [String] {
    guard let (found, letters) = foreign.find(label), found.locale == locale else { return [] }
    return found.labels.sorted().map(letters.applied)
  }
}
