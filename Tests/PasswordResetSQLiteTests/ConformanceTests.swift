import PasswordReset
import PasswordResetConformance
import PasswordResetSQLite
import Testing

@Suite("SQLite keeps the promises of a store")
struct ConformanceTests {
  @Test("in memory", arguments: StoreConformance.checks)
  func inMemory(check: StoreConformance.Check) async throws {
    try await check.run(try SQLiteResetStore.inMemory())
  }

  @Test("on disk", arguments: StoreConformance.checks)
  func onDisk(check: StoreConformance.Check) async throws {
    let file = try DirectoryFile()
    try await check.run(try SQLiteResetStore(path: file.path))
  }

  @Test("and a store that does not is found out")
  func brokenStore() async throws {
    let check = try #require(StoreConformance.checks.first { $0.name.hasPrefix("a transaction that throws leaves") })
    await #expect(throws: StoreConformance.Violation.self) {
      try await check.run(ForgetfulStore(inner: try SQLiteResetStore.inMemory()))
    }
  }
}

/// Commits what a transaction did before it threw.
private struct ForgetfulStore: ResetStore {
  let inner: SQLiteResetStore

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value { try await inner.read(body) }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    let result = try await inner.write { tx throws(ResetError) -> Result<Value, ResetError> in
      do throws(ResetError) { return .success(try body(tx)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
