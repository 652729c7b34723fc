import CoreMetrics
import DirectoryStatus
import Foundation
import Logging
import PasswordReset
import PasswordResetSQLite
import Synchronization
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("The status of a process", .timeLimit(.minutes(5)))
struct StatusTests {
  @Test("counts in the form that Prometheus reads")
  func exposition() {
    let metrics = PrometheusMetrics()
    metrics.makeCounter(label: "resets.total", dimensions: [("origin", "a\"b\\c\nd")]).increment(by: 2)
    metrics.makeCounter(label: "resets.total", dimensions: [("origin", "a\"b\\c\nd")]).increment(by: 1)
    metrics.makeRecorder(label: "depth", dimensions: [], aggregate: false).record(Int64(7))
    metrics.makeTimer(label: "wait", dimensions: []).recordNanoseconds(1_500_000_000)
    #expect(
      metrics.text == """
        # TYPE depth gauge
        depth 7.0
        # TYPE resets_total counter
        resets_total{origin="a\\"b\\\\c\\nd"} 3.0
        # TYPE wait summary
        wait_sum 1.5
        wait_count 1

        """)
  }

  @Test("tells live, ready and why not, and holds no name or secret")
  func answers() async throws {
    let key = KeyRing()
    let store = try SQLiteResetStore.inMemory()
    let mailbox = InMemoryMailbox()
    let service = PasswordResetService(
      store: store, keys: key, hasher: PasswordHasher(cost: .reducedForTests), mail: mailbox)
    let ports = AsyncStream<Int>.makeStream()
    let server = StatusServer(
      host: "127.0.0.1", port: 0, service: service, metrics: PrometheusMetrics(), logger: Logger(label: "test"))
    let running = Task { try await server.run { ports.continuation.yield($0) } }
    defer { running.cancel() }
    var iterator = ports.stream.makeAsyncIterator()
    let port = try #require(await iterator.next())
    func get(_ path: String) async throws -> (status: Int, text: String) {
      let url = try #require(URL(string: "http://127.0.0.1:\(port)/\(path)"))
      let (data, response) = try await URLSession.shared.data(from: url)
      return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
    }
    #expect(try await get("livez").status == 200)
    let empty = try await get("readyz")
    #expect(empty.status == 503 && empty.text == "the directory is empty\n")
    try await service.setUp(
      Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
      users: [
        NewUser("ada@contoso.example", roles: [.globalAdministrator], password: Secret("Nine-green-7-tractors")),
        NewUser("mette@contoso.example", alternateEmail: "mette@privat.example"),
      ])
    let ada = try await service.signIn("ada@contoso.example", password: Secret("Nine-green-7-tractors"))
    let mette = try await service.user(named: "mette@contoso.example", as: ada)
    _ = try await service.resetPassword(of: mette.id, deliverTo: ["m@privat.example"], as: ada)
    #expect(try await get("readyz").status == 200)
    let text = try await get("metrics").text
    #expect(text.contains("password_directory_ready 1\n"))
    #expect(text.contains("password_outbox_messages{state=\"queued\"} 2\n"))
    #expect(!text.contains("contoso.example"))
  }

  @Test("logs one JSON object a line, whatever a message holds")
  func logs() throws {
    let lines = Lines()
    let clock = ManualClock()
    var logger = Logger(label: "trin") { label in
      JSONLogHandler(label: label, clock: clock) { line in lines.all.withLock { $0.append(line) } }
    }
    logger[metadataKey: "secret"] = "\(Secret("Planted-1"))"
    logger.warning("a\"b\n\u{1B}[31mc", metadata: ["recipient": "x@y.example"])
    let line = try #require(lines.all.withLock { $0.first })
    #expect(lines.all.withLock { $0.count } == 1 && line.filter(\.isNewline).count == 1)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    #expect(
      object == [
        "level": "warning", "logger": "trin", "message": "a\"b\n\u{1B}[31mc", "recipient": "x@y.example",
        "secret": "<redacted>", "time": "2026-02-02T08:00:00.000Z",
      ])
    #expect(!line.contains("\u{1B}") && !line.contains("Planted"))
  }

  private final class Lines: Sendable { let all = Mutex<[String]>([]) }
}
