/// One of several texts of the product that had the same label, before some of them changed.
struct LabelReading: Sendable, Hashable {
  /// What the text is in the source language, before and now, in small letters.
  var sources: Set<String>
  /// What it is now; nil where the product has it no more.
  var now: String?
}

extension LabelReading {
  /// The labels that several texts had, of which not all became the same.
  static func all(from before: LabelCatalogs, to now: LabelCatalogs, locale: String) -> [String: Set<LabelReading>] {
    var readings: [String: Set<LabelReading>] = [:]
    for key in before.keys {
      let new = now.labels(of: key, locale: locale)
      let sources = [before, now].flatMap { $0.labels(of: key, locale: $0.sourceLocale) }.flatMap(\.faces)
      for (number, label) in before.labels(of: key, locale: locale).enumerated() {
        let match = number < new.count ? new[number] : new.last
        for (face, text) in label.faces.enumerated() where LabelText.isLabel(text) {
          let reading = LabelReading(
            sources: Set(sources.map { $0.lowercased() }),
            now: match.map { $0.faces[min(face, $0.faces.count - 1)] })
          readings[text, default: []].insert(reading)
        }
      }
    }
    return readings.filter { Set($0.value.map(\.now)).count > 1 }
  }
}
