internal import Logging
internal import Testing

@testable internal import Preview

@Suite("Over HTTP, the preview", .timeLimit(.minutes(5)))
struct ServingTests {
  @Test("answers only under the names of this machine")
  func hosts() async throws {
    try await RunningPreview.with(["start.md": "secret draft"]) { preview in
      for host in ["localhost", "LOCALHOST:4000", "127.0.0.1:\(preview.port)", "[::1]:4000"] {
        let answer = try await Connection.get("/start.html", port: preview.port, host: host)
        #expect(answer.status == 200, "\(host)")
      }
      for host in [
        "evil.example", "evil.example:\(preview.port)", "localhost.evil.example", "127.0.0.1.evil.example",
        "192.168.0.2",
        "localhost:4000@evil.example", "[::2]", "", nil,
      ] {
        for path in ["/start.html", "/_trin/events", "/_trin/strip?page=/start.html"] {
          let answer = try await Connection.get(path, port: preview.port, host: host)
          #expect(answer.status == 421 || answer.status == 400, "\(host ?? "none") \(path)")
          #expect(!answer.body.contains("secret"))
        }
      }
    }
  }

  @Test("refuses a request that names two hosts, be they the same")
  func twoHosts() async throws {
    try await RunningPreview.with(["start.md": "secret draft"]) { preview in
      for hosts in [["localhost", "evil.example"], ["evil.example", "localhost"], ["localhost", "localhost"]] {
        let connection = try Connection(port: preview.port)
        let lines = hosts.map { "Host: \($0)\r\n" }.joined()
        connection.send("GET /start.html HTTP/1.1\r\n\(lines)Connection: close\r\n\r\n")
        let answer = try await connection.read { _ in false }
        #expect(answer.hasPrefix("HTTP/1.1 4") && !answer.contains("secret"), "\(hosts)")
      }
    }
  }

  @Test("ends connections on which no whole request comes, and keeps those of open pages")
  func halfSent() async throws {
    try await RunningPreview.with(["start.md": "x"], longestSilence: .milliseconds(300)) { preview in
      let page = try await preview.listen()
      for start in ["", "GET /start.html HT", "GET /start.html HTTP/1.1\r\nHost: localhost\r\n"] {
        let connection = try Connection(port: preview.port)
        if !start.isEmpty { connection.send(start) }
        // Reads to the end of the connection, which is what is waited for.
        #expect(try await connection.read { _ in false } == "", "\(start)")
      }
      try preview.folder.write("y", to: "start.md")
      try await preview.hear("ready", on: page, build: 2)
    }
  }

  @Test(
    "refuses paths that lead elsewhere",
    arguments: [
      "/../start.html", "/a/../start.html", "/%2e%2e/start.html", "/..%2fstart.html", "//start.html", "/.%5c..", "/%00",
      "/%zz", "/%ff", "/a/./b", "/%",
    ])
  func paths(path: String) async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      let answer = try await preview.get(path)
      #expect(answer.status == 400)
    }
  }

  @Test("says what it sends, and that nothing may be kept or framed by others")
  func headers() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      for path in ["/start.html", "/nowhere.html", "/_trin/preview.js", "/_trin/strip?page=%2Fstart.html"] {
        let answer = try await preview.get(path)
        #expect(answer.headers["cache-control"] == "no-store", "\(path)")
        #expect(answer.headers["x-content-type-options"] == "nosniff", "\(path)")
        #expect(answer.headers["x-frame-options"] == "SAMEORIGIN", "\(path)")
        #expect(answer.headers["content-length"] == "\(answer.body.utf8.count)", "\(path)")
      }
      #expect(try await preview.get("/_trin/preview.js").headers["content-type"] == "text/javascript; charset=utf-8")
    }
  }

  @Test("answers HEAD with the head of GET, and nothing but those two")
  func methods() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      let get = try await preview.get("/start.html")
      let head = try await Connection.get("/start.html", port: preview.port, method: "HEAD")
      #expect(head.status == 200)
      #expect(head.body.isEmpty)
      #expect(head.headers["content-length"] == get.headers["content-length"])
      let post = try await Connection.get("/start.html", port: preview.port, method: "POST")
      #expect(post.status == 405)
      #expect(post.headers["allow"] == "GET, HEAD")
    }
  }

  @Test("leads from / to the start page, and from a folder's name to the folder")
  func redirects() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      let start = try await preview.get("/")
      #expect(start.status == 307)
      #expect(start.headers["location"] == "/start.html")
      try preview.folder.makeFolder("opsætning")
      try preview.folder.write("folder page", to: "opsætning/index.md")
      _ = try await preview.page("/ops%C3%A6tning/", has: "folder page")
      let folder = try await preview.get("/ops%C3%A6tning")
      #expect(folder.status == 307)
      #expect(folder.headers["location"] == "ops%C3%A6tning/")
    }
  }

  @Test("finds the strip of a page whose address the browser has encoded")
  func encodedStrip() async throws {
    try await RunningPreview.with(["opsætning nu.md": "warning: Doubtful."]) { preview in
      let answer = try await preview.get("/_trin/strip?page=%2Fops%25C3%25A6tning%2520nu.html")
      #expect(answer.status == 200)
      #expect(answer.body.contains("Doubtful."))
      let refused = try await preview.get("/_trin/strip?page=%2F..%2Fx")
      #expect(refused.status == 400)
    }
  }

  @Test("leaves files that are no HTML alone")
  func otherFiles() async throws {
    let site = LiveSite()
    let style = PreviewContent.Page(bytes: Array("a{}</body>".utf8), contentType: "text/css")
    await site.adopt(PreviewContent(page: { $0 == "/site.css" ? style : nil }))
    #expect(await site.view(of: "/site.css").page == style)
    #expect(!style.isHTML)
  }

  @Test("says what to do when the port is taken")
  func portTaken() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      let second = PreviewServer(
        watching: [preview.folder.path], port: preview.port, logger: Logger(label: "second"),
        build: { _ in try TestDocset.build(preview.folder) })
      let error = await #expect(throws: PreviewError.self) { try await second.run(endsOnSignals: false) }
      #expect(error?.code == .portTaken)
      #expect(error?.advice.contains("--port \(preview.port + 1)") == true)
    }
  }

  @Test("says which folder cannot be watched, and which number is no port")
  func refusals() async throws {
    let folder = try TemporaryFolder()
    for (root, port, code) in [
      (folder["nowhere"], 0, PreviewError.Code.folderNotReadable), (folder.path, 65_536, .portOutOfRange),
      (folder.path, -1, .portOutOfRange),
    ] {
      let server = PreviewServer(
        watching: [root], port: port, logger: Logger(label: "refused"), build: { _ in try TestDocset.build(folder) })
      let error = await #expect(throws: PreviewError.self) { try await server.run(endsOnSignals: false) }
      #expect(error?.code == code)
    }
  }
}
