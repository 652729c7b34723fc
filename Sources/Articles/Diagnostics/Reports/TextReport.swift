/// Findings for people: each at its place, with the line of the article and what was likely meant.
package struct TextReport: Sendable {
  /// The columns that lines are cut and wrapped to. A place and a suggestion are never cut, so that they can be copied.
  package var width: Int
  /// Whether to colour; the caller knows the terminal and `NO_COLOR`.
  package var usesColor: Bool
  /// How many findings of one code in one file are shown with their line. The others take one line each, so that
  /// fifty findings of a kind stay an overview.
  package var excerptsPerCode: Int
  package var words: Words

  /// What the report says beside the findings, in the language of its reader.
  package struct Words: Sendable {
    var severities: [Diagnostic.Severity: String]
    /// With its mark at the end, before a suggestion.
    var didYouMean: String

    package init(severities: [Diagnostic.Severity: String], didYouMean: String) {
      self.severities = severities
      self.didYouMean = didYouMean
    }

    package static let english = Words(severities: [:], didYouMean: "Did you mean:")
  }

  package init(width: Int = 80, usesColor: Bool = false, excerptsPerCode: Int = 5, words: Words = .english) {
    self.words = words
    self.width = max(40, width)
    self.usesColor = usesColor
    self.excerptsPerCode = excerptsPerCode
  }

  /// Writes `findings`, which are in reading order, and a line that counts them.
  /// - Parameters:
  ///   - nearness: Of the findings, in their order; then those that are near to the change come first, under a heading.
  ///   - source: The bytes of a file by the name that findings give it; asked once a file.
  package func write<Output: TextOutputStream>(
    _ findings: [Diagnostic], nearness: [Nearness] = [], source: (_ file: String) -> [UInt8]?, to output: inout Output
  ) {
    if nearness.isEmpty { writeList(findings, source: source, to: &output) }
    for (near, heading) in zip(Nearness.allCases, ["On changed lines", "Elsewhere in changed files", "In other files"])
    {
      let part = zip(findings, nearness).filter { $0.1 == near }.map(\.0)
      guard !part.isEmpty else { continue }
      output.write("\(painted(heading, .bold))\n\n")
      writeList(part, source: source, to: &output)
    }
    output.write("\(FindingCount(findings))\n")
  }

  /// Writes findings with an empty line behind them; nothing where there are none. Lists of different files may be
  /// written one behind the other.
  package func writeList<Output: TextOutputStream>(
    _ findings: some Sequence<Diagnostic>, source: (_ file: String) -> [UInt8]?, to output: inout Output
  ) {
    var file: String?
    var lines: SourceLines?
    var shown: [String: Int] = [:]
    var isFirst = true
    var wasShort = false
    for finding in findings {
      if finding.place.file != file {
        file = finding.place.file
        lines = source(finding.place.file).map(SourceLines.init)
        shown = [:]
      }
      shown[finding.code, default: 0] += 1
      let isShort = shown[finding.code, default: 0] > excerptsPerCode
      if !isFirst, !(isShort && wasShort) { output.write("\n") }
      if isShort { writeShort(finding, to: &output) } else { write(finding, lines: lines, to: &output) }
      isFirst = false
      wasShort = isShort
    }
    if !isFirst { output.write("\n") }
  }

  /// Writes one finding: place, severity and code; the message; the line with its marks; what was likely meant.
  package func write<Output: TextOutputStream>(
    _ finding: Diagnostic, lines: SourceLines?, to output: inout Output
  ) {
    output.write("\(head(of: finding))\n")
    for paragraph in finding.message.utf8.split(separator: 0x0A) {
      for line in Terminal.wrapped(Terminal.safe(String(Substring(paragraph))), width: width - 2) {
        output.write("  \(line)\n")
      }
    }
    if let lines { writeExcerpt(of: finding, lines: lines, to: &output) }
    if let suggestion = finding.unsaidSuggestion {
      let text = Terminal.safe(suggestion)
      let asked = words.didYouMean.prefix(1).lowercased() + words.didYouMean.dropFirst()
      let isShort = Terminal.width(of: text) + asked.count + 3 <= width
      output.write("  \(asked)\(isShort ? " " : "\n    ")\(painted(text, .green))\n")
    }
  }

  private func writeShort<Output: TextOutputStream>(_ finding: Diagnostic, to output: inout Output) {
    let suggestion = finding.unsaidSuggestion.map { " \(words.didYouMean) \($0)" } ?? ""
    output.write("\(head(of: finding)): \(Terminal.safe(finding.message + suggestion))\n")
  }

  private func head(of finding: Diagnostic) -> String {
    let place = finding.place
    let position = "\(Terminal.safe(place.file)):\(place.line):\(place.column)"
    let severity = words.severities[finding.severity] ?? finding.severity.rawValue
    return "\(painted(position, .bold)): \(painted(severity, color(of: finding))) \(finding.code)"
  }

  private func writeExcerpt<Output: TextOutputStream>(
    of finding: Diagnostic, lines: SourceLines, to output: inout Output
  ) {
    let place = finding.place
    // A finding about a whole file points at no word of it.
    if place == SourcePlace(file: place.file) { return }
    guard let line = lines[place.line] else { return }
    let number = String(place.line)
    let gutter = String(repeating: " ", count: number.count)
    let end = place.endLine > place.line ? nil : place.endColumn
    let excerpt = Excerpt(of: line, from: place.column, to: end, width: width - number.count - 5)
    output.write("  \(painted("\(number) |", .dim)) \(excerpt.text)\n")
    if excerpt.marks.isEmpty { return }
    output.write("  \(painted("\(gutter) |", .dim)) \(painted(excerpt.marks, color(of: finding)))\n")
  }

  /// SGR codes of ECMA-48.
  private enum Paint: String {
    case bold = "1"
    case dim = "2"
    case red = "1;31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
  }

  private func color(of finding: Diagnostic) -> Paint {
    switch finding.severity {
    case .error: .red
    case .warning: .yellow
    case .suggestion, .info: .cyan
    }
  }

  private func painted(_ text: String, _ paint: Paint) -> String {
    usesColor ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}
