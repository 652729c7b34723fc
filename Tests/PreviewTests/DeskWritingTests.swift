internal import Diagnostics
internal import Synchronization
internal import Testing

@testable internal import Preview

@Suite("Who may write by the desk", .timeLimit(.minutes(5)))
struct DeskWritingTests {
  /// Keeps what it was asked to write.
  private final class Desk: TranslationDesk {
    let edits = Mutex<[DeskEdit]>([])
    let result: DeskEditResult

    init(_ result: DeskEditResult = .written) { self.result = result }

    func page(_ address: String) -> DeskPage? {
      var block = DeskPage.Block(.paragraph)
      block.html = Array("a <strong>b</strong>".utf8)
      block.range = 3..<9
      block.markdown = "a **b** <script>"
      let finding = Diagnostic(
        .warning, "mt-link-split", "<b>No</b> space.", at: SourcePlace(file: "a\"b.md", line: 2, column: 3))
      let line = DeskPage.MarkedLine(before: "<", marked: "&", after: ">")
      return DeskPage(
        title: "<i>T</i>", address: address, own: .init(file: "a\"b.md", locale: "da-DK", text: "<u>x</u>"),
        source: nil, digest: "d", rows: [.init(own: block, source: nil)],
        findings: [
          .init(
            id: "f", finding, row: 0, before: line, after: line, remedy: "https://x.example/#c", digest: "d",
            canRepair: true)
        ])
    }

    func overview(_ locale: String?) -> DeskOverview? {
      locale == "xx" ? nil : DeskOverview(locale: "da-DK", locales: ["da-DK"], pages: [], orphans: [])
    }

    func picture(_ name: String) -> [UInt8]? { nil }
    func write(_ edit: DeskEdit) -> DeskEditResult {
      edits.withLock { $0.append(edit) }
      return result
    }
  }

  private static let token = "secret"

  private func preview(
    _ desk: Desk, body: (_ port: Int) async throws -> Void
  ) async throws {
    try await RunningPreview.with(["start.md": "x"], desk: desk, token: Self.token) { try await body($0.port) }
  }

  private func post(
    _ path: String, port: Int, token: String? = DeskWritingTests.token, origin: String? = "http://localhost",
    host: String = "localhost", more: String = "", body: String = "Ny tekst"
  ) async throws -> Int {
    let connection = try Connection(port: port)
    connection.send(
      "POST \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n"
        + (token.map { "X-Trin-Token: \($0)\r\n" } ?? "") + (origin.map { "Origin: \($0)\r\n" } ?? "") + more
        + "\r\n\(body)")
    let text = try await connection.read { _ in false }
    return Int(text.split(separator: " ").dropFirst().first ?? "") ?? 0
  }

  private static let paragraph = "/_trin/paragraph?file=a%20b.md&digest=d&start=3&end=9"

  @Test("the desk writes a paragraph and a repair")
  func written() async throws {
    let desk = Desk()
    try await preview(desk) { (port: Int) async throws in
      #expect(try await post(Self.paragraph, port: port) == 200)
      #expect(try await post("/_trin/repair?file=a.md&digest=d&finding=f", port: port) == 200)
    }
    let edits = desk.edits.withLock { $0 }
    guard edits.count == 2, case .block("a b.md", "d", 3..<9, "Ny tekst") = edits[0],
      case .repair("a.md", "d", "f") = edits[1]
    else {
      Issue.record("\(edits)")
      return
    }
  }

  @Test("nobody without the token, of another origin or by another name of the machine does")
  func refused() async throws {
    let desk = Desk()
    try await preview(desk) { (port: Int) async throws in
      #expect(try await post(Self.paragraph, port: port, token: nil) == 403)
      #expect(try await post(Self.paragraph, port: port, token: "Secret") == 403)
      #expect(try await post(Self.paragraph, port: port, origin: nil) == 403)
      #expect(try await post(Self.paragraph, port: port, origin: "https://evil.example") == 403)
      #expect(try await post(Self.paragraph, port: port, origin: "null") == 403)
      #expect(try await post(Self.paragraph, port: port, origin: "http://localhost:1") == 403)
      #expect(try await post(Self.paragraph, port: port, more: "Sec-Fetch-Site: cross-site\r\n") == 403)
      let rebound = try await post(Self.paragraph, port: port, origin: "http://evil.example", host: "evil.example")
      #expect(rebound == 421)
      for path in ["/_trin/paragraph", "/_trin/paragraph?file=a&digest=d&start=9&end=3", "/_trin/repair?file=a"] {
        #expect(try await post(path, port: port) == 400, "\(path)")
      }
      #expect(try await post("/start.html", port: port) == 405)
      #expect(try await post("/_trin/events", port: port) == 405)
    }
    #expect(desk.edits.withLock { $0.isEmpty })
  }

  @Test("a file that changed is a conflict, and what cannot be written says why")
  func conflicts() async throws {
    for (result, status) in [(DeskEditResult.changedMeanwhile, 409), (.refused("No."), 422)] {
      try await preview(Desk(result)) { (port: Int) async throws in
        #expect(try await post(Self.paragraph, port: port) == status)
      }
    }
  }

  @Test("the desk escapes what comes from the docset, runs its own script only, and is framed by nobody")
  func page() async throws {
    try await preview(Desk()) { (port: Int) async throws in
      for path in ["/_trin/desk/da-dk/a.html", "/_trin/overview", "/_trin/overview/da-dk"] {
        let answer = try await Connection.get(path, port: port)
        #expect(answer.status == 200, "\(path)")
        let policy = answer.headers["content-security-policy"] ?? ""
        #expect(policy.contains("script-src 'self';") && policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(answer.body.components(of: "<script") == 1 && !answer.body.contains("style="))
        for tag in ["<i>", "<b>", "<u>"] { #expect(!answer.body.contains(tag), "\(tag)") }
      }
      let desk = try await Connection.get("/_trin/desk/da-dk/a.html", port: port).body
      #expect(desk.contains("a <strong>b</strong>") && desk.contains("data-markdown=\"a **b** &lt;script&gt;\""))
      #expect(desk.contains("<del>&amp;</del>") && desk.contains("data-file=\"a&quot;b.md\""))
      #expect(try await Connection.get("/_trin/overview/xx", port: port).status == 404)
      #expect(try await Connection.get("/_trin/desk/../x", port: port).status == 400)
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
