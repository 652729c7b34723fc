import Foundation
import PasswordReset
import PasswordResetPostgreSQL
import PasswordResetSQLite
import PostgreSQLServers

/// An empty store for one test: SQLite in memory, or with TRIN_STORE=postgresql a database of a server that the tests
/// start.
enum TestStore {
  static let isPostgreSQL = ProcessInfo.processInfo.environment["TRIN_STORE"] == "postgresql"

  static func make() async throws -> any ResetStore {
    guard isPostgreSQL else { return try SQLiteResetStore.inMemory() }
    // A thousand at once, beside all the other tests, wait longer than a person would.
    return try await PostgreSQLResetStore(
      PostgreSQLLocation(PostgreSQLServer.shared().database()), connections: 3, queueing: .seconds(600))
  }
}
