package import Diagnostics
internal import FindingLanguages

/// What the preview says, in one language.
package struct DeskWords: Sendable {
  /// As in `da`.
  package let language: String
  private let phrases: [Phrase: String]
  private let severities: [Diagnostic.Severity: (one: String, many: String)]

  init(
    language: String, severities: [Diagnostic.Severity: (one: String, many: String)], _ phrases: [Phrase: String]
  ) {
    self.language = language
    self.severities = severities
    self.phrases = phrases
  }

  subscript(_ phrase: Phrase) -> String { phrases[phrase] ?? phrase.rawValue }

  func has(_ phrase: Phrase) -> Bool { phrases[phrase]?.isEmpty == false }

  /// With a number where `#` stands.
  subscript(_ phrase: Phrase, count: Int) -> String { self[phrase].replacing("#", with: String(count)) }

  /// What a finding says, and in which language: English, where there is no translation of it.
  package func message(of finding: Diagnostic) -> (text: String, language: String) {
    FindingLanguage.of(language)?.translation(of: finding.message).map { ($0, language) } ?? (finding.message, "en")
  }

  /// What a report for people says beside the findings.
  package var report: TextReport.Words {
    TextReport.Words(severities: severities.mapValues(\.one), didYouMean: self[.likelyMeant])
  }

  func noun(_ severity: Diagnostic.Severity) -> String { severities[severity]?.one ?? severity.rawValue }

  func count(_ count: Int, _ severity: Diagnostic.Severity) -> String {
    let forms = severities[severity] ?? (severity.rawValue, severity.rawValue)
    return "\(count) \(count == 1 ? forms.one : forms.many)"
  }

  /// Nil for a language that the preview does not speak.
  package static func of(_ language: String) -> DeskWords? {
    switch language.lowercased().prefix(2) {
    case "da": danish
    case "en": english
    default: nil
    }
  }

  /// The first language of a browser's list that the preview speaks; English where there is none.
  ///
  /// Browsers list them in order; a weight that says otherwise (`q=`) none of them writes.
  /// - SeeAlso: RFC 9110, 12.5.4
  static func preferred(_ header: String?) -> DeskWords {
    let names = (header ?? "").split(separator: ",").map { $0.drop { $0 == " " }.prefix { $0 != ";" } }
    return names.lazy.compactMap { of(String($0)) }.first ?? english
  }
}

extension DeskWords {
  enum Phrase: String, CaseIterable {
    // The strip.
    case preview, findings, hideStrip, buildFailed, lastGood, fromBuildBefore, likelyMeant, notRunning
    case desk, overview, elsewhere, findingsElsewhere
    // The desk.
    case toPage, view, viewBeside, viewPage, viewText, viewPhone, translation, source, notTranslated, noSource
    case line, edit, editText, save, cancel, saved, changedMeanwhile, refused, unreachable
    case sourceChangedOn, changesMarked, newSince, changedSince, goneSince
    case damage, steps, differences, other, noFindings, show, repair, before, after, remedy, inFile, missingHere
    case onlyHere, fileText
    case rightClick = "right-click"
    case doubleClick = "double-click"
    case open, choose, select, enter, on, off, readAs, byHand, proven, stepFailed, told, manual, unrun, runs, picture
    // The overview.
    case search, filter, all, missing, damaged, unproven, behind, fine, page, state, errorCount, findingCount
    case repairCount, viewCount, progress, orphans, orphansSay, movedTo, noPage, keys, locale
  }
}
