internal import Logging
internal import Preview
internal import Synchronization
internal import Testing

/// A preview of a ``TestDocset`` that runs while `body` does, on a free port.
struct RunningPreview: Sendable {
  let folder: TemporaryFolder
  let port: Int
  let builds: Builds

  final class Builds: Sendable {
    private let number = Mutex(0)
    var count: Int { number.withLock { $0 } }
    func add() { number.withLock { $0 += 1 } }
  }

  static func with(
    _ files: [String: String], excluding: [String] = [], longestSilence: Duration = .seconds(30),
    desk: (any TranslationDesk)? = nil, token: String? = nil,
    body: (RunningPreview) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let builds = Builds()
    let (addresses, ready) = AsyncStream<String>.makeStream()
    var logger = Logger(label: "preview-test") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    let server = PreviewServer(
      watching: [folder.path], excluding: excluding.map { folder[$0] }, port: 0,
      longestSilence: longestSilence, token: token, logger: logger,
      onReady: { ready.yield($0) },
      build: { _ in
        builds.add()
        var content = try TestDocset.build(folder)
        content.desk = desk
        return content
      })
    let running = Task {
      defer { ready.finish() }
      try await server.run(endsOnSignals: false)
    }
    var iterator = addresses.makeAsyncIterator()
    guard let address = await iterator.next() else {
      try await running.value
      throw Connection.Failed(description: "the preview ended before it was ready")
    }
    let port = try #require(Int(address.split(separator: ":").last?.dropLast() ?? ""))
    do { try await body(RunningPreview(folder: folder, port: port, builds: builds)) } catch {
      running.cancel()
      _ = await running.result
      throw error
    }
    running.cancel()
    try await running.value
  }

  func get(_ path: String) async throws -> Answer { try await Connection.get(path, port: port) }

  /// An open page's connection. Its first event, the status at hand, is read already.
  func listen() async throws -> Connection {
    let connection = try Connection(port: port)
    connection.send("GET /_trin/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    _ = try await connection.read { $0.contains("\"build\":\(builds.count)") }
    return connection
  }

  /// Waits for the event of a later build in `state`.
  func hear(_ state: String, on connection: Connection, build: Int, within limit: Duration = .seconds(60)) async throws
  {
    _ = try await connection.read(within: limit) { $0.contains("\"build\":\(build),\"state\":\"\(state)\"") }
  }

  /// Asks for a page until it has what is looked for.
  func page(_ path: String, has text: String, within limit: Duration = .seconds(60)) async throws -> Answer {
    let deadline = ContinuousClock.now + limit
    while true {
      let answer = try await get(path)
      if answer.body.contains(text) { return answer }
      guard ContinuousClock.now < deadline else {
        throw Connection.Failed(description: "\(path) has no \"\(text)\" but:\n\(answer.status) \(answer.body)")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
