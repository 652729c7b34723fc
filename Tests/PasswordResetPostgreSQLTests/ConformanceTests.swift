import PasswordReset
import PasswordResetConformance
import PasswordResetPostgreSQL
import PostgreSQLServers
import Testing

let isInstalled = ConditionTrait.enabled(
  if: PostgreSQLServer.isInstalled, "skipped: PostgreSQL is not installed (apt-get install postgresql)")

func store(_ address: String, connections: Int = 8) async throws -> PostgreSQLResetStore {
  try await PostgreSQLResetStore(PostgreSQLLocation(address), connections: connections)
}

@Suite("PostgreSQL keeps the promises of a store", isInstalled, .timeLimit(.minutes(5)))
struct ConformanceTests {
  @Test("each", arguments: StoreConformance.checks)
  func conforms(check: StoreConformance.Check) async throws {
    try await check.run(store(PostgreSQLServer.shared().database()))
  }
}
