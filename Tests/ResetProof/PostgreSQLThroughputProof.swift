import ChildProcesses
import Foundation
import PasswordReset
import PasswordResetPostgreSQL
import PasswordResetSQLite
import PostgreSQLServers

/// Durable resets a second of several services, each a process, on one database.
struct PostgreSQLThroughputProof {
  private static let password = "Nine-green-7-tractors"
  private static let users = 512
  let resets: Int

  func run() async throws -> Bool {
    let server = try PostgreSQLServer(settings: ["shared_buffers = 256MB", "max_wal_size = 4GB"])
    let address = try server.database()
    try await Self.service(address, .reducedForTests).setUp(
      Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
      users: [NewUser("ada@contoso.example", roles: [.globalAdministrator], password: Secret(Self.password))]
        + (0..<Self.users).map { NewUser("user\($0)@contoso.example") })
    let hashes = try await hashing(600)
    let real = try rate(address, services: 1, count: 600, cost: "owasp", width: 16)
    print(
      "throughput: \(Int(hashes)) argon2id hashes/s alone; \(Int(real)) durable resets/s on PostgreSQL, "
        + "\(Int(real / hashes * 100)) %")
    for services in [1, 2, 4, 8] {
      let found = try rate(address, services: services, count: resets, cost: "reduced", width: 64)
      print("throughput: \(Int(found)) durable resets/s on PostgreSQL with hashing stubbed, \(services) services")
    }
    print("throughput: \(try pgbench(server, address)) (pgbench: the same writes, 8 clients)")
    return real / hashes >= 0.9
  }

  private static func service(_ address: String, _ cost: PasswordHasher.Cost) async throws -> PasswordResetService {
    PasswordResetService(
      store: try await PostgreSQLResetStore(PostgreSQLLocation(address)),
      keys: try KeyRing(master: Secret([UInt8](repeating: 7, count: 32))), hasher: PasswordHasher(cost: cost),
      mail: InMemoryMailbox())
  }

  /// One service: `ADDRESS COUNT COST WIDTH NUMBER OF`.
  static func work(_ arguments: [String]) async throws {
    let numbers = arguments.map { Int($0) ?? 0 }
    let service = try await service(arguments[0], arguments[2] == "owasp" ? .owasp : .reducedForTests)
    let admin = try await service.signIn("ada@contoso.example", password: Secret(password))
    let all = try await service.users(matching: "user", as: admin)
    // Each service has users of its own, so that none loses to another.
    let own = all.enumerated().filter { $0.offset % numbers[5] == numbers[4] }.map(\.element).prefix(numbers[3])
    // At once: what is printed to a pipe waits for more.
    try FileHandle.standardOutput.write(contentsOf: Data("ready\n".utf8))
    _ = readLine()
    let each = numbers[1] / own.count
    try await withThrowingTaskGroup(of: Void.self) { group in
      for user in own {
        group.addTask { for _ in 0..<each { _ = try await service.resetPassword(of: user.id, as: admin) } }
      }
      try await group.waitForAll()
    }
    print(each * own.count)
  }

  private func rate(_ address: String, services: Int, count: Int, cost: String, width: Int) throws -> Double {
    let workers = try (0..<services).map { number in
      let process = ChildProcess()
      process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      process.arguments = [
        "throughput-worker", address, String(count / services), cost, String(width), String(number), String(services),
      ]
      let (input, output) = (Pipe(), Pipe())
      process.standardInput = .pipe(input)
      process.standardOutput = .pipe(output)
      try process.run()
      return (process: process, input: input, output: output)
    }
    // Every one has signed in before the first begins.
    for worker in workers { _ = worker.output.fileHandleForReading.availableData }
    let start = ContinuousClock.now
    for worker in workers { try worker.input.fileHandleForWriting.write(contentsOf: Data("\n".utf8)) }
    var done = 0
    for worker in workers {
      let said = String(decoding: worker.output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      worker.process.waitUntilExit()
      done += said.split(separator: "\n").last.flatMap { Int($0) } ?? 0
    }
    let time = ContinuousClock.now - start
    return Double(done) / (Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  }

  private func hashing(_ count: Int) async throws -> Double {
    let hasher = PasswordHasher(cost: .owasp)
    let time = await ContinuousClock().measure {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<count { group.addTask { hasher.measure() } }
      }
    }
    return Double(count) / (Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  }

  /// The writes of one reset, without anything that they depend on.
  private func pgbench(_ server: PostgreSQLServer, _ address: String) throws -> String {
    let name = String(address.drop { $0 != "@" }.dropFirst(2).prefix { $0 != "?" })
    let script = """
      \\set n random(0, 511)
      BEGIN;
      UPDATE credential SET version = version + 1, hash = md5(random()::text), last_set = 1 WHERE "user" = (SELECT id FROM "user" WHERE name = 'user' || :n || '@contoso.example');
      UPDATE "user" SET epoch = epoch + 1 WHERE name = 'user' || :n || '@contoso.example';
      INSERT INTO reset (id, "user", origin, at, version, temporary, sealed, sealed_until) SELECT md5(random()::text || clock_timestamp()::text), id, 'administrator', 1, 1, 1, repeat('a', 90), 1 FROM "user" WHERE name = 'user' || :n || '@contoso.example';
      INSERT INTO event SELECT nextval('bench'), 1, 'a', 'b', 'c', NULL, repeat('d', 60), repeat('e', 64), repeat('f', 64) FROM generate_series(1, 2);
      UPDATE bench_head SET sequence = sequence + 1 WHERE number = :client_id;
      COMMIT;
      """
    let file = "\(server.folder)/bench.sql"
    try Data(script.utf8).write(to: URL(fileURLWithPath: file))
    try server.sql("CREATE SEQUENCE bench START 100000000", in: name)
    try server.sql(
      "CREATE TABLE bench_head AS SELECT n AS number, 0::bigint AS sequence FROM generate_series(0, 7) n", in: name)
    let output = try server.program(
      "pgbench",
      ["-n", "-h", server.folder, "-U", "trin", "-c", "8", "-j", "2", "-T", "10", "-M", "prepared", "-f", file, name])
    return output.split(separator: "\n").first { $0.hasPrefix("tps") }.map(String.init) ?? output
  }
}
