internal import GRDB
package import PasswordReset

extension SQLiteResetStore: CopyableStore {
  package func reading(_ body: (any DirectoryReader) throws(ResetError) -> Void) throws(ResetError) {
    let outcome: Result<Void, ResetError>
    do {
      outcome = try connection.read { db in
        Result { () throws(ResetError) in try body(SQLiteCopying(db: db, name: name)) }
      }
    } catch {
      throw ResetError(error, in: name)
    }
    try outcome.get()
  }

  package func filling(_ body: (any DirectoryWriter) throws(ResetError) -> Void) throws(ResetError) {
    do {
      try connection.write { db in try body(SQLiteCopying(db: db, name: name)) }
    } catch {
      throw ResetError(error, in: name)
    }
  }
}

private struct SQLiteCopying: DirectoryWriter {
  let db: Database
  let name: String

  func count(_ table: DirectoryTable) throws(ResetError) -> Int {
    try run { try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(table.name)\"") ?? 0 }
  }

  func rows(
    of table: DirectoryTable, _ page: ([[DirectoryCell]]) throws(ResetError) -> Void
  ) throws(ResetError) {
    let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let order = table.key.map { $0 == "place" ? "rowid" : "\"\($0)\"" }.joined(separator: ", ")
    try run {
      let rows = try Row.fetchCursor(db, sql: "SELECT \(columns) FROM \"\(table.name)\" ORDER BY \(order)")
      var pending: [[DirectoryCell]] = []
      while let row = try rows.next() {
        pending.append(
          (0..<row.count).map { column in
            switch row[column] as DatabaseValue {
            case let value where value.isNull: .null
            case let value: Int64.fromDatabaseValue(value).map { .integer($0) } ?? .text(row[column])
            }
          })
        if pending.count == 1000 {
          try page(pending)
          pending = []
        }
      }
      if !pending.isEmpty { try page(pending) }
    }
  }

  func add(_ rows: [[DirectoryCell]], to table: DirectoryTable) throws(ResetError) {
    let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
    let places = table.columns.map { _ in "?" }.joined(separator: ", ")
    try run {
      let statement = try db.cachedStatement(sql: "INSERT INTO \"\(table.name)\" (\(columns)) VALUES (\(places))")
      for row in rows {
        try statement.execute(
          arguments: StatementArguments(
            row.map { cell -> DatabaseValue in
              switch cell {
              case .null: .null
              case .integer(let number): number.databaseValue
              case .text(let text): text.databaseValue
              }
            }))
      }
    }
  }

  private func run<Value>(_ body: () throws -> Value) throws(ResetError) -> Value {
    do { return try body() } catch { throw ResetError(error, in: name) }
  }
}
