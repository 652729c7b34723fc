/// A table of a directory, as every store of ours keeps it: what `trin directory copy` copies.
package struct DirectoryTable: Sendable {
  package let name: String
  package let columns: [String]
  /// The order in which rows are read, to be added and compared; `place` stands for that in which they were added.
  package let key: [String]

  private init(_ name: String, _ columns: String, key: String) {
    self.name = name
    self.columns = columns.split(separator: " ").map(String.init)
    self.key = key.split(separator: " ").map(String.init)
  }

  /// In an order in which no row refers to one that comes later. An import that is under way is not copied.
  package static let all = [
    DirectoryTable("tenant", "only name profile self_service temporary_validity locale", key: "only"),
    DirectoryTable("domain", "name expiration_days", key: "name"),
    DirectoryTable(
      "user",
      "id name display_name given_name surname search locale alternate_email mobile blocked epoch never_expires strong "
        + "selected", key: "id"),
    DirectoryTable("role", "user role", key: "user role"),
    DirectoryTable(
      "credential", "user version hash previous_hash last_set temporary expires must_change", key: "user"),
    DirectoryTable("session", "digest user epoch change_only expires", key: "digest"),
    DirectoryTable("lockout", "name failures locked_until recent last_failure", key: "name"),
    DirectoryTable("banned_term", "term", key: "term"),
    DirectoryTable(
      "reset", "id user actor origin batch at version temporary expires sealed sealed_until", key: "place"),
    DirectoryTable(
      "challenge", "id name expires user gates proven code attempts granted used version contact", key: "id"),
    DirectoryTable(
      "message",
      "id cause kind channel recipient locale message_id user version sealed state fence leased_until attempts next_try "
        + "expires failure", key: "place"),
    DirectoryTable("event", "sequence at activity actor target refusal details previous hash", key: "sequence"),
    DirectoryTable("head", "only sequence hash seal", key: "only"),
    DirectoryTable("use", "key at", key: "key at"),
    DirectoryTable("key", "id sealed", key: "id"),
  ]
}

/// A value of a row.
package enum DirectoryCell: Sendable, Equatable {
  case null
  case integer(Int64)
  case text(String)
}

/// Reads whole tables in one consistent state.
package protocol DirectoryReader {
  func count(_ table: DirectoryTable) throws(ResetError) -> Int
  /// Gives every row, in the order of the key, a page at a time.
  func rows(
    of table: DirectoryTable, _ page: ([[DirectoryCell]]) throws(ResetError) -> Void
  ) throws(ResetError)
}

/// Fills empty tables, in one transaction.
package protocol DirectoryWriter: DirectoryReader {
  func add(_ rows: [[DirectoryCell]], to table: DirectoryTable) throws(ResetError)
}

/// A store that a directory can be copied from and to. Both block.
package protocol CopyableStore: ResetStore {
  func reading(_ body: (any DirectoryReader) throws(ResetError) -> Void) throws(ResetError)
  /// Whole or not at all.
  func filling(_ body: (any DirectoryWriter) throws(ResetError) -> Void) throws(ResetError)
}

/// Copies a directory as it stands into an empty store, and proves that the copy is the same.
package enum DirectoryCopy {
  /// - Returns: How many rows were copied.
  package static func run(
    from source: any CopyableStore, to target: any CopyableStore, progress: (Int, Int) -> Void
  ) throws(ResetError) -> Int {
    var total = 0
    try source.reading { reader throws(ResetError) in
      guard try reader.openImports() == 0 else {
        throw .conflict(
          reason: "a list is being imported into the directory; wait for the end of that, or of its half minute")
      }
      try target.filling { writer throws(ResetError) in
        for table in DirectoryTable.all {
          guard try writer.count(table) == 0 else {
            throw .conflict(reason: "there is a directory already where the copy would go")
          }
        }
        var expected = 0
        for table in DirectoryTable.all { expected += try reader.count(table) }
        for table in DirectoryTable.all {
          try reader.rows(of: table) { page throws(ResetError) in
            try writer.add(page, to: table)
            total += page.count
            progress(total, expected)
          }
          try verify(table, reader, writer)
        }
      }
    }
    return total
  }

  /// By count, and row by row.
  private static func verify(
    _ table: DirectoryTable, _ source: any DirectoryReader, _ copy: any DirectoryReader
  ) throws(ResetError) {
    let (wanted, found) = (try source.count(table), try copy.count(table))
    let (first, second) = (try digest(table, source), try digest(table, copy))
    guard wanted == found, first == second else {
      throw .unavailable(
        reason: "the copy is not the same: \(found) rows of \(table.name) where there were \(wanted)",
        remedy: "Nothing was kept of it. Please report this.")
    }
  }

  /// Of every row in the order of the key.
  private static func digest(_ table: DirectoryTable, _ reader: any DirectoryReader) throws(ResetError) -> [UInt8] {
    let key = Secret([UInt8](repeating: 0, count: 32))
    var digest = [UInt8](repeating: 0, count: 32)
    try reader.rows(of: table) { page throws(ResetError) in
      var message = digest
      for row in page {
        for cell in row {
          switch cell {
          case .null: message.append(0)
          case .integer(let number): message += [1] + Array(String(number).utf8) + [0]
          case .text(let text): message += [2] + Array(String(text.utf8.count).utf8) + [0] + Array(text.utf8)
          }
        }
      }
      digest = Sodium.keyedHash(message, key: key)
    }
    return digest
  }
}

extension DirectoryReader {
  fileprivate func openImports() throws(ResetError) -> Int {
    try count(DirectoryTable.journal)
  }
}

extension DirectoryTable {
  fileprivate static let journal = DirectoryTable("import", "id actor users until", key: "id")
}
