internal import Testing

@testable internal import Preview

@Suite("The events of an open page", .timeLimit(.minutes(5)))
struct EventTests {
  @Test("begin with how often to try again and with the build at hand")
  func firstEvent() async throws {
    try await RunningPreview.with(["start.md": "warning: One."]) { preview in
      let page = try Connection(port: preview.port)
      page.send("GET /_trin/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
      let text = try await page.read { $0.contains("\"warnings\"") }
      #expect(text.contains("text/event-stream"))
      #expect(text.contains("retry: 1000\n\n"))
      #expect(text.contains("event: build\nid: 1\ndata: {\"server\":\""))
      #expect(text.contains("\"build\":1,\"state\":\"ready\",\"errors\":0,\"warnings\":1}\n\n"))
    }
  }

  @Test("reach every open page, and go on when one of them leaves")
  func manyPages() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      var pages: [Connection] = []
      for _ in 0..<8 { pages.append(try await preview.listen()) }
      pages.removeLast(4)
      try preview.folder.write("edited", to: "start.md")
      for page in pages { try await preview.hear("ready", on: page, build: 2) }
    }
  }

  @Test("end when the preview ends")
  func end() async throws {
    var page: Connection?
    try await RunningPreview.with(["start.md": "x"]) { preview in page = try await preview.listen() }
    let connection = try #require(page)
    // Comes back at the end of the connection, or throws after a minute.
    _ = try await connection.read { _ in false }
  }

  @Test("are kept alive by comments")
  func keepAlive() async throws {
    let site = LiveSite()
    var signals = await site.signals().makeAsyncIterator()
    await site.keepAlive()
    #expect(await signals.next() == .keepAlive)
    #expect(PreviewSignal.keepAlive.encoded(server: "s") == ": keep-alive\n\n")
  }

  @Test("are one event of four lines, with the state that the script knows")
  func encoding() {
    let status = PreviewStatus(build: 7, state: .broken, errors: 2, warnings: 3)
    #expect(
      PreviewSignal.status(status).encoded(server: "abc")
        == "event: build\nid: 7\n"
        + "data: {\"server\":\"abc\",\"build\":7,\"state\":\"broken\",\"errors\":2,\"warnings\":3}\n\n")
  }
}
