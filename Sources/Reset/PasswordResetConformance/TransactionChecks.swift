internal import PasswordReset

extension StoreConformance {
  static let trail: [Check] = [
    Check("events come back as they were appended, in order, each number once") { store in
      let read = try await store.write { tx throws(ResetError) in
        try tx.append([Sample.event(1), Sample.event(2)], seal: "2s")
        try tx.append([Sample.event(3), Sample.event(4), Sample.event(5)], seal: "5s")
        return (last: try tx.auditHead(), page: try tx.events(after: 2, limit: 2))
      }
      try expect(
        read.last == AuditHead(sequence: 5, hash: "5", seal: "5s"), "the head is that of the last event, with its seal")
      try expect(read.page == [Sample.event(3), Sample.event(4)], "events come in pages, in order")
      try await expectRefusal("conflict", "a number is given once") { () throws(ResetError) in
        try await store.write { tx throws(ResetError) in try tx.append([Sample.event(5)], seal: "s") }
      }
    },
    Check("uses are counted by key, from a moment to another") { store in
      let now = Sample.moment
      let read = try await store.write { tx throws(ResetError) in
        for second in 0..<3 { try tx.count("a", at: now + .seconds(second)) }
        try tx.count("b", at: now)
        return (
          all: try tx.uses(of: "a", since: now, until: now + .seconds(2)),
          some: try tx.uses(of: "a", since: now + .seconds(1), until: now + .hours(1)),
          early: try tx.uses(of: "a", since: now, until: now + .seconds(1)),
          none: try tx.uses(of: "c", since: now, until: now + .hours(1))
        )
      }
      try expect(read.all == 3 && read.some == 2 && read.none == 0, "uses are counted by key, from a moment to another")
      try expect(read.early == 2, "uses are counted up to a moment")
    },
    Check("forgetting takes what ended more than a day ago, and the secrets that were kept too long") { store in
      let now = Sample.moment
      let old = now - .hours(25)
      let read = try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        let user = UserID(rawValue: "1")
        for (name, moment) in [("old", old), ("new", now)] {
          try tx.insert(SessionRecord(tokenDigest: name, user: user, epoch: 0, kind: .normal, expires: moment))
          try tx.insert(RecoveryChallenge(id: name, userName: "x", expires: moment))
          try tx.save(Lockout(key: name, failures: 1, lockedUntil: nil, recent: [], lastFailure: moment))
          try tx.count(name, at: moment)
          try tx.insert(Sample.reset(name, user: "1", at: moment))
        }
        try tx.forget(before: now)
        var kept: [Bool] = []
        for name in ["old", "new"] {
          kept.append(try tx.session(name) != nil)
          kept.append(try tx.challenge(name) != nil)
          kept.append(try tx.lockout(name) != nil)
          kept.append(try tx.uses(of: name, since: old, until: now) > 0)
          kept.append(try tx.reset(ResetID(rawValue: name))?.sealed != nil)
        }
        return kept
      }
      try expect(
        read == Array(repeating: false, count: 5) + Array(repeating: true, count: 5),
        "forgetting takes what is old, and nothing else")
    },
  ]

  static let transactions: [Check] = [
    Check("a transaction that throws leaves nothing behind") { store in
      try await expectRefusal("userNotFound", "the error comes through") { () throws(ResetError) in
        try await store.write { tx throws(ResetError) in
          try tx.insert(Sample.user("1"))
          try tx.append([Sample.event(1)], seal: "s")
          try tx.insert(Sample.message("1"))
          throw ResetError.userNotFound
        }
      }
      let read = try await store.read { tx throws(ResetError) in
        (user: try tx.user(UserID(rawValue: "1")), event: try tx.auditHead(), message: try tx.message("1"))
      }
      try expect(
        read.user == nil && read.event == nil && read.message == nil, "nothing of a transaction that threw remains")
    },
    Check("a transaction that throws undoes none of its neighbours") { store in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask {
            do throws(ResetError) {
              try await store.write { tx throws(ResetError) in
                try tx.insert(Sample.user("\(number)"))
                if number.isMultiple(of: 2) { throw ResetError.userNotFound }
              }
            } catch {
              guard error == .userNotFound else { throw error }
            }
          }
        }
        try await group.waitForAll()
      }
      let users = try await store.read { tx throws(ResetError) in
        try tx.users(containing: "", limit: 1000, offset: 0).compactMap { Int($0.id.rawValue) }
      }
      try expect(users.sorted() == (0..<100).filter { !$0.isMultiple(of: 2) }, "each transaction stands alone")
    },
    Check("transactions are serializable: no update is lost") { store in
      try await store.write { tx throws(ResetError) in try tx.insert(Sample.user("1")) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<100 {
          group.addTask {
            try await store.write { tx throws(ResetError) in
              guard var user = try tx.user(UserID(rawValue: "1")) else { throw .userNotFound }
              user.sessionEpoch += 1
              try tx.update(user)
            }
          }
        }
        try await group.waitForAll()
      }
      let epoch = try await store.read { tx throws(ResetError) in try tx.user(UserID(rawValue: "1"))?.sessionEpoch }
      try expect(epoch == 103, "no update is lost")
    },
    Check("a read sees one state, at least as new as the last write that returned") { store in
      try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        try tx.insert(Sample.user("2"))
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          for round in 0..<100 {
            try await store.write { tx throws(ResetError) in
              for id in ["1", "2"] {
                var user = Sample.user(id)
                user.sessionEpoch = round
                try tx.update(user)
              }
            }
            let seen = try await store.read { tx throws(ResetError) in
              try tx.user(UserID(rawValue: "1"))?.sessionEpoch
            }
            try expect(seen == round, "a read sees what was written before it")
          }
        }
        group.addTask {
          for _ in 0..<100 {
            let (first, second) = try await store.read { tx throws(ResetError) in
              (
                try tx.user(UserID(rawValue: "1"))?.sessionEpoch, try tx.user(UserID(rawValue: "2"))?.sessionEpoch
              )
            }
            try expect(first == second, "a read sees one state")
          }
        }
        try await group.waitForAll()
      }
    },
  ]
}
