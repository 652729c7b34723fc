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
  let name: String

  /// Opens the directory at `path`. Nothing is made in, or changed of, a file that is none.
  /// - Parameter mayCreate: Whether a directory is made where there is no file, or an empty one.
  /// - Throws: ``ResetError/unavailable(reason:remedy:)``, which names the file.
  public convenience init(path: String, mayCreate: Bool = true) throws(ResetError) {
    try DirectoryFileCheck(path: path, mayCreate: mayCreate).run()
    try self.init(path) { try DatabasePool(path: path, configuration: Self.configuration(path)) }
  }

  /// A directory that is gone when the last reference to it is.
  public static func inMemory() throws(ResetError) -> SQLiteResetStore {
    try SQLiteResetStore("memory") { try DatabaseQueue(configuration: configuration("memory")) }
  }

  private init(_ name: String, _ open: () throws -> any DatabaseWriter) throws(ResetError) {
    do {
      writer = try open()
      // Not when a connection is prepared: after that, a pool turns to NORMAL, by which a power cut may take commits.
      try writer.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
      guard try !writer.read(Schema.migrator.hasBeenSuperseded) else {
        throw ResetError.unavailable(
          reason: "\(name): it was written by a later version of the library",
          remedy: "Use that version, or a later one.")
      }
      try Schema.migrator.migrate(writer)
    } catch {
      throw ResetError(error, in: name)
    }
    self.name = name
    queue = WriteQueue(writer)
  }

  private static func configuration(_ name: String) -> Configuration {
    var configuration = Configuration()
    // Errors name the file.
    configuration.label = name
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
      throw ResetError(error, in: name)
    }
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    try await queue.write(body)
  }
}

extension SQLiteResetStore {
  var connection: any DatabaseWriter { writer }

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
  init(_ error: any Error, in file: String?) {
    let name = file ?? "the database"
    switch error {
    case let error as ResetError: self = error
    case let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT:
      self = .conflict(reason: "the row is there already, or what it refers to is not")
    case let error as DatabaseError where error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED:
      self = .unavailable(
        reason: "\(name) is busy: another program has been writing to it for longer than this one waits",
        remedy: "Try again in a moment; nothing was changed.")
    case let error as DatabaseError:
      self = .unavailable(
        reason: "\(name): \(error.message ?? "SQLite code \(error.resultCode.rawValue)")",
        remedy: "Check the file, its permissions and the space on its disk.")
    default:
      self = .unavailable(reason: "\(name): \(type(of: error))", remedy: "Check the file.")
    }
  }
}
