import Foundation
import PasswordReset
import PasswordResetPostgreSQL
import PostgreSQLServers
import Synchronization
import Testing

private final class Flag: Sendable {
  let isSet = Atomic(false)
}

/// A directory in a database, as several services have it.
struct ServerWorld {
  static let password = "Nine-green-7-tractors"
  let address: String
  let keys = KeyRing()
  let mailbox = InMemoryMailbox()

  init(_ address: String) { self.address = address }

  func service(connections: Int = 4) async throws -> PasswordResetService {
    PasswordResetService(
      store: try await store(address, connections: connections), keys: keys,
      hasher: PasswordHasher(cost: .reducedForTests), mail: mailbox)
  }

  func setUp(users: Int = 1) async throws -> PasswordResetService {
    let service = try await service()
    try await service.setUp(
      Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
      users: [NewUser("ada@contoso.example", roles: [.globalAdministrator], password: Secret(Self.password))]
        + (0..<users).map { NewUser("user\($0)@contoso.example", alternateEmail: "user\($0)@privat.example") })
    return service
  }

  func admin(_ service: PasswordResetService) async throws -> Session {
    try await service.signIn("ada@contoso.example", password: Secret(Self.password))
  }
}

@Suite("A directory on a server", isInstalled, .timeLimit(.minutes(5)))
struct ServerTests {
  private func database(_ address: String) -> String {
    String(address.drop { $0 != "@" }.dropFirst(2).prefix { $0 != "?" })
  }

  private func endConnections(_ server: PostgreSQLServer, _ address: String) throws {
    try server.sql(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(database(address))' "
        + "AND pid <> pg_backend_pid()", in: "postgres")
  }

