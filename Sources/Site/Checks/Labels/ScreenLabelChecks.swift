package import Diagnostics
package import Docset
internal import LearnMarkdown
package import ProductLabels
internal import SiteModel

/// Holds the labels in bold of articles against the product's own, in the source language too.
package struct ScreenLabelChecks: Sendable {
  private let language: ScreenLabels.Language
  private let locale: String
  private let source: DocsetSource
  private let original: Catalog?
  private let originals: ScreenLabels.Language?
  private let sourceLocale: String

  /// Nil where nothing is known of the docset's language.
  ///
  /// - Parameter original: The articles that those of a translation are held against.
  package init?(_ source: DocsetSource, sourceLocale: String, labels: ScreenLabels?, original: Catalog? = nil) {
    guard let labels, let language = labels.languages[source.locale] else { return nil }
    self.language = language
    self.sourceLocale = sourceLocale
    locale = source.locale
    self.source = source
    self.original = original
    originals = labels.languages[sourceLocale]
  }

  /// Whether the product's files say what a label is, right or wrong.
  func isJudged(_ label: String) -> Bool { language.judgement(of: LabelText.normalized(label)) != .unknown }

  package func findings(in file: ArticleFile) -> [Diagnostic] {
    let bolds = BoldLabels(of: file.article.tree)
    var judgements: [(number: Int, ScreenLabels.Judgement)] = []
    var beside: [Set<String>]?
    for (number, bold) in bolds.all.enumerated() {
      var judgement = language.judgement(of: bold.text)
      if let step = bold.step, language.isAmbiguous(bold.text) {
        let steps = beside ?? sourceSteps(of: bolds, file)
        beside = steps
        judgement = language.judgement(of: bold.text, beside: steps[step]) ?? judgement
      }
      if judgement != .known, judgement != .unknown || bold.step != nil { judgements.append((number, judgement)) }
    }
    guard !judgements.isEmpty else { return [] }
    let text = file.text
    let strangers = judgements.filter { $0.1 == .unknown }.map(\.number)
    let wrong = wrong(Set(strangers), bolds, file)
    return judgements.compactMap { number, judgement in
      let bold = bolds.all[number]
      let range = file.article.tree.nodes[bold.node].source
      let place = text.place(range, in: source.shownPrefix + file.path)
      return switch judgement {
      case .known: nil
      case .renamed(let renaming):
        renamed(bold, renaming, place, bold.isLeadIn ? nil : fix(bold, renaming, range, file.article.tree, file.source))
      case .foreign(let other, let labels): bold.isLeadIn ? nil : foreign(bold, other, labels, place)
      case .unknown:
        if let meant = wrong[number] { unknown(bold, meant, place) } else { misspelled(bold, place) }
      }
    }
  }

  private func wrong(_ strangers: Set<Int>, _ bolds: BoldLabels, _ file: ArticleFile) -> [Int: StepLabelParity.Wrong] {
    guard !strangers.isEmpty, source.locale != sourceLocale, let originals,
      let page = original?.page(Array(file.path.utf8))
    else { return [:] }
    return StepLabelParity(language: language, source: originals, sourceLocale: sourceLocale)
      .wrong(strangers, of: bolds, against: BoldLabels(of: page.article.tree))
  }

  /// The labels of the source's article at each step; empty where the steps do not have as many.
  private func sourceSteps(of bolds: BoldLabels, _ file: ArticleFile) -> [Set<String>] {
    let none = [Set<String>](repeating: [], count: bolds.stepCount)
    guard source.locale != sourceLocale, let page = original?.page(Array(file.path.utf8)) else { return none }
    let others = BoldLabels(of: page.article.tree)
    guard others.stepCount == bolds.stepCount else { return none }
    return zip(bolds.bySteps, others.bySteps).map { mine, theirs in
      mine.count == theirs.count ? Set(theirs.map { others.all[$0].text }) : []
    }
  }

  // MARK: Findings

  private func renamed(
    _ bold: BoldLabels.Bold, _ renaming: LabelRenaming, _ place: SourcePlace, _ fix: Fix?
  ) -> Diagnostic {
    guard let first = renaming.now.first else {
      return Diagnostic(
        rule: .labelRenamed, "The product had **\(bold.text)** in \(locale), and has it no more.", at: place)
    }
    return Diagnostic(
      rule: .labelRenamed, "The product's **\(bold.text)** is \(Self.list(renaming.now)) now.", at: place,
      suggestion: "**\(first)**", fix: fix)
  }

  /// An error in a step, which it keeps from being done; elsewhere words of another language may be meant.
  private func foreign(
    _ bold: BoldLabels.Bold, _ other: String, _ labels: [String], _ place: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      bold.step == nil ? .suggestion : locale == sourceLocale ? .warning : .error, "step-label-untranslated",
      "**\(bold.text)** is the label in \(other); in \(locale) it is \(Self.list(labels)).", at: place,
      suggestion: labels.first.map { "**\($0)**" })
  }

  private func unknown(_ bold: BoldLabels.Bold, _ meant: StepLabelParity.Wrong, _ place: SourcePlace) -> Diagnostic {
    Diagnostic(
      .error, "step-label-unknown",
      "The product has no **\(bold.text)** in \(locale); where \(sourceLocale) says **\(meant.original)**, "
        + "it shows \(Self.list(meant.labels)).", at: place, suggestion: meant.labels.first.map { "**\($0)**" })
  }

  private func misspelled(_ bold: BoldLabels.Bold, _ place: SourcePlace) -> Diagnostic? {
    guard let other = language.nearest(to: bold.text) else { return nil }
    return Diagnostic(
      rule: .labelMisspelled, "The product has no **\(bold.text)** in \(locale). Did you mean **\(other)**?", at: place,
      suggestion: "**\(other)**")
  }

  private static func list(_ labels: [String]) -> String { labels.map { "**\($0)**" }.joined(separator: " or ") }

  // MARK: Repair

  /// The words between the stars replaced; nil where it is not certain by what, or where they hold more than text.
  private func fix(
    _ bold: BoldLabels.Bold, _ renaming: LabelRenaming, _ range: Range<Int>, _ tree: ArticleTree, _ bytes: [UInt8]
  ) -> Fix? {
    guard renaming.isCertain, let label = renaming.now.first, range.count > 4, range.upperBound <= bytes.count,
      tree.nodes[bold.node + 1..<tree.nodes[bold.node].endIndex].allSatisfy({ $0.kind == .text })
    else { return nil }
    let content = range.lowerBound + 2..<range.upperBound - 2
    let marks = [bytes[range.lowerBound..<content.lowerBound], bytes[content.upperBound..<range.upperBound]]
    guard marks.allSatisfy({ $0.elementsEqual("**".utf8) || $0.elementsEqual("__".utf8) }) else { return nil }
    // The mark at its end stays: it may be the sentence's.
    let written = bytes[content].utf8String
    let words = written.trimmingMarks
    guard !words.hasSuffix("…"), !written.dropFirst(words.count).hasPrefix("..") else { return nil }
    let escaped = label.map { "\\`*_[]<>&|".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    return Fix([.init(content.lowerBound..<content.lowerBound + words.utf8.count, escaped)])
  }
}

extension String {
  fileprivate var trimmingMarks: Substring {
    var text = self[...]
    while let last = text.last, last.isWhitespace || ":.,;".contains(last) { text.removeLast() }
    return text
  }
}
