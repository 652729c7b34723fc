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
    for face in before.faces(locale: locale, in: now) {
      let sources = [before, now].flatMap { $0.labels(of: face.key, locale: $0.sourceLocale) }.flatMap(\.faces)
      readings[face.text, default: []].insert(
        LabelReading(sources: Set(sources.map { $0.lowercased() }), now: face.now))
    }
    return readings.filter { Set($0.value.map(\.now)).count > 1 }
  }
}
