internal import PasswordReset

extension StoreConformance {
  static let compareAndSet: [Check] = [
    Check("a credential is replaced only where its version is the expected one") { store in
      let id = UserID(rawValue: "1")
      let read = try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        try tx.insert(Sample.credential("1"))
        let right = try tx.replace(version: 1, by: Sample.credential("1", version: 2))
        let wrong = try tx.replace(version: 1, by: Sample.credential("1", version: 3))
        let nobody = try tx.replace(version: 1, by: Sample.credential("2", version: 2))
        return (right: right, wrong: wrong, nobody: nobody, now: try tx.credential(of: id))
      }
      try expect(read.right && !read.wrong && !read.nobody, "replacing says whether it did")
      try expect(read.now == Sample.credential("1", version: 2), "a credential comes back as it was saved")
    },
    Check("of many that replace one version at the same time, one does") { store in
      try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        try tx.insert(Sample.credential("1"))
      }
      let won = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<100 {
          group.addTask {
            try await store.write { tx throws(ResetError) in
              try tx.replace(version: 1, by: Sample.credential("1", version: 2))
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      try expect(won == 1, "of many that replace one version, one does")
    },
  ]

  static let outbox: [Check] = [
    Check("a message comes back as it was saved, and is there once for its cause, kind and recipient") { store in
      let message = Sample.message("1", user: "1")
      let read = try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        try tx.insert(message)
        try tx.insert(Sample.message("2"))
        return (
          one: try tx.message("1"), cause: try tx.messages(of: "reset").map(\.id),
          state: try tx.messages(in: .queued, limit: 1).map(\.id),
          user: try tx.messages(for: UserID(rawValue: "1"), in: .queued)
        )
      }
      try expect(read.one == message && read.user == [message], "a message comes back as it was saved")
      try expect(read.cause == ["1", "2"] && read.state == ["2"], "messages come in order, by state the newest first")
      try await expectRefusal("conflict", "a message is enqueued once") { () throws(ResetError) in
        try await store.write { tx throws(ResetError) in
          try tx.insert(Sample.message("3", recipient: "1@privat.example"))
        }
      }
    },
    Check("a lease takes what is due, in order, and keeps others off until it ends") { store in
      let now = Sample.moment
      let later = now + .minutes(10)
      try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.message("late", attempts: 1, nextTry: now + .seconds(1)))
        try tx.insert(Sample.message("second", nextTry: now))
        try tx.insert(Sample.message("first", nextTry: now - .seconds(1)))
        var sent = Sample.message("sent")
        sent.state = .sent
        try tx.insert(sent)
      }
      let first = try await store.write { tx throws(ResetError) in try tx.lease(dueAt: now, until: later, limit: 1) }
      let second = try await store.write { tx throws(ResetError) in try tx.lease(dueAt: now, until: later, limit: 9) }
      let third = try await store.write { tx throws(ResetError) in try tx.lease(dueAt: now, until: later, limit: 9) }
      try expect(first.map(\.id) == ["first"] && second.map(\.id) == ["second"], "leases take what is due, in order")
      try expect(third.isEmpty, "nobody else gets what is leased")
      try expect(first[0].fence == 1 && first[0].leasedUntil == later, "a lease moves the fence")
      let again = try await store.write { tx throws(ResetError) in
        try tx.lease(dueAt: later, until: later + .minutes(10), limit: 9)
      }
      try expect(Set(again.map(\.id)) == ["first", "second", "late"], "what was leased comes back when the lease ends")
      try expect(again.first { $0.id == "first" }?.fence == 2, "a new lease moves the fence again")
      var stale = first[0]
      stale.state = .sent
      let late = stale
      let (took, kept) = try await store.write { tx throws(ResetError) in
        (try tx.replace(fence: late.fence, by: late), try tx.message("first")?.state)
      }
      try expect(!took && kept == .queued, "an older fence writes nothing")
    },
    Check("a clock that was set back stops no message, and takes none away whose lease may still be held") { store in
      let now = Sample.moment
      let leased = try await store.write { tx throws(ResetError) in
        // Made, tried and leased by a clock that was an hour, a day and ten minutes ahead.
        try tx.insert(Sample.message("new", nextTry: now + .hours(1)))
        try tx.insert(Sample.message("tried", attempts: 3, nextTry: now + .hours(24)))
        try tx.insert(Sample.message("waiting", attempts: 3, nextTry: now + .minutes(3) - .seconds(1)))
        for (name, until) in [("old lease", now + .hours(24)), ("held", now + .minutes(20))] {
          var message = Sample.message(name)
          message.leasedUntil = until
          try tx.insert(message)
        }
        return try tx.lease(dueAt: now, until: now + .minutes(10), limit: 9).map(\.id)
      }
      try expect(Set(leased) == ["new", "tried", "old lease"], "moments that cannot be are taken for reached")
    },
    Check("of many that lease at the same time, each message goes to one") { store in
      try await store.write { tx throws(ResetError) in
        for number in 0..<50 { try tx.insert(Sample.message("\(number)")) }
      }
      let leased = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<20 {
          group.addTask {
            try await store.write { tx throws(ResetError) in
              try tx.lease(dueAt: Sample.moment, until: Sample.moment + .minutes(1), limit: 7).map(\.id)
            }
          }
        }
        return try await group.reduce([]) { $0 + $1 }
      }
      try expect(leased.count == 50 && Set(leased).count == 50, "each message is leased once")
    },
  ]
}
