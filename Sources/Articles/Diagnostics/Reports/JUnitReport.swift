/// Findings as JUnit XML, a suite a file and a test case a finding, which Jenkins and GitLab read.
///
/// A finding below `failOn` is a test that passes and says so in its output, so that the report and the exit code
/// agree. Attributes are those that Jenkins' strict schema (`junit-10.xsd`) knows.
package struct JUnitReport: Sendable {
  package var failOn: Diagnostic.Severity

  package init(failOn: Diagnostic.Severity = .error) { self.failOn = failOn }

  /// - Parameter findings: In reading order, so that the findings of a file stand together.
  package func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    output.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    let failures = findings.count { $0.severity >= failOn }
    output.write(
      "<testsuites name=\"trin check\" tests=\"\(max(1, findings.count))\" failures=\"\(failures)\" errors=\"0\">\n")
    // A report without a test case is a fault to Jenkins.
    if findings.isEmpty {
      output.write("  <testsuite name=\"trin check\" tests=\"1\" failures=\"0\" errors=\"0\">\n")
      output.write("    <testcase classname=\"trin check\" name=\"no findings\"/>\n  </testsuite>\n")
    }
    var index = 0
    while index < findings.count {
      let file = findings[index].place.file
      let end = findings[index...].firstIndex { $0.place.file != file } ?? findings.count
      write(suite: findings[index..<end], file: file, to: &output)
      index = end
    }
    output.write("</testsuites>\n")
  }

  private func write<Output: TextOutputStream>(
    suite: ArraySlice<Diagnostic>, file: String, to output: inout Output
  ) {
    let failures = suite.count { $0.severity >= failOn }
    let name = XMLText.escaped(file)
    output.write(
      "  <testsuite name=\"\(name)\" file=\"\(name)\" tests=\"\(suite.count)\" failures=\"\(failures)\" errors=\"0\">\n"
    )
    for finding in suite {
      let place = finding.place
      let code = XMLText.escaped(finding.code)
      let suggestion = finding.unsaidSuggestion.map { "\nDid you mean: \($0)" } ?? ""
      let message = "\(place.file):\(place.line):\(place.column): \(finding.severity.rawValue) \(finding.code)"
      let text = XMLText.escaped("\(message)\n\(finding.message)\(suggestion)")
      output.write("    <testcase classname=\"\(name)\" name=\"\(place.line):\(place.column) \(code)\">\n")
      if finding.severity >= failOn {
        output.write(
          "      <failure type=\"\(code)\" message=\"\(XMLText.escaped(finding.message))\">\(text)</failure>\n")
      } else {
        output.write("      <system-out>\(text)</system-out>\n")
      }
      output.write("    </testcase>\n")
    }
    output.write("  </testsuite>\n")
  }
}
