package import PasswordReset

extension PostgreSQLResetStore: CopyableStore {
  package func reading(_ body: (any DirectoryReader) throws(ResetError) -> Void) throws(ResetError) {
    try copying("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") { copying throws(ResetError) in try body(copying) }
  }

  package func filling(_ body: (any DirectoryWriter) throws(ResetError) -> Void) throws(ResetError) {
    // Nobody else writes a directory that is being filled.
    try copying("BEGIN; LOCK TABLE trail_line IN SHARE ROW EXCLUSIVE MODE") { copying throws(ResetError) in
      try body(copying)
    }
  }

  /// On a connection of its own, since it takes long.
  private func copying(
    _ begin: String, _ body: (PostgreSQLCopying) throws(ResetError) -> Void
  ) throws(ResetError) {
    let name = location.description
    func run<Value>(_ body: () throws(SQLFailure) -> Value) throws(ResetError) -> Value {
      do throws(SQLFailure) { return try body() } catch { throw ResetError(error, in: name) }
    }
    let connection = try run { () throws(SQLFailure) in try Connection(location) }
    try run { () throws(SQLFailure) in
      try connection.run("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
      try connection.run(begin)
    }
    // Without a commit, the end of the connection undoes it all.
    try body(PostgreSQLCopying(connection: connection, name: name))
    try run { () throws(SQLFailure) in try connection.run("COMMIT; ANALYZE") }
  }
}

private struct PostgreSQLCopying: DirectoryWriter {
  let connection: Connection
  let name: String

  func count(_ table: DirectoryTable) throws(ResetError) -> Int {
    try run { () throws(SQLFailure) in
      try connection.execute("SELECT count(*) FROM \"\(table.name)\"", []).text(0, 0).flatMap { Int($0) } ?? 0
    }
  }

  func rows(
    of table: DirectoryTable, _ page: ([[DirectoryCell]]) throws(ResetError) -> Void
  ) throws(ResetError) {
    let columns = table.columns.map { "\"\($0)\"" }.joined(separator: ", ")
    // Those that count are the columns with numbers, which the server's catalogue tells.
    let order = table.key.map { "\"\($0)\"" }.joined(separator: ", ")
    let numbers = try numbers(table)
    _ = try run { () throws(SQLFailure) in
      try connection.run(
        "DECLARE copying NO SCROLL CURSOR FOR SELECT \(columns) FROM \"\(table.name)\" ORDER BY \(order)")
    }
    while true {
      let result = try run { () throws(SQLFailure) in try connection.execute("FETCH 1000 FROM copying", []) }
      guard result.count > 0 else { break }
      var rows: [[DirectoryCell]] = []
      for row in 0..<result.count {
        rows.append(
          table.columns.indices.map { column in
            guard let text = result.text(row, column) else { return .null }
            return numbers.contains(table.columns[column]) ? .integer(Int64(text) ?? 0) : .text(text)
          })
      }
      try page(rows)
    }
    _ = try run { () throws(SQLFailure) in try connection.run("CLOSE copying") }
  }

  private func numbers(_ table: DirectoryTable) throws(ResetError) -> Set<String> {
    try run { () throws(SQLFailure) in
      let result = try connection.execute(
        """
        SELECT column_name::text FROM information_schema.columns
          WHERE table_schema = 'public' AND table_name = $1 AND data_type = 'bigint'
        """, [.text(table.name)])
      return Set((0..<result.count).compactMap { result.text($0, 0) })
    }
  }

  func add(_ rows: [[DirectoryCell]], to table: DirectoryTable) throws(ResetError) {
    try run { () throws(SQLFailure) in
      try connection.copy(
        into: table.name, table.columns,
        rows.lazy.map { row in
          row.map { cell -> SQLValue in
            switch cell {
            case .null: .null
            case .integer(let number): .integer(number)
            case .text(let text): .text(text)
            }
          }
        })
    }
  }

  private func run<Value: ~Copyable>(_ body: () throws(SQLFailure) -> Value) throws(ResetError) -> Value {
    do throws(SQLFailure) { return try body() } catch { throw ResetError(error, in: name) }
  }
}
