/// How many findings there are, for the last line of a report and for the exit code.
package struct FindingCount: Sendable, Hashable, CustomStringConvertible {
  package private(set) var errors = 0
  package private(set) var warnings = 0
  package private(set) var suggestions = 0
  package private(set) var infos = 0
  package private(set) var fixable = 0
  package private(set) var files = 0

  /// - Parameter findings: In reading order, so that the findings of a file stand together.
  package init(_ findings: [Diagnostic]) { self.init(parts: [findings]) }

  /// - Parameter parts: Findings that stand in reading order one part behind the other.
  package init(parts: [[Diagnostic]]) {
    var file: String?
    for part in parts {
      // By number: to take each out would copy it.
      for index in part.indices {
        switch part[index].severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .suggestion: suggestions += 1
        case .info: infos += 1
        }
        if part[index].fix != nil { fixable += 1 }
        if part[index].place.file != file {
          files += 1
          file = part[index].place.file
        }
      }
    }
  }

  package var total: Int { errors + warnings + suggestions + infos }

  /// The number of findings at `severity` or above: what `--fail-on` fails for.
  package func atLeast(_ severity: Diagnostic.Severity) -> Int {
    switch severity {
    case .error: errors
    case .warning: errors + warnings
    case .suggestion: errors + warnings + suggestions
    case .info: total
    }
  }

  /// For instance `1 error, 12 warnings in 3 files; 4 have a certain repair`.
  package var description: String {
    guard total > 0 else { return "no findings" }
    let kinds = [(errors, "error"), (warnings, "warning"), (suggestions, "suggestion"), (infos, "info")]
    let counted = kinds.filter { $0.0 > 0 }.map { Self.counted($0.0, $0.1) }.joined(separator: ", ")
    let mended = fixable > 0 ? "; \(fixable) \(fixable == 1 ? "has" : "have") a certain repair" : ""
    return "\(counted) in \(Self.counted(files, "file"))\(mended)"
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    noun == "info" ? "\(count) info" : Counted.of(count, noun)
  }
}
