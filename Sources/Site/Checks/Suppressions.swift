internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Which codes a run can find at all: a suppression of another is not unused, only out of work.
struct Judgement: Sendable {
  let hasSource: Bool
  let isSource: Bool
  let followsExternal: Bool

  func canFind(_ code: String) -> Bool {
    if code.hasPrefix("parity-") { return hasSource }
    if code.hasPrefix("external-") { return followsExternal }
    switch code {
    case DiagnosticRule.fallbackUnknown.code: return !hasSource && !isSource
    case DiagnosticRule.fileNotFound.code: return hasSource || isSource
    default: return true
    }
  }
}

/// Takes out what an article's own comments put up with.
enum ArticleSuppressions {
  /// - Returns: What is left, and what is wrong with the suppressions themselves.
  static func apply(_ suppressions: [Suppression], to findings: [Diagnostic], _ judgement: Judgement) -> [Diagnostic] {
    guard !suppressions.isEmpty else { return findings }
    var used = suppressions.map { _ in Set<String>() }
    var left = findings.filter { finding in
      guard
        let index = suppressions.firstIndex(where: {
          $0.codes.contains(finding.code) && $0.lines?.contains(finding.place.line) == true
            && $0.place.file == finding.place.file
        })
      else { return true }
      used[index].insert(finding.code)
      return false
    }
    for (suppression, used) in zip(suppressions, used) {
      if suppression.codes.isEmpty { left.append(unused("names no code", at: suppression.place)) }
      for code in suppression.codes where !used.contains(code) {
        if let unknown = DiagnosticRule.unknown(code, at: suppression.place) {
          left.append(unknown)
        } else if suppression.lines == nil {
          left.append(unused("has no block after it", at: suppression.place))
        } else if judgement.canFind(code) {
          left.append(unused("finds no `\(code)` there", at: suppression.place))
        }
      }
    }
    return left
  }

  private static func unused(_ why: String, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      rule: .suppressionUnused, "A suppression keeps findings in the next block quiet; this one \(why).", at: place)
  }
}

/// The severities and suppressions of `site.yml` or `.trin.yml`.
struct ConfiguredRules {
  private let configuration: SiteConfiguration
  private let prefixes: [String]
  private var used: Set<Int> = []

  init(_ site: Site) {
    configuration = site.configuration
    prefixes = site.docsets.map(\.catalog.source.shownPrefix) + [configuration.shownRoot]
  }

  /// The findings that the site does not put up with, with the severities that it gives them.
  mutating func apply(to findings: [Diagnostic]) -> [Diagnostic] {
    if configuration.suppressions.isEmpty, configuration.severities.isEmpty { return findings }
    return findings.compactMap { apply(to: $0) }
  }

  private mutating func apply(to finding: Diagnostic) -> Diagnostic? {
    for (index, suppression) in configuration.suppressions.enumerated() where suppression.code == finding.code {
      guard let pattern = suppression.file else {
        used.insert(index)
        return nil
      }
      if names(of: finding.place.file).contains(where: pattern.matches) {
        used.insert(index)
        return nil
      }
    }
    guard let severity = configuration.severities[finding.code] else { return finding }
    guard let severity else { return nil }
    var finding = finding
    finding.severity = severity
    return finding
  }

  /// A file as patterns may name it: from its docset, from the root, and as it is shown.
  private func names(of file: String) -> [String] {
    prefixes.filter { file.hasPrefix($0) }.map { String(file.dropFirst($0.count)) } + [file]
  }

  /// What is wrong with the rules themselves, once every finding has been through them.
  ///
  /// - Parameter isComplete: Whether all locales were checked: otherwise what was not used may be of use.
  func findings(isComplete: Bool, _ judgements: [Judgement]) -> [Diagnostic] {
    var findings = configuration.severityPlaces.compactMap { DiagnosticRule.unknown($0.key, at: $0.value) }
    for (index, suppression) in configuration.suppressions.enumerated() where !used.contains(index) {
      if let unknown = DiagnosticRule.unknown(suppression.code, at: suppression.place) {
        findings.append(unknown)
      } else if isComplete, judgements.contains(where: { $0.canFind(suppression.code) }) {
        findings.append(
          Diagnostic(
            rule: .suppressionUnused,
            "A suppression keeps findings quiet; there is no `\(suppression.code)` to find here.",
            at: suppression.place))
      }
    }
    return findings
  }
}
