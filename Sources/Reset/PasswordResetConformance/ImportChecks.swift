internal import PasswordReset

extension StoreConformance {
  private static func imported(_ numbers: Range<Int>) -> [ImportedUser] {
    numbers.map { ImportedUser(user: Sample.user("\($0)"), roles: [.reportsReader], at: Sample.moment) }
  }

  private static let journal = ImportJournal(
    id: "list", actor: "ada@contoso.example", users: 20, until: Sample.moment)

  static let imports: [Check] = [
    Check("users of an import are found by nothing before it is closed, and then all at once") { store in
      let journal = journal
      let id = UserID(rawValue: "3")
      let before = try await store.write { tx throws(ResetError) in
        try tx.save(journal)
        try tx.insert(imported(0..<10), of: journal)
        try tx.insert(imported(10..<20), of: journal)
        return (
          byID: try tx.user(id), byName: try tx.user(named: "3@contoso.example"),
          search: try tx.users(containing: "", limit: 100, offset: 0), holders: try tx.holders(of: .reportsReader),
          taken: try tx.taken(["3@contoso.example", "20@contoso.example"]), journal: try tx.openImport()
        )
      }
      try expect(before.byID == nil && before.byName == nil, "a user of an open import is not found")
      try expect(before.search.isEmpty && before.holders.isEmpty, "a user of an open import is not listed")
      try expect(before.taken == ["3@contoso.example"], "but has the name already")
      try expect(before.journal == journal, "a journal comes back as it was saved")
      try await expectRefusal("conflict", "a user name is given once") { () throws(ResetError) in
        try await store.write { tx throws(ResetError) in
          try tx.insert(Sample.user("other", name: "3@contoso.example"))
        }
      }
      let after = try await store.write { tx throws(ResetError) in
        var later = journal
        later.until = later.until + .seconds(1)
        try tx.save(later)
        let moved = try tx.openImport()
        try tx.close(later)
        return (
          moved: moved == later, journal: try tx.openImport(), user: try tx.user(id),
          credential: try tx.credential(of: id), roles: try tx.roles(of: id),
          all: try tx.users(containing: "", limit: 100, offset: 0).count
        )
      }
      try expect(after.moved && after.journal == nil, "a journal goes on, and ends")
      try expect(after.user == Sample.user("3") && after.all == 20, "after that, the users are there")
      try expect(
        after.credential == Credential(user: id, version: 1, hash: nil, lastSet: Sample.moment)
          && after.roles == [.reportsReader], "with their roles and without a password")
    },
    Check("an import that is undone leaves nothing behind, and takes nobody else with it") { store in
      let journal = journal
      let left = try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("other"))
        try tx.save(journal)
        try tx.insert(imported(0..<20), of: journal)
        var turns = 1
        while try !tx.undo(journal, limit: 8) { turns += 1 }
        return (
          turns: turns, journal: try tx.openImport(), users: try tx.users(containing: "", limit: 100, offset: 0),
          taken: try tx.taken(["3@contoso.example"]), credential: try tx.credential(of: UserID(rawValue: "3"))
        )
      }
      try expect(left.turns == 3, "an import is undone in parts")
      try expect(left.journal == nil && left.taken.isEmpty && left.credential == nil, "nothing of it is left")
      try expect(left.users.map(\.id.rawValue) == ["other"], "nobody else goes")
    },
  ]
}
