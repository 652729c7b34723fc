internal import PasswordReset

extension StoreConformance {
  static let rows: [Check] = [
    Check("an empty store holds nothing") { store in
      let read = try await store.read { tx throws(ResetError) in
        (
          tenant: try tx.tenant(), domains: try tx.domains(), users: try tx.users(containing: "", limit: 10, offset: 0),
          event: try tx.auditHead(), terms: try tx.bannedTerms(), messages: try tx.messages(in: .queued, limit: 10)
        )
      }
      try expect(read.tenant == nil && read.event == nil && read.terms.isEmpty, "an empty store holds nothing")
      try expect(read.domains.isEmpty && read.users.isEmpty && read.messages.isEmpty, "an empty store holds nothing")
    },
    Check("tenant, domains and terms come back as they were saved, the last saved counting") { store in
      let tenant = Tenant(
        name: "Contoso Øst", profile: .nist(secondFactor: true), selfService: .selected,
        temporaryValidity: .milliseconds(90_001), locale: .daDK)
      let forever = Tenant(name: "B", profile: .entra, selfService: .all, temporaryValidity: nil, locale: .enUS)
      for saved in [forever, tenant] {
        try await store.write { tx throws(ResetError) in try tx.save(saved) }
        let read = try await store.read { tx throws(ResetError) in try tx.tenant() }
        try expect(read == saved, "a tenant comes back as it was saved")
      }
      let domains = [Domain(name: "a.example", expiration: .days(14)), Domain(name: "b.example")]
      let read = try await store.write { tx throws(ResetError) in
        try tx.save(Domain(name: "a.example"))
        for domain in domains.reversed() { try tx.save(domain) }
        for term in ["beta", "alfa", "beta"] { try tx.ban(term) }
        try tx.unban("gamma")
        return (domains: try tx.domains(), terms: try tx.bannedTerms())
      }
      try expect(read.domains == domains, "domains come by name")
      try expect(read.terms == ["alfa", "beta"], "terms come by name, each once")
    },
    Check("users come back as they were saved, by identity, name and search") { store in
      let first = Sample.user("1")
      let second = Sample.user("2")
      try await store.write { tx throws(ResetError) in
        try tx.insert(second)
        try tx.insert(first)
      }
      let read = try await store.read { tx throws(ResetError) in
        (
          byID: try tx.user(first.id), byName: try tx.user(named: second.userPrincipalName),
          found: try tx.users(containing: "øSTERGÅRD", limit: 10, offset: 0),
          page: try tx.users(containing: "", limit: 1, offset: 1),
          wildcards: try tx.users(containing: "%", limit: 10, offset: 0),
          none: try tx.user(UserID(rawValue: "3"))
        )
      }
      try expect(read.byID == first && read.byName == second, "a user comes back as it was saved")
      try expect(read.found == [first, second], "a search knows no case, and orders by display name")
      try expect(read.page == [second], "a search gives pages")
      try expect(read.wildcards.isEmpty && read.none == nil, "what is not there is not found")
      var changed = first
      changed.displayName = "Aa"
      changed.alternateEmail = nil
      changed.signInBlocked = false
      changed.sessionEpoch += 7
      let wanted = changed
      let found = try await store.write { tx throws(ResetError) in
        var before = wanted
        before.sessionEpoch -= 7
        try tx.update(before)
        try tx.setSessionEpoch(wanted.sessionEpoch, of: wanted.id)
        return try tx.users(containing: "aa", limit: 10, offset: 0)
      }
      try expect(found == [wanted], "a search sees the change in its own transaction")
      try await expectRefusal("conflict", "a user name is given once") { () throws(ResetError) in
        try await store.write { tx throws(ResetError) in
          try tx.insert(Sample.user("3", name: first.userPrincipalName))
        }
      }
    },
    Check("roles are a set") { store in
      let role = Role(rawValue: "some-role")
      let read = try await store.write { tx throws(ResetError) in
        let ids = [UserID(rawValue: "1"), UserID(rawValue: "2")]
        try tx.insert(Sample.user("1"))
        try tx.insert(Sample.user("2"))
        for id in ids { try tx.assign(role, to: id) }
        try tx.assign(role, to: ids[0])
        try tx.assign(.reportsReader, to: ids[0])
        try tx.remove(.reportsReader, from: ids[1])
        try tx.remove(role, from: ids[1])
        return (roles: try tx.roles(of: ids[0]), holders: try tx.holders(of: role))
      }
      try expect(read.roles == [role, .reportsReader] && read.holders.map(\.rawValue) == ["1"], "roles are a set")
    },
    Check("sessions and locks come back as they were saved, and go") { store in
      let sessions = [
        SessionRecord(
          tokenDigest: "a", user: UserID(rawValue: "1"), epoch: 3, kind: .normal, expires: Sample.moment),
        SessionRecord(
          tokenDigest: "b", user: UserID(rawValue: "1"), epoch: 3, kind: .changeOnly(.passwordExpired),
          expires: Sample.moment),
      ]
      let lock = Lockout(
        key: "k", failures: 11, lockedUntil: Sample.moment, recent: ["x", "y"], lastFailure: Sample.moment)
      let read = try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        for session in sessions { try tx.insert(session) }
        try tx.save(Lockout(key: "k", failures: 1, lockedUntil: nil, recent: [], lastFailure: Sample.moment))
        try tx.save(lock)
        let read = (first: try tx.session("a"), second: try tx.session("b"), lock: try tx.lockout("k"))
        try tx.deleteSession("a")
        try tx.deleteLockout("k")
        return (read: read, session: try tx.session("a"), lock: try tx.lockout("k"))
      }
      try expect(read.read.first == sessions[0] && read.read.second == sessions[1], "sessions come back as saved")
      try expect(read.read.lock == lock, "a lock comes back as it was saved last")
      try expect(read.session == nil && read.lock == nil, "what was deleted is gone")
    },
    Check("resets and recoveries come back as they were saved") { store in
      let old = Sample.reset("1", user: "1")
      let new = Sample.reset("2", user: "1", at: Sample.moment + .seconds(1))
      var challenge = RecoveryChallenge(id: "c", userName: "whoever", expires: Sample.moment)
      let first = challenge
      let read = try await store.write { tx throws(ResetError) in
        try tx.insert(Sample.user("1"))
        try tx.insert(old)
        try tx.insert(new)
        try tx.wipeSecret(of: new.id)
        try tx.insert(first)
        let user = UserID(rawValue: "1")
        return (
          reset: try tx.reset(old.id), sealed: try tx.sealedResets(of: user), all: try tx.resets(of: user, limit: 10),
          challenge: try tx.challenge("c")
        )
      }
      try expect(read.reset == old && read.sealed == [old], "a reset comes back as it was saved")
      try expect(read.all.map(\.id) == [new.id, old.id], "resets come newest first")
      try expect(read.all[0].sealed == nil, "a wiped secret is gone")
      try expect(read.challenge == challenge, "a recovery comes back as it was saved")
      challenge.user = UserID(rawValue: "1")
      challenge.gates = 2
      challenge.proven = 2
      challenge.codeDigest = "code"
      challenge.attempts = 4
      challenge.grantDigest = "grant"
      challenge.credentialVersion = 7
      challenge.contactDigest = "contact"
      let wanted = challenge
      let granted = try await store.write { tx throws(ResetError) in
        try tx.update(wanted)
        return (granted: try tx.challenge(granting: "grant"), other: try tx.challenge(granting: "other"))
      }
      try expect(granted.granted == wanted && granted.other == nil, "a recovery is found by its grant")
      let ended = try await store.write { tx throws(ResetError) in
        try tx.insert(RecoveryChallenge(id: "d", userName: "other", expires: Sample.moment))
        try tx.endChallenges(of: UserID(rawValue: "1"))
        return (ended: try tx.challenge("c"), other: try tx.challenge("d"))
      }
      try expect(
        ended.ended?.used == true && ended.ended?.codeDigest == nil && ended.ended?.grantDigest == nil,
        "what ends a user's recoveries ends their codes and grants")
      try expect(ended.other?.used == false, "and nobody else's")
    },
  ]
}
