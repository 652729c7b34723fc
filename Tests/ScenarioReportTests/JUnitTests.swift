internal import Diagnostics
internal import Foundation
internal import Scenarios
internal import Testing

@Suite("The JUnit report of the steps")
struct JUnitTests {
  private static let readers =
    Reader.canImport("xmlschema, junitparser") && FileManager.default.fileExists(atPath: Reader.junitSchema.path)

  /// Validates by Jenkins' schema, and counts by another reader: suites, cases, failures, skipped.
  private func counts(_ xml: String) throws -> [Int] {
    let program = """
      import sys, xmlschema, junitparser
      xmlschema.XMLSchema(sys.argv[1]).validate(sys.argv[2])
      suites = list(junitparser.JUnitXml.fromfile(sys.argv[2]))
      cases = [case for suite in suites for case in suite]
      def of(kind): return sum(any(isinstance(r, kind) for r in case.result) for case in cases)
      failed, skipped = of(junitparser.Failure), of(junitparser.Skipped)
      assert sum(s.failures for s in suites) == failed and sum(s.skipped for s in suites) == skipped
      assert sum(s.tests for s in suites) == len(cases)
      print(len(suites), len(cases), failed, skipped)
      """
    let result = try Reader.read(xml, by: ["-c", program, Reader.junitSchema.path])
    #expect(result.status == 0, "\(result.output)")
    return result.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
  }

  @Test(
    "is valid by Jenkins' schema and has a suite a procedure, a case a run",
    .enabled(if: readers, "JUnit readers are missing: run .ci/setup"))
  func shipped() async throws {
    let report = try await Reports.shipped().report
    #expect(try counts(report.junit) == [report.summary.procedures, report.summary.runs, 0, 0])
  }

  @Test(
    "has a failure for each failed run, and for an error of a file",
    .enabled(if: readers, "JUnit readers are missing: run .ci/setup"))
  func failures() async throws {
    let request = try await Reports.request(
      of: "/resend-user-password", editing: "scenarios/admin/add-users/resend-user-password.yml", "given:", "givn:")
    let report = await Reports.report(request)
    let counts = try counts(report.junit)
    #expect(counts[0] == 3)
    #expect(counts[2] == report.summary.failed + report.fileFindings.count { $0.severity == .error })
  }

  @Test(
    "keeps a procedure without a scenario in sight as skipped, and is no fault where there is nothing",
    .enabled(if: readers, "JUnit readers are missing: run .ci/setup"))
  func uncovered() async throws {
    var request = try await Reports.request(of: "/resend-user-password")
    request.scenarios = []
    #expect(try counts(await Reports.report(request).junit) == [2, 2, 0, 2])
    request.articles = []
    #expect(try counts(await Reports.report(request).junit) == [1, 1, 0, 0])
  }

  @Test("says in a passed case what only a person can do")
  func manual() async throws {
    #expect(try await Reports.shipped().report.junit.contains("<system-out>Step 4, by hand: "))
  }
}
