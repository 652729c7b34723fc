internal import Foundation
internal import Scenarios
internal import Testing

@Suite(
  "Cucumber Messages",
  .enabled(if: Reader.canImport("cucumber_messages"), "Cucumber's reader is missing: run .ci/setup"))
struct MessagesTests {
  private func read(_ messages: String) throws -> (status: Int32, output: String) {
    try Reader.read(messages, by: [Reader.messages.path])
  }

  @Test("of the shipped articles are read by Cucumber's own types, a run a test case")
  func shipped() async throws {
    let (request, report) = try await Reports.shipped()
    let result = try read(Reports.messages(report, request))
    #expect(result.output == "\(report.summary.runs) 0 0\n")
    #expect(result.status == 0)
  }

  @Test(
    "tell what failed: a step, an expectation, a role, a file, two languages that differ",
    arguments: [
      ("da-DK/admin/add-users/resend-user-password.md", "**Nulstil adgangskode**.", "**Nulstil kodeord**."),
      ("scenarios/admin/add-users/resend-user-password.yml", "carries: temporary-password", "carries: nothing"),
      ("scenarios/admin/add-users/resend-user-password.yml", "leads-to: refused", "leads-to: home"),
      (
        "scenarios/admin/add-users/resend-user-password.yml", "refused: [reports-reader", "refused: [user-administrator"
      ),
      ("scenarios/admin/add-users/resend-user-password.yml", "given:", "givn:"),
      ("scenarios/admin/add-users/resend-user-password.yml", "password: lost", "roles: [no such role]"),
      ("en-US/admin/add-users/resend-user-password.md", "administrator or password administrator", "administrator"),
      ("en-US/admin/add-users/resend-user-password.md", "**Automatically create a password**, or select ", ""),
    ])
  func failures(file: String, old: String, new: String) async throws {
    let request = try await Reports.request(of: "/resend-user-password", editing: file, old, new)
    let report = await Reports.report(request)
    let hasFailed = report.hasFailed
    #expect(hasFailed)
    let result = try read(Reports.messages(report, request))
    #expect(result.status == 0, "\(result.output)")
    let counts = result.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    #expect(counts.first == report.summary.passed)
    #expect(counts.dropFirst().first == report.summary.failed)
    #expect(counts.dropFirst().reduce(0, +) > 0)
  }

  @Test("never count a step by hand as passed")
  func manual() async throws {
    let (request, report) = try await Reports.shipped()
    let messages = Reports.messages(report, request)
    #expect(messages.contains(#""status":"SKIPPED","duration":{"seconds":0,"nanos":0},"message":"By hand: Follow up"#))
  }

  @Test(
    "that are damaged are refused by the reader that the other tests trust",
    arguments: [
      (#""attempt":0"#, #""attempt":"0""#), (#""willBeRetried":false"#, #""willBeRetried":false,"more":1"#),
      (#""status":"PASSED""#, #""status":"FINE""#), (#""pickleId":""#, #""pickleId":"x"#),
      (#""success":true"#, #""success":false"#), (#","name":"trin""#, ""), (#""nanos":0"#, #""nanos":-1"#),
    ])
  func damaged(old: String, new: String) async throws {
    let request = try await Reports.request(of: "/set-password-expiration-policy")
    let messages = Reports.messages(await Reports.report(request), request)
    #expect(try read(messages).status == 0)
    let old = old.hasPrefix(",") ? String(old.dropFirst()) : old
    #expect(messages.contains(old))
    #expect(try read(messages.replacing(old, with: new)).status != 0)
  }
}
