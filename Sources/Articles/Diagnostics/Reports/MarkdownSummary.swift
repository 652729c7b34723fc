/// Findings as Markdown, for the page that a platform shows of a run (`$GITHUB_STEP_SUMMARY`).
package struct MarkdownSummary: Sendable {
  /// How many findings are listed; the others are counted. GitHub takes 1 MiB for a step.
  package static let most = 100

  /// Of the findings, in their order; empty where nothing is known of a change.
  package var nearness: [Nearness]

  package init(nearness: [Nearness] = []) { self.nearness = nearness }

  package func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    output.write("### Trin: \(FindingCount(findings))\n")
    guard !findings.isEmpty else { return }
    let ordered = Diagnostic.byImportance(findings, nearness: nearness)
    output.write("\n| Severity | Place | Code | Finding |\n|---|---|---|---|\n")
    for finding in ordered.prefix(Self.most) {
      let place = Self.code("\(finding.place.file):\(finding.place.line):\(finding.place.column)")
      let suggestion = finding.unsaidSuggestion.map { " Did you mean \(Self.code($0))?" } ?? ""
      let name = finding.code
      let code = Handbook.address(ofCode: name).map { "[\(name)](\($0))" } ?? Self.text(name)
      output.write(
        "| \(finding.severity.rawValue) | \(place) | \(code) | \(Self.text(finding.message))\(suggestion) |\n")
    }
    guard ordered.count > Self.most else { return }
    output.write("\nThe other \(ordered.count - Self.most) by code:\n\n| Code | Findings |\n|---|---:|\n")
    let left = Dictionary(ordered.dropFirst(Self.most).map { ($0.code, 1) }, uniquingKeysWith: +)
    for (code, count) in left.sorted(by: { $0.value == $1.value ? $0.key < $1.key : $0.value > $1.value }) {
      output.write("| \(Self.text(code)) | \(count) |\n")
    }
  }

  /// Text that Markdown takes for nothing but text; what stands between backticks stays code.
  private static func text(_ text: String) -> String {
    var result = ""
    var isCode = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r": result += " "
      case "|": result += "\\|"
      case "`":
        isCode.toggle()
        result += "`"
      case "<" where !isCode: result += "&lt;"
      case "*" where !isCode, "_" where !isCode, "[" where !isCode, "\\" where !isCode:
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func code(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: "\\|")
    return line.contains("`") ? "`` \(line) ``" : "`\(line)`"
  }
}