  @Test("is made once, whoever of many services that start at the same time is first")
  func startTogether() async throws {
    let address = try PostgreSQLServer.shared().database()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { _ = try await store(address) } }
      try await group.waitForAll()
    }
    #expect(try await store(address).read { tx throws(ResetError) in try tx.tenant() } == nil)
  }

  @Test("is not made among the tables of another program, nor by a command that should have found it")
  func foreignTables() async throws {
    let server = try PostgreSQLServer.shared()
    let address = try server.database()
    await #expect(throws: ResetError.self) {
      try await PostgreSQLResetStore(PostgreSQLLocation(address), mayCreate: false)
    }
    try server.sql("CREATE TABLE customer (id int)", in: database(address))
    do {
      _ = try await store(address)
      Issue.record("tables were made among those of another program")
    } catch let error as ResetError {
      #expect(error.reason.contains("it holds tables of another program"))
    }
    #expect(
      try server.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", in: database(address)) == "1\n")
  }

  @Test("takes a reset whole or again, wherever in its transaction the connection is lost", arguments: 0..<24)
  func connectionLost(statement: Int) async throws {
    let server = try PostgreSQLServer.shared()
    let address = try server.database()
    let store = try await store(address, connections: 2)
    let runs = Counter()
    let count = try await store.write { tx throws(ResetError) in
      runs.value.add(1, ordering: .relaxed)
      let user = User(id: UserID(rawValue: "1"), userPrincipalName: "a@contoso.example", displayName: "A")
      for step in 0..<24 {
        if step == statement, runs.value.load(ordering: .relaxed) == 1 { try? endConnections(server, address) }
        switch step {
        case 0: try tx.insert(user)
        case 23: try tx.append([event], seal: "s")
        default: try tx.count("key", at: Timestamp(milliseconds: 1))
        }
      }
      return try tx.uses(of: "key", since: Timestamp(milliseconds: 0), until: Timestamp(milliseconds: 2))
    }
    #expect(count == 22 && runs.value.load(ordering: .relaxed) == 2)
    let kept = try await store.read { tx throws(ResetError) in
      (
        uses: try tx.uses(of: "key", since: Timestamp(milliseconds: 0), until: Timestamp(milliseconds: 2)),
        events: try tx.events(after: 0, limit: 10).count
      )
    }
    #expect(kept.uses == 22 && kept.events == 1, "once, and whole")
  }

  private final class Counter: Sendable { let value = Atomic(0) }

  private var event: AuditEvent {
    AuditEvent(
      sequence: 1, at: Timestamp(milliseconds: 1), activity: .addUser, actor: "a", target: nil, refusal: nil,
      details: [:], previousHash: "0", hash: "1")
  }

  private func uses(_ store: PostgreSQLResetStore) async throws -> Int {
    try await store.read { tx throws(ResetError) in
      try tx.uses(of: "key", since: Timestamp(milliseconds: 0), until: Timestamp(milliseconds: 2))
    }
  }

  @Test("runs a transaction again whose connection was lost at the commit, before that was done")
  func commitLost() async throws {
    let server = try PostgreSQLServer.shared()
    let address = try server.database()
    let store = try await store(address, connections: 2)
    // A deferred trigger runs within COMMIT: there the backend ends itself, once.
    try server.sql(
      """
      CREATE SEQUENCE once; CREATE FUNCTION fall() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('once') = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); END IF;
        RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER fall AFTER INSERT ON use DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        EXECUTE FUNCTION fall()
      """, in: database(address))
    try await store.write { tx throws(ResetError) in try tx.count("key", at: Timestamp(milliseconds: 1)) }
    #expect(try await uses(store) == 1)
    #expect(try server.sql("SELECT last_value FROM once", in: database(address)) == "2\n", "it was run twice")
  }

  @Test("does not run a transaction again that was committed, and only its answer was lost")
  func answerLost() async throws {
    let server = try PostgreSQLServer()
    let address = try server.database()
    let store = try await store(address, connections: 2)
    // A commit waits here for a replica that never comes, when it is durable already.
    try server.sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", in: "postgres")
    try server.sql("SELECT pg_reload_conf()", in: "postgres")
    // The server takes the setting up when it comes to it: until then commits wait for nobody.
    let waits = Flag()
    async let written: Int = {
      var count = 0
      repeat {
        try await store.write { tx throws(ResetError) in try tx.count("key", at: Timestamp(milliseconds: 1)) }
        count += 1
      } while !waits.isSet.load(ordering: .relaxed)
      return count
    }()
    let waiting = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    for _ in 0..<200 where try server.sql("SELECT count(*) \(waiting)", in: "postgres") == "0\n" {
      try await Task.sleep(for: .milliseconds(50))
    }
    waits.isSet.store(true, ordering: .relaxed)
    #expect(try server.sql("SELECT pg_terminate_backend(pid) \(waiting)", in: "postgres") == "t\n")
    try server.sql("ALTER SYSTEM RESET synchronous_standby_names", in: "postgres")
    try server.sql("SELECT pg_reload_conf()", in: "postgres")
    let count = try await written
    #expect(try await uses(store) == count, "each once")
  }

  @Test("goes over to the replica that took the server's place, and never to one that only follows")
  func failover() async throws {
    let first = try PostgreSQLServer(settings: ["wal_level = replica", "max_wal_senders = 4", "hot_standby = on"])
    let name = database(try first.database())
    let second = try PostgreSQLServer(replicaOf: first)
    // The replica is asked first, and lags: it applies nothing that is younger than a minute.
    let hosts = "\(second.folder),\(first.folder)".replacingOccurrences(of: "/", with: "%2F")
    let world = ServerWorld("postgresql://trin@/\(name)?host=\(hosts)")
    let service = try await world.setUp()
    let admin = try await world.admin(service)
    let user = try await service.users(matching: "user", as: admin)[0]
    let receipt = try await service.resetPassword(of: user.id, as: admin)
    #expect(try await service.resets(of: user.id, as: admin).map(\.id) == [receipt.id], "what was written is read")
    try second.waitForReplay(of: first)
    try first.kill()
    try second.program("pg_ctl", ["-D", second.folder + "/data", "-w", "promote"])
    let again = try await service.resetPassword(of: user.id, as: admin)
    #expect(try await service.resets(of: user.id, as: admin).map(\.id) == [again.id, receipt.id])
  }

  @Test("waits for a server that restarts, or that was killed, and loses nothing that was answered")
  func restart() async throws {
    let server = try PostgreSQLServer()
    let world = ServerWorld(try server.database())
    let service = try await world.setUp(users: 4)
    let admin = try await world.admin(service)
    let users = try await service.users(matching: "user", as: admin)
    let (answered, faults) = (Counter(), Counter())
    let isOver = Counter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for user in users {
        group.addTask {
          while isOver.value.load(ordering: .relaxed) == 0 {
            do throws(ResetError) {
              _ = try await service.resetPassword(of: user.id, as: admin)
              answered.value.add(1, ordering: .relaxed)
            } catch {
              faults.value.add(1, ordering: .relaxed)
            }
          }
        }
      }
      for turn in 0..<4 {
        try await Task.sleep(for: .milliseconds(300))
        if turn.isMultiple(of: 2) { try server.stop() } else { try server.kill() }
        try server.start()
      }
      try await Task.sleep(for: .milliseconds(300))
      isOver.value.store(1, ordering: .relaxed)
      try await group.waitForAll()
    }
    #expect(faults.value.load(ordering: .relaxed) == 0, "each was waited for")
    let kept = try await store(world.address).read { tx throws(ResetError) in
      var kept = 0
      for user in users { kept += try tx.resets(of: user.id, limit: 1_000_000).count }
      return kept
    }
    #expect(kept == answered.value.load(ordering: .relaxed))
    guard case .intact = try await service.verifyAudit(as: admin) else {
      Issue.record("the trail is broken")
      return
    }
  }

  @Test("wakes a sender at once when another process queues a message")
  func wakes() async throws {
    let world = ServerWorld(try PostgreSQLServer.shared().database())
    let service = try await world.setUp()
    let other = try await world.service()
    let admin = try await world.admin(service)
    let user = try await service.users(matching: "user", as: admin)[0]
    // The first wait opens the connection that listens.
    await other.waitForMail(upTo: .seconds(1))
    await other.waitForMail(upTo: .milliseconds(10))
    let start = ContinuousClock.now
    async let waited: Void = other.waitForMail(upTo: .seconds(60))
    _ = try await service.resetPassword(of: user.id, deliverTo: ["a@privat.example"], as: admin)
    await waited
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(try await other.deliver().sent == 2)
  }

  @Test("gives each message to one of several senders in several processes")
  func senders() async throws {
    let world = ServerWorld(try PostgreSQLServer.shared().database())
    let service = try await world.setUp(users: 20)
    let admin = try await world.admin(service)
    for user in try await service.users(matching: "user", as: admin) {
      _ = try await service.resetPassword(
        of: user.id, deliverTo: ["a@\(user.userPrincipalName.prefix { $0 != "@" }).example"], as: admin)
    }
    let sent = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        let sender = try await world.service()
        group.addTask { try await sender.deliver(batch: 3).sent }
      }
      return try await group.reduce(0, +)
    }
    #expect(sent == 40 && Set(world.mailbox.messages.map(\.id)).count == 40 && world.mailbox.messages.count == 40)
  }

  @Test("uses no more connections than it was told to, however much is asked at once")
  func pool() async throws {
    let server = try PostgreSQLServer.shared()
    let world = ServerWorld(try server.database())
    let service = try await world.setUp()
    let admin = try await world.admin(service)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 { group.addTask { _ = try await service.users(as: admin) } }
      try await group.waitForAll()
    }
    let open = try server.sql(
      "SELECT count(*) FROM pg_stat_activity WHERE datname = '\(database(world.address))'", in: "postgres")
    #expect(Int(open.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 99 <= 4)
  }

  @Test("says that it is busy, with a remedy of its own, while others keep what it needs")
  func busy() async throws {
    let server = try PostgreSQLServer.shared()
    let world = ServerWorld(try server.database())
    let service = try await world.setUp()
    let admin = try await world.admin(service)
    async let kept = server.sql(
      "BEGIN; LOCK TABLE trail_line; SELECT pg_sleep(60); COMMIT", in: database(world.address))
    let held = "SELECT count(*) FROM pg_locks WHERE relation = 'trail_line'::regclass AND granted"
    for _ in 0..<100 where try server.sql(held, in: database(world.address)) == "0\n" {
      try await Task.sleep(for: .milliseconds(50))
    }
    do {
      try await service.setExpiration(.days(90), as: admin)
      Issue.record("the lock was passed")
    } catch {
      #expect(error.code == "unavailable" && error.reason.contains("is busy"))
      #expect(error.remedy == "Try again in a moment; nothing was changed.")
    }
    try server.sql(
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()",
      in: "postgres")
    _ = try? await kept
    try await service.setExpiration(.days(90), as: admin)
  }
}
