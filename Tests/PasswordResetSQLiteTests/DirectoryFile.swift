import Foundation
import GRDB
import PasswordReset
import PasswordResetSQLite

/// A directory on disk in a folder of its own, which is removed with the last reference.
final class DirectoryFile: Sendable {
  static let password = "Nine-green-7-tractors"

  let folder: URL
  let keys = KeyRing()
  let clock = ManualClock()
  let mailbox = InMemoryMailbox()

  var path: String { folder.appendingPathComponent("directory.sqlite").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("trin-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func service() throws -> PasswordResetService {
    PasswordResetService(
      store: try SQLiteResetStore(path: path), keys: keys, hasher: PasswordHasher(cost: .reducedForTests),
      clock: clock, mail: mailbox)
  }

  /// With `ada`, a global administrator, and `mette`.
  func setUp() async throws -> PasswordResetService {
    let service = try service()
    try await service.setUp(
      Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
      users: [
        NewUser("ada@contoso.example", roles: [.globalAdministrator], password: Secret(Self.password)),
        NewUser("mette@contoso.example", givenName: "Mette", surname: "Holm", password: Secret(Self.password)),
      ])
    return service
  }

  func admin(_ service: PasswordResetService) async throws -> Session {
    try await service.signIn("ada@contoso.example", password: Secret(Self.password))
  }

  /// Acts on the file as another program would.
  func meddle(_ sql: String) throws {
    try DatabaseQueue(path: path).writeWithoutTransaction { db in try db.execute(sql: sql) }
  }
}
