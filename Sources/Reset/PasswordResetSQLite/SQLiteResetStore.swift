internal import GRDB
public import PasswordReset

/// A directory in one SQLite file, or in memory.
///
/// On disk: write-ahead log, `synchronous = FULL` (a commit survives a power cut), foreign keys, wiped bytes
/// overwritten (`secure_delete`), migrations on opening. Several processes may open the file at once. Writes that wait
/// at the same time share one commit, and so one flush to the disk; each is still a transaction of its own.
public final class SQLiteResetStore: ResetStore {
  private let writer: any DatabaseWriter
  private let queue: WriteQueue

  /// Opens the file at `path`, and makes it where there is none.
  /// - Throws: ``ResetError/unavailable(reason:remedy:)``.
  public convenience init(path: String) throws(ResetError) {
    try self.init { try DatabasePool(path: path, configuration: Self.configuration()) }
  }

  /// A directory that is gone when the last reference to it is.
  public static func inMemory() throws(ResetError) -> SQLiteResetStore {
    try SQLiteResetStore { try DatabaseQueue(configuration: configuration()) }
  }

  private init(_ open: () throws -> any DatabaseWriter) throws(ResetError) {
    do {
      writer = try open()
      // Not when a connection is prepared: after that, a pool turns to NORMAL, by which a power cut may take commits.
      try writer.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
      try Schema.migrator.migrate(writer)
    } catch {
      throw ResetError(error)
    }
    queue = WriteQueue(writer)
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    // Another process may hold the write lock for the time of its transaction.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
    }
    return configuration
  }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    do {
      guard let pool = writer as? DatabasePool else {
        return try await writer.read { db in try body(SQLiteTransaction(db)) }
      }
      // The pool's connections for reading cannot write; "unsafe" is only that the transaction is ours to make.
      return try await pool.unsafeRead { db in
        try db.run(.beginReading)
        defer { db.end() }
        return try body(SQLiteTransaction(db))
      }
    } catch {
      throw ResetError(error)
    }
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    try await queue.write(body)
  }
}

extension SQLiteResetStore {
  /// A setting of the connection that writes, as SQLite tells it.
  package func setting(_ pragma: String) async throws -> String? {
    try await writer.writeWithoutTransaction { db in
      try DatabaseValue.fetchOne(db, sql: "PRAGMA \(pragma)")?.storage.value.map { "\($0)" }
    }
  }
}

/// The statements around transactions, prepared once a connection.
///
/// Whenever GRDB prepares a statement, SQLite prepares every other one of the connection again before its next use. So
/// nothing that runs for each transaction may be prepared for it.
enum TransactionStatement: String {
  case beginReading = "BEGIN DEFERRED TRANSACTION"
  case beginWriting = "BEGIN IMMEDIATE TRANSACTION"
  case commit = "COMMIT TRANSACTION"
  case save = "SAVEPOINT job"
  case undo = "ROLLBACK TO job"
  case release = "RELEASE job"
}

extension Database {
  func run(_ statement: TransactionStatement) throws {
    try cachedStatement(sql: statement.rawValue).execute()
  }

  /// Ends a transaction that only read.
  fileprivate func end() {
    do {
      try run(.commit)
    } catch {
      // Where even this fails, the next transaction cannot begin, and says so.
      try? rollback()
    }
  }
}

extension ResetError {
  /// What SQLite said, without the values of the statement.
  init(_ error: any Error) {
    switch error {
    case let error as ResetError: self = error
    case let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT:
      self = .conflict(reason: "the row is there already, or what it refers to is not")
    case let error as DatabaseError:
      self = .unavailable(
        reason: "the database: \(error.message ?? "SQLite code \(error.resultCode.rawValue)")",
        remedy: "Check the file, its permissions and the space on its disk.")
    default:
      self = .unavailable(reason: "the database: \(type(of: error))", remedy: "Check the file.")
    }
  }
}
