internal import PasswordReset

extension StoreConformance {
  static let keys: [Check] = [
    Check("what waits sealed is listed by identity, in pages, and sealed anew in place") { store in
      let user = UserID(rawValue: "1")
      let seen = try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        for name in ["c", "a", "b"] {
          try tx.insert(Sample.reset(name, user: "1"))
          try tx.insert(Sample.message(name, user: "1"))
        }
        var sent = Sample.message("d")
        sent.state = .sent
        sent.sealed = nil
        try tx.insert(sent)
        try tx.insert(Sample.reset("d", user: "1"))
        try tx.wipeSecret(of: ResetID(rawValue: "d"))
        try tx.reseal(ResetID(rawValue: "b"), SealedSecret(text: "11"))
        try tx.reseal(ResetID(rawValue: "d"), SealedSecret(text: "11"))
        return (
          messages: try tx.sealedMessages(after: "a", limit: 5).map(\.id),
          resets: try tx.sealedResets(after: ResetID(rawValue: ""), limit: 2).map(\.id.rawValue),
          texts: try tx.sealedResets(of: user).map { "\($0.id)\($0.sealed?.text ?? "")" }.sorted(),
          summary: try tx.outboxSummary()
        )
      }
      try expect(seen.messages == ["b", "c"] && seen.resets == ["a", "b"], "what waits sealed comes by identity")
      try expect(seen.texts == ["a00ff", "b11", "c00ff"], "what was wiped stays so")
      try expect(seen.summary == OutboxSummary(queued: 3, dead: 0, attempts: 0), "the mail is counted")
    },
    Check("the records of keys come back as they were saved last") { store in
      let seen = try await store.write { tx throws(ResetError) in
        for (id, text) in [("b", "1"), ("a", "2"), ("b", "3")] {
          try tx.save(KeyRecord(id: id, sealed: SealedSecret(text: text)))
        }
        return try tx.keyRecords()
      }
      try expect(
        seen == [
          KeyRecord(id: "a", sealed: SealedSecret(text: "2")), KeyRecord(id: "b", sealed: SealedSecret(text: "3")),
        ], "the records of keys come by identity")
    },
  ]
}
