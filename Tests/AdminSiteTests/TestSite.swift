internal import AsyncHTTPClient
internal import Foundation
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import PasswordReset
internal import PasswordResetSQLite

@testable internal import AdminSite

/// A site over a directory in memory: Ada (global administrator), Mette (nobody), Ole (reports reader).
final class TestSite: Sendable {
  static let password = "Nine-green-7-tractors"

  let service: PasswordResetService
  let mailbox = InMemoryMailbox()
  let address: String
  private let server: Task<Void, Never>

  init(_ settings: AdminSite.Settings = AdminSite.Settings()) async throws {
    service = PasswordResetService(
      store: try SQLiteResetStore.inMemory(), keys: KeyRing(), hasher: PasswordHasher(cost: .reducedForTests),
      mail: mailbox, text: mailbox)
    try await service.setUp(
      Tenant(name: "Contoso", selfService: .all), domains: [Domain(name: "contoso.example")],
      users: [
        NewUser(
          "ada@contoso.example", displayName: "Ada Lund", roles: [.globalAdministrator], password: Secret(Self.password)
        ),
        NewUser(
          "mette@contoso.example", displayName: "Mette <b>Holm</b>", alternateEmail: "mette@privat.example",
          password: Secret(Self.password)),
        NewUser(
          "ole@contoso.example", displayName: "Ole Friis", roles: [.reportsReader], password: Secret(Self.password)),
      ])
    let (addresses, ready) = AsyncStream<String>.makeStream()
    let site = AdminSite(
      service, settings: settings, logger: Logger(label: "site") { _ in SwiftLogNoOpLogHandler() },
      onReady: { ready.yield($0) })
    server = Task { try? await site.run(endsOnSignals: false) }
    address = await addresses.first { _ in true } ?? ""
  }

  deinit { server.cancel() }

  func browser() -> TestBrowser { TestBrowser(address) }

  func signedIn(_ user: String) async throws -> TestBrowser {
    let browser = browser()
    _ = try await browser.get("/sign-in")
    _ = try await browser.post("/sign-in/password", ["user": "\(user)@contoso.example", "password": Self.password])
    return browser
  }
}

/// Keeps cookies and the token of forms, and follows nothing by itself.
final class TestBrowser {
  struct Answer {
    let status: Int
    let headers: HTTPHeaders
    let body: String
  }

  let address: String
  var cookies: [String: String] = [:]
  var headers: [String: String] = [:]

  init(_ address: String) { self.address = address }

  func get(_ path: String) async throws -> Answer { try await send(.GET, path, nil) }

  /// - Parameter fields: The token of forms is added unless it is among them.
  func post(_ path: String, _ fields: [String: String]) async throws -> Answer {
    var fields = fields
    if fields["csrf"] == nil { fields["csrf"] = cookies.first { $0.key.hasSuffix("admin-form") }?.value ?? "" }
    let body = fields.map { "\(Form.encode($0.key))=\(Form.encode($0.value))" }.joined(separator: "&")
    return try await send(.POST, path, body)
  }

  private func send(_ method: HTTPMethod, _ path: String, _ body: String?) async throws -> Answer {
    var request = HTTPClientRequest(url: address + path)
    request.method = method
    for (name, value) in headers { request.headers.add(name: name, value: value) }
    request.headers.add(
      name: "Cookie", value: cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))
    if let body {
      request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      request.body = .bytes(ByteBuffer(string: body))
    }
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    do {
      let response = try await client.execute(request, timeout: .seconds(30))
      let text = String(buffer: try await response.body.collect(upTo: 1 << 22))
      try await client.shutdown()
      for line in response.headers["Set-Cookie"] {
        let pair = line.split(separator: ";")[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
      }
      return Answer(status: Int(response.status.code), headers: response.headers, body: text)
    } catch {
      try await client.shutdown()
      throw error
    }
  }
}
