internal import ArgumentParser
internal import Diagnostics
internal import Docset
internal import Preview
internal import SiteBuilding

/// The shapes in which findings are printed.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github, junit, rdjson, codequality, html

  /// The bytes of a file by the name that findings give it.
  static func source(_ file: String) -> [UInt8]? { try? Files.read(file, limit: Files.articleLimit) }

  /// The variable that says where the platform that reads it has checked the repository out to: its paths begin there.
  fileprivate var workspace: String? {
    switch self {
    case .github, .sarif: Console.environment("GITHUB_WORKSPACE")
    case .codequality: Console.environment("CI_PROJECT_DIR")
    case .text, .json, .junit, .rdjson, .html: nil
    }
  }
}

/// A report that goes to a file: `FORMAT=FILE`.
struct ReportFile: ExpressibleByArgument {
  let format: FindingFormat
  let path: String

  init?(argument: String) {
    guard let equals = argument.firstIndex(of: "="), let format = FindingFormat(rawValue: String(argument[..<equals]))
    else { return nil }
    self.format = format
    path = String(argument[argument.index(after: equals)...])
    if path.isEmpty { return nil }
  }
}

/// The severity from which findings fail a command.
enum FailureLevel: String, ExpressibleByArgument, CaseIterable {
  case error, warning

  var severity: Diagnostic.Severity { self == .error ? .error : .warning }
}

/// The severity from which findings are printed.
enum ShownLevel: String, ExpressibleByArgument, CaseIterable {
  case error, warning, suggestion

  var severity: Diagnostic.Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    // What only informs is printed where nothing is left out.
    case .suggestion: .info
    }
  }
}

/// Findings, and what the reports need to know besides.
struct FindingReport {
  var findings: [Diagnostic]
  /// Of the findings, in their order; empty where no change is known.
  var nearness: [Nearness] = []
  var fingerprints: [Fingerprint]
  /// Whether the findings are those that a change brings.
  var isChange: Bool
  var failOn: Diagnostic.Severity
  var docset: String
  /// By code, where there is a baseline.
  var trends: [String: HTMLReport.Trend] = [:]
  var words = TextReport.Words.english

  /// Only what is as severe.
  func atLeast(_ severity: Diagnostic.Severity) -> FindingReport {
    let kept = findings.indices.filter { findings[$0].severity >= severity }
    return picking(kept)
  }

  /// The same, as translators are told it.
  func saying(in words: DeskWords?) -> FindingReport {
    guard let words else { return self }
    var report = self
    report.words = words.report
    for index in findings.indices { report.findings[index].message = words.message(of: findings[index]).text }
    return report
  }

  private func picking(_ numbers: [Int]) -> FindingReport {
    var report = self
    report.findings = numbers.map { findings[$0] }
    report.fingerprints = numbers.map { fingerprints[$0] }
    report.nearness = nearness.isEmpty ? [] : numbers.map { nearness[$0] }
    return report
  }

  func print(as format: FindingFormat, jobs: Int) async throws {
    var output = StandardOutput()
    await write(as: format, width: Console.width, usesColor: Console.usesColor, jobs: jobs, to: &output)
    output.flush()
    if format == .github { try appendSummary() }
  }

  func write(to file: ReportFile, jobs: Int) async throws {
    var text = ""
    await write(as: file.format, width: 80, usesColor: false, jobs: jobs, to: &text)
    do throws(OutputError) {
      try AtomicFile.write(text, to: file.path)
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
    if file.format == .github { try appendSummary() }
  }

  private func write<Output: TextOutputStream>(
    as format: FindingFormat, width: Int, usesColor: Bool, jobs: Int, to output: inout Output
  ) async {
    let (shown, source) = named(for: format)
    let findings = shown.findings
    switch format {
    case .text:
      let report = TextReport(width: width, usesColor: usesColor, words: words)
      guard !isChange || nearness.isEmpty else {
        return report.write(findings, nearness: nearness, source: source, to: &output)
      }
      await writeParts(of: findings, jobs: jobs, to: &output) { part in
        var list = ""
        report.writeList(part, source: source, to: &list)
        return list
      }
      output.write("\(FindingCount(findings))\n")
    case .json: await writeParts(of: findings, jobs: jobs, to: &output, JSONReport.text)
    case .sarif:
      let limited = shown.withinGitHubsLimit()
      SARIFReport(version: Trin.version).write(
        limited.findings, fingerprints: limited.fingerprints, source: source, to: &output)
    case .github: GitHubReport(nearness: nearness).write(findings, to: &output)
    case .junit: JUnitReport(failOn: failOn).write(findings, to: &output)
    case .rdjson: ReviewdogReport.write(findings, source: source, to: &output)
    case .codequality: CodeQualityReport.write(findings, fingerprints: fingerprints, to: &output)
    case .html: HTMLReport(trends: trends).write(findings, to: &output)
    }
  }

  /// Of a list there may be tens of thousands, so its files are put into words at the same time.
  private func writeParts<Output: TextOutputStream>(
    of findings: [Diagnostic], jobs: Int, to output: inout Output,
    _ text: @escaping @Sendable (ArraySlice<Diagnostic>) -> String
  ) async {
    let parts = findings.partsOfWholeFiles
    for text in await mapConcurrently(count: parts.count, jobs: jobs, tellsProgress: false, { text(parts[$0]) }) {
      output.write(text)
    }
  }

  /// The findings under the names that the reader of a format knows files by, and their bytes by those names.
  private func named(for format: FindingFormat) -> (FindingReport, @Sendable (String) -> [UInt8]?) {
    let paths = ShownPaths(docset: docset, base: format.workspace)
    var report = self
    var files: [String: String] = [:]
    // Those of a file stand together.
    var file = ""
    var name = ""
    for index in findings.indices {
      if findings[index].place.file != file {
        file = findings[index].place.file
        name = paths.path(file)
        files[name] = file
      }
      if name != file { report.findings[index].place.file = name }
    }
    return (report, { [files] in FindingFormat.source(files[$0] ?? $0) })
  }

  /// GitHub refuses a log with more results than its limit, so the ones that matter least are left out, and that is said.
  private func withinGitHubsLimit() -> FindingReport {
    guard findings.count > SARIFReport.mostShown else { return self }
    let most = SARIFReport.mostResults
    if findings.count <= most {
      Console.error(
        "trin check: The SARIF log has \(findings.count) results; GitHub shows the \(SARIFReport.mostShown) most severe."
      )
      return self
    }
    Console.error(
      "trin check: GitHub takes \(most) results in a SARIF log; the \(findings.count - most) least severe are left out. A baseline, or --severity, keeps it small."
    )
    let bySeverity = findings.indices.sorted { a, b in
      findings[a].severity == findings[b].severity ? a < b : findings[a].severity > findings[b].severity
    }
    return picking(bySeverity.prefix(most).sorted())
  }

  /// The page that GitHub shows of a step, where it asks for one.
  private func appendSummary() throws {
    guard let file = Console.environment("GITHUB_STEP_SUMMARY") else { return }
    var text = ""
    MarkdownSummary(nearness: nearness).write(named(for: .github).0.findings, to: &text)
    do throws(OutputError) {
      try AtomicFile.append(text, to: file)
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }
}
