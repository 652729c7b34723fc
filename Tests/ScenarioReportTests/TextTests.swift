internal import Diagnostics
internal import Foundation
internal import Scenarios
internal import Testing

@Suite("The text report of the steps")
struct TextTests {
  private func lines(_ report: TestReport, _ request: TestRequest, width: Int) -> [Substring] {
    report.text(sources: Reports.sources(request), isColoured: false, width: width)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Without what is never cut: ids, places and suggestions.
  private func isTooWide(_ line: Substring, _ width: Int) -> Bool {
    guard Terminal.width(of: String(line)) > width else { return false }
    return line.drop { $0 == " " || $0 == "✓" || $0 == "✗" }.contains(" ") && !line.contains(".md:")
      && !line.contains(".yml:")
  }

  @Test("fits the terminal, and gives each article once with a line a procedure", arguments: [60, 80, 200])
  func shipped(width: Int) async throws {
    let (request, report) = try await Reports.shipped()
    let lines = lines(report, request, width: width)
    #expect(lines.filter { isTooWide($0, width) } == [])
    #expect(lines.count { $0 == "da-DK  admin/add-users/reset-passwords" } == 1)
    #expect(lines.count { $0.hasPrefix("  ✓ ") } == report.procedures.count)
    let end = lines.suffix(5).joined(separator: " ")
    let summary = report.summary
    #expect(end.contains("\(summary.runs) runs: \(summary.passed) passed, 0 failed"))
  }

  @Test("tells the coverage of the steps, and never rounds it up to all")
  func coverage() async throws {
    var (request, _) = try await Reports.shipped()
    request.articles.removeAll { $0.locale != "en-US" }
    request.filter = "/re*password"
    request.scenarios.removeAll { $0.name.hasSuffix("/reset-passwords") }
    let report = await Reports.report(request)
    #expect(report.summary.coverage == [.run: 3, .manual: 1, .uncovered: 14])
    let end = lines(report, request, width: 80).suffix(3)
    let runs = report.summary.runs
    #expect(end.contains("4 procedures (3 without a scenario), 18 steps; \(runs) runs: \(runs) passed, 0 failed"))
    #expect(end.contains("step coverage 16.6 %: 3 run, 1 by hand, 14 without a scenario"))
    let object = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
    let summary = object?["summary"] as? [String: Any]
    let coverage = summary?["coverage"] as? [String: Int]
    #expect(coverage == ["run": 3, "told": 0, "manual": 1, "skipped": 0, "open": 0, "uncovered": 14])
    let procedures = object?["procedures"] as? [[String: Any]]
    #expect(procedures?.map { $0["covered"] as? Bool } == [true, false, false, false])
  }

  @Test("wraps what failed at the terminal's width, and underlines the words", arguments: [60, 80])
  func failures(width: Int) async throws {
    var request = try await Reports.request(
      editing: "en-US/admin/add-users/resend-user-password.md", "**Email the sign-in info to**",
      "**Email the sign in info to**")
    request.filter = "resend"
    let report = await Reports.report(request)
    let lines = lines(report, request, width: width)
    #expect(lines.filter { isTooWide($0, width) } == [])
    let marked = try #require(lines.firstIndex { $0.contains("^^^") })
    let start = lines[marked].distance(from: lines[marked].startIndex, to: lines[marked].firstIndex(of: "^")!)
    #expect(lines[marked - 1].dropFirst(start).hasPrefix("Email the sign in info to"))
    #expect(lines.contains("    meant: Email the sign-in info to"))
  }

  @Test("lists every step with its reading within the width")
  func list() async throws {
    var (request, _) = try await Reports.shipped()
    request.isListing = true
    let report = await Reports.report(request)
    let lines = lines(report, request, width: 80)
    #expect(lines.filter { isTooWide($0, 80) } == [])
    #expect(lines.contains("           select activeUsers.select = user"))
    #expect(lines.suffix(2).first?.hasSuffix("steps: 100.0 % read") == true)
  }
}

@Suite("A part of the procedures")
struct SelectionTests {
  private func request() async throws -> TestRequest {
    var request = try await Reports.request()
    request.isListing = true
    return request
  }

  private func ids(_ request: TestRequest) async -> [String] {
    await Reports.report(request).procedures.map { "\($0.locale) \($0.id)" }
  }

  @Test(
    "by shards: together they are exactly the whole, the languages of a procedure in one", arguments: [2, 5])
  func shards(count: Int) async throws {
    let whole = try await Reports.shipped().report
    var request = try await request()
    var parts: [[String]] = []
    for index in 1...count {
      request.shard = (index, count)
      let ids = await ids(request)
      let names = Dictionary(grouping: ids) { $0.drop { $0 != " " } }
      #expect(names.values.allSatisfy { $0.count == 2 })
      parts.append(ids)
    }
    #expect(parts.flatMap(\.self).sorted() == whole.procedures.map { "\($0.locale) \($0.id)" }.sorted())
    let sizes = parts.map(\.count)
    #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 2)
  }

  @Test("by a filter: a part of the id, where a star stands for anything")
  func filter() async throws {
    let whole = try await Reports.shipped().report
    var request = try await request()
    request.filter = "reset*#*admin"
    #expect(
      await ids(request)
        == ["da-DK", "en-US"].map { "\($0) admin/add-users/reset-passwords#reset-my-admin-password" })
    request.filter = "*"
    #expect(await ids(request).count == whole.procedures.count)
    request.filter = "Reset-my"
    #expect(await ids(request).isEmpty)
  }

  @Test("by a filter and a shard: shards cut what the filter leaves")
  func filterAndShard() async throws {
    var request = try await request()
    request.filter = "reset"
    let whole = await ids(request)
    var parts: [String] = []
    for index in 1...3 {
      request.shard = (index, 3)
      parts += await ids(request)
    }
    #expect(parts.sorted() == whole.sorted())
  }
}
