internal import Diagnostics

extension TestReport {
  /// JUnit XML, which Jenkins and GitLab read: a suite a procedure, a test case a run, and one more for each error that
  /// belongs to no run. A procedure without a scenario is a skipped test case, so that the gap stays in sight.
  ///
  /// Attributes are those that Jenkins' strict schema (`junit-10.xsd`) knows.
  package var junit: String {
    var suites = procedures.map(JUnitSuite.init)
    let errors = fileFindings.filter { $0.severity == .error }
    if !errors.isEmpty || suites.isEmpty { suites.append(JUnitSuite(ofFiles: errors)) }
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let failures = suites.reduce(0) { $0 + $1.failures }
    let tests = suites.reduce(0) { $0 + $1.cases.count }
    xml += "<testsuites name=\"trin test\" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"0\">\n"
    for suite in suites { xml += suite.xml }
    return xml + "</testsuites>\n"
  }
}

private struct JUnitSuite {
  struct Case {
    enum Result {
      case passed(output: String)
      case failed(type: String, message: String, text: String)
      case skipped(message: String)
    }

    var name: String
    var milliseconds: Double?
    var result: Result
  }

  let name: String
  let className: String
  let file: String?
  private(set) var cases: [Case]

  var failures: Int {
    cases.count { if case .failed = $0.result { true } else { false } }
  }

  init(_ procedure: ProcedureReport) {
    name = "\(procedure.locale) \(procedure.id)"
    className = "\(procedure.locale).\(procedure.id)"
    file = procedure.file
    cases = procedure.runs.map { Self.testCase($0) }
    cases += procedure.findingsBesideRuns.map {
      Self.failure($0.diagnostic.code, $0.diagnostic, text: $0.reportText)
    }
    if cases.isEmpty {
      let message =
        procedure.isCovered ? "No run of this procedure was asked for." : "No scenario covers this procedure."
      cases = [Case(name: "scenario", result: .skipped(message: message))]
    }
  }

  init(ofFiles findings: [Diagnostic]) {
    name = "scenario files and phrasebooks"
    className = "trin test"
    file = nil
    cases = findings.map { finding in
      let place = "\(finding.place.file):\(finding.place.line):\(finding.place.column)"
      return Self.failure("\(place) \(finding.code)", finding, text: "\(place): \(finding.message)")
    }
    // A report without a test case is a fault to Jenkins.
    if cases.isEmpty { cases = [Case(name: "no procedures", result: .passed(output: ""))] }
  }

  private static func testCase(_ run: RunRecord) -> Case {
    let name = "\(run.variant) as \(run.role), expected to be \(run.expected.rawValue)"
    guard run.status == .failed else {
      let manual = run.steps.flatMap { step in step.manual.map { "Step \(step.number), by hand: \($0)" } }
      return Case(
        name: name, milliseconds: run.milliseconds, result: .passed(output: manual.joined(separator: "\n")))
    }
    let first = run.findings.first?.diagnostic
    return Case(
      name: name, milliseconds: run.milliseconds,
      result: .failed(
        type: first?.code ?? "failed", message: first?.message ?? "The run failed.",
        text: run.findings.map(\.reportText).joined(separator: "\n\n")))
  }

  private static func failure(_ name: String, _ finding: Diagnostic, text: String) -> Case {
    Case(name: name, result: .failed(type: finding.code, message: finding.message, text: text))
  }

  var xml: String {
    let fileAttribute = file.map { " file=\"\(XMLText.escaped($0))\"" } ?? ""
    let skipped = cases.count { if case .skipped = $0.result { true } else { false } }
    var xml =
      "  <testsuite name=\"\(XMLText.escaped(name))\"\(fileAttribute) tests=\"\(cases.count)\" "
      + "failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\">\n"
    for testCase in cases { xml += self.xml(of: testCase) }
    return xml + "  </testsuite>\n"
  }

  private func xml(of testCase: Case) -> String {
    var start = "    <testcase classname=\"\(XMLText.escaped(className))\" name=\"\(XMLText.escaped(testCase.name))\""
    if let milliseconds = testCase.milliseconds { start += " time=\"\(Self.seconds(milliseconds))\"" }
    let body: String
    switch testCase.result {
    case .passed(let output):
      if output.isEmpty { return start + "/>\n" }
      body = "<system-out>\(XMLText.escaped(output))</system-out>"
    case .failed(let type, let message, let text):
      body =
        "<failure type=\"\(XMLText.escaped(type))\" message=\"\(XMLText.escaped(message))\">\(XMLText.escaped(text))"
        + "</failure>"
    case .skipped(let message): body = "<skipped message=\"\(XMLText.escaped(message))\"/>"
    }
    return "\(start)>\n      \(body)\n    </testcase>\n"
  }

  /// Seconds with four decimals.
  private static func seconds(_ milliseconds: Double) -> String {
    let units = max(0, Int((milliseconds * 10).rounded()))
    let fraction = String(units % 10_000)
    return "\(units / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
  }
}
