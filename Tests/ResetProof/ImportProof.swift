import Foundation
import PasswordReset
import PasswordResetPostgreSQL
import PasswordResetSQLite
import PostgreSQLServers
import Synchronization

/// A list of very many users, while somebody signs in all the time.
struct ImportProof {
  private static let password = "Nine-green-7-tractors"
  let users: Int
  let onServer: Bool

  func run() async throws -> Bool {
    let folder = try ResetProof.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = onServer ? try PostgreSQLServer(settings: ["max_wal_size = 4GB"]) : nil
    let store: any ResetStore =
      if let server {
        try await PostgreSQLResetStore(PostgreSQLLocation(server.database()))
      } else {
        try SQLiteResetStore(path: folder.appendingPathComponent("directory.sqlite").path)
      }
    let service = PasswordResetService(
      store: store, keys: KeyRing(), hasher: PasswordHasher(cost: .reducedForTests), mail: InMemoryMailbox())
    try await service.setUp(
      Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
      users: [NewUser("ada@contoso.example", roles: [.globalAdministrator], password: Secret(Self.password))])
    let admin = try await service.signIn("ada@contoso.example", password: Secret(Self.password))
    var csv = Array("userPrincipalName,displayName,alternateEmail\n".utf8)
    for number in 0..<users {
      csv += Array("user\(number)@contoso.example,User Number \(number),user\(number)@privat.example\n".utf8)
    }
    let list = csv
    let waits = Waits()
    let beside = Task {
      while !Task.isCancelled {
        let time = try await ContinuousClock().measure {
          try await service.signOut(service.signIn("ada@contoso.example", password: Secret(Self.password)))
        }
        waits.all.withLock { $0.append(time) }
        try await Task.sleep(for: .milliseconds(50))
      }
    }
    let time = try await ContinuousClock().measure {
      let bar = isatty(2) == 1
      let created = try await service.importUsers(
        csv: list,
        progress: { done, total in
          if bar, done.isMultiple(of: 5000) { FileHandle.standardError.write(Data("\r\(done) of \(total)".utf8)) }
        }, as: admin
      ).users.count
      precondition(created == users)
    }
    beside.cancel()
    _ = try? await beside.value
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    let longest = waits.all.withLock { $0.max() } ?? .zero
    let isIntact = if case .intact = try await service.verifyAudit(as: admin) { true } else { false }
    print(
      String(
        format: "import: %d users into %@ in %.1f s, %.0f users/s; longest sign-in beside it %.0f ms of %d; trail %@",
        users, onServer ? "PostgreSQL" : "SQLite", seconds, Double(users) / seconds,
        Double(longest.components.seconds) * 1000 + Double(longest.components.attoseconds) * 1e-15,
        waits.all.withLock { $0.count }, isIntact ? "intact" : "broken"))
    return isIntact
  }

  private final class Waits: Sendable { let all = Mutex<[Duration]>([]) }
}
