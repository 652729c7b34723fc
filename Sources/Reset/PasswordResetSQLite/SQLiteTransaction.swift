internal import GRDB
internal import PasswordReset

/// The rows of a directory within one transaction on one connection.
struct SQLiteTransaction: ResetTransaction {
  private let db: Database

  init(_ db: Database) { self.db = db }

  /// - Returns: How many rows changed.
  @discardableResult
  func run(_ sql: String, _ arguments: StatementArguments) throws(ResetError) -> Int {
    do {
      try db.cachedStatement(sql: sql).execute(arguments: arguments)
      return db.changesCount
    } catch {
      throw ResetError(error, in: db.configuration.label)
    }
  }

  func first<Value>(
    _ sql: String, _ arguments: StatementArguments, _ read: (Row) throws(ResetError) -> Value
  ) throws(ResetError) -> Value? {
    do {
      // A cursor lends its row, where fetching one row would copy it.
      let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
      guard let row = try rows.next() else { return nil }
      return try read(row)
    } catch {
      throw ResetError(error, in: db.configuration.label)
    }
  }

  func all<Value>(
    _ sql: String, _ arguments: StatementArguments, _ read: (Row) throws(ResetError) -> Value
  ) throws(ResetError) -> [Value] {
    do {
      var values: [Value] = []
      let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: arguments)
      while let row = try rows.next() { values.append(try read(row)) }
      return values
    } catch {
      throw ResetError(error, in: db.configuration.label)
    }
  }
}

extension Row {
  /// A name that this version of the library knows.
  func known<Value: RawRepresentable>(_ column: String) throws(ResetError) -> Value where Value.RawValue == String {
    try known(self[column], as: column)
  }

  func known<Value: RawRepresentable>(_ index: Int) throws(ResetError) -> Value where Value.RawValue == String {
    try known(self[index], as: "column \(index)")
  }

  private func known<Value: RawRepresentable>(
    _ name: String, as column: @autoclosure () -> String
  ) throws(ResetError) -> Value where Value.RawValue == String {
    guard let value = Value(rawValue: name) else {
      throw .unavailable(
        reason: "the database holds \"\(name)\" as \(column())", remedy: "It was written by a later version: use that.")
    }
    return value
  }

  func moment(_ column: String) -> Timestamp { Timestamp(milliseconds: self[column]) }

  func optionalMoment(_ column: String) -> Timestamp? { (self[column] as Int64?).map(Timestamp.init(milliseconds:)) }

  func moment(_ index: Int) -> Timestamp { Timestamp(milliseconds: self[index]) }

  func optionalMoment(_ index: Int) -> Timestamp? { (self[index] as Int64?).map(Timestamp.init(milliseconds:)) }
}
