internal import Diagnostics
internal import LearnMarkdown

/// Holds what is said of a bold text alone against the labels of the source text: they tell how long a label is, and
/// what the author set in bold.
struct SourceLabels {
  /// Of the article.
  let texts: [TextLabels]
  /// Words of the source language for kinds of places and controls.
  let kinds: Set<String>

  /// - Parameter bold: The words that the finding is about.
  /// - Returns: The finding as it stands, with another remedy, or nil where the source has what it finds fault with.
  func judged(_ finding: Diagnostic, bold: String) -> Diagnostic? {
    let own = ByteString(Array(bold.utf8))
    let text = texts.first { $0.line == finding.place.line && $0.own.contains(own) }
    guard let text, let index = text.own.firstIndex(of: own) else { return finding }
    let labels = text.source.map(\.string).filter { !$0.isEmpty }
    guard !labels.isEmpty else { return finding }
    let partner = text.own.count == text.source.count ? text.source[index].string : nil
    return finding.code == DiagnosticRule.mtBoldShifted.code
      ? shifted(finding, partner, labels) : changed(finding, bold, partner, labels)
  }

  private func shifted(_ finding: Diagnostic, _ partner: String?, _ labels: [String]) -> Diagnostic? {
    // **Users dashboard**: the source has the noun in bold, too.
    if let partner, Self.count(partner) > 1, let last = partner.split(separator: " ").last,
      kinds.contains(String(last))
    {
      return nil
    }
    guard let label = Self.bold(in: finding.suggestion ?? "").first else { return finding }
    let length = Self.count(label)
    let fits =
      partner.map { (Self.count($0)...Self.count($0) + 2).contains(length) }
      ?? labels.contains { abs(Self.count($0) - length) <= 1 }
    // A language that joins words needs fewer of them for the same label.
    if fits || partner.map({ label.count * 2 >= $0.count && length <= Self.count($0) + 2 }) == true { return finding }
    var finding = finding
    finding.suggestion = nil
    return finding
  }

  private func changed(
    _ finding: Diagnostic, _ bold: String, _ partner: String?, _ labels: [String]
  ) -> Diagnostic? {
    let meant = Self.bold(in: finding.suggestion ?? "")
    if meant.count == 2 {
      let fits = zip(labels, labels.dropFirst()).contains {
        Self.count($0) == Self.count(meant[0]) && Self.count($1) == Self.count(meant[1])
      }
      return fits ? finding : torn(finding, bold, labels)
    }
    guard let label = meant.first else { return finding }
    if label.lowercased() != bold.lowercased() {
      // `Active users` is one label there, and a `>` stands before it, too.
      return partner == nil && labels.contains { Self.count($0) == Self.count(label) }
        ? finding : torn(finding, bold, labels)
    }
    if let partner, partner.first?.isLowercase == true { return nil }
    // A language that joins words has one for two, and one that is as long; half a label is shorter.
    let isWhole =
      partner.map { Self.count($0) == 1 || Self.count(bold) > 1 || bold.count * 4 >= $0.count * 3 }
      ?? labels.contains { Self.count($0) == Self.count(bold) }
    return isWhole ? finding : torn(finding, bold, labels)
  }

  /// What is left to say where the words are part of a label whose rest stands elsewhere.
  private func torn(_ finding: Diagnostic, _ bold: String, _ labels: [String]) -> Diagnostic {
    var finding = finding
    let list = labels.map { "`\($0)`" }.joined(separator: ", ")
    finding.message = "Labels are whole and stand apart, as in the source page, which has \(list); here is `\(bold)`."
    finding.suggestion = nil
    return finding
  }

  private static func count(_ label: String) -> Int { label.split(separator: " ").count }

  /// The texts between `**`.
  private static func bold(in text: String) -> [String] {
    text.split(separator: "**", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }
}
