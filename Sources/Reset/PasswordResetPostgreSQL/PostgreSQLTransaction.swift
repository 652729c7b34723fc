internal import PasswordReset

/// The rows of a directory within one transaction on one connection.
///
/// A statement that fails ends its transaction on the server, whatever the body makes of the error, so the failure is
/// kept for the store, which decides whether the whole is run again.
final class PostgreSQLTransaction: ResetTransaction {
  let connection: Connection
  let database: String
  /// Whether the transaction writes without the lock on the trail: what it read of that could be old by its end.
  private let isBesideTrail: Bool
  private(set) var failure: SQLFailure?
  /// Whether a message was queued, of which senders are told.
  var hasMail = false
  /// What this transaction has read or written of the head and the tenant, which nobody else changes meanwhile.
  var head: AuditHead??
  var knownTenant: Tenant??
  /// What this transaction has read of the roles, and not written since.
  var knownRoles: [UserID: Set<Role>] = [:]

  init(_ connection: Connection, database: String, isBesideTrail: Bool) {
    self.connection = connection
    self.database = database
    self.isBesideTrail = isBesideTrail
  }

  /// Forgets what a part of the transaction did that was undone.
  func undone() {
    failure = nil
    head = nil
    knownTenant = nil
    knownRoles = [:]
  }

  func requireTrail() throws(ResetError) {
    if isBesideTrail { throw keep(.needsTrail) }
  }

  func keep(_ failure: SQLFailure) -> ResetError {
    self.failure = self.failure ?? failure
    return ResetError(failure, in: database)
  }

  private func execute(_ sql: String, _ arguments: [SQLValue]) throws(ResetError) -> SQLResult {
    do throws(SQLFailure) {
      return try connection.execute(sql, arguments)
    } catch {
      throw keep(error)
    }
  }

  /// - Returns: How many rows changed.
  @discardableResult
  func run(_ sql: String, _ arguments: [SQLValue]) throws(ResetError) -> Int {
    try execute(sql, arguments).changes
  }

  func copy(into table: String, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws(ResetError) {
    do throws(SQLFailure) {
      try connection.copy(into: table, columns, rows)
    } catch {
      throw keep(error)
    }
  }

  func all<Value>(
    _ sql: String, _ arguments: [SQLValue], _ columns: Int, _ read: (SQLRow) throws(ResetError) -> Value
  ) throws(ResetError) -> [Value] {
    let result = try execute(sql, arguments)
    var values: [Value] = []
    values.reserveCapacity(result.count)
    for row in 0..<result.count {
      values.append(try read(SQLRow((0..<columns).map { column in result.text(row, column) })))
    }
    return values
  }

  func first<Value>(
    _ sql: String, _ arguments: [SQLValue], _ columns: Int, _ read: (SQLRow) throws(ResetError) -> Value
  ) throws(ResetError) -> Value? {
    let result = try execute(sql, arguments)
    guard result.count > 0 else { return nil }
    return try read(SQLRow((0..<columns).map { column in result.text(0, column) }))
  }

  /// A name that this version of the library knows.
  func known<Value: RawRepresentable>(_ name: String) throws(ResetError) -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: name) else {
      throw .unavailable(
        reason: "\(database) holds \"\(name)\" for a \(Value.self)",
        remedy: "It was written by a later version: use that.")
    }
    return value
  }
}
