import ChildProcesses
import Foundation
import PasswordReset
import PasswordResetPostgreSQL
import PostgreSQLServers

/// A clock that runs twenty times as fast in every process, so that no limit of an hour is met for long.
struct FastClock: ResetClock {
  let start: Double

  var now: Timestamp {
    let passed = (Date().timeIntervalSince1970 - start) * 20_000
    return Timestamp(milliseconds: 1_770_019_200_000 + Int64(passed))
  }
}

/// The directory that services and senders share.
struct PostgreSQLCrashDirectory {
  static let password = "Nine-green-7-tractors"
  static let admins = 8
  static let users = 100

  let store: PostgreSQLResetStore
  let service: PasswordResetService

  init(_ address: String, _ clock: any ResetClock, spool: URL) async throws {
    store = try await PostgreSQLResetStore(PostgreSQLLocation(address), connections: 4)
    service = PasswordResetService(
      store: store, keys: try KeyRing(master: Secret([UInt8](repeating: 7, count: 32))),
      hasher: PasswordHasher(cost: .reducedForTests), clock: clock, mail: Spool(file: spool))
  }

  func setUp() async throws {
    let admins = (0..<Self.admins).map {
      NewUser("admin\($0)@contoso.example", roles: [.globalAdministrator], password: Secret(Self.password))
    }
    let users = (0..<Self.users).map {
      NewUser("user\($0)@contoso.example", alternateEmail: "user\($0)@privat.example")
    }
    try await service.setUp(
      Tenant(name: "Contoso", temporaryValidity: nil), domains: [Domain(name: "contoso.example")],
      users: admins + users)
  }

  func admin(_ number: Int) async throws(ResetError) -> Session {
    try await service.signIn("admin\(number % Self.admins)@contoso.example", password: Secret(Self.password))
  }
}

/// One service, which resets, or one sender, until it is killed.
struct PostgreSQLCrashWorker {
  let arguments: [String]

  init(_ arguments: [String]) { self.arguments = arguments }

  func run() async throws {
    let folder = URL(fileURLWithPath: arguments[0])
    let clock = FastClock(start: Double(arguments[3]) ?? 0)
    let number = Int(arguments[4]) ?? 0
    let directory = try await PostgreSQLCrashDirectory(
      arguments[1], clock, spool: folder.appendingPathComponent("spool"))
    if arguments[2] == "sender" {
      while true {
        // What the server's death refuses is tried again.
        _ = try? await directory.service.deliver(batch: 4)
        await directory.service.waitForMail(upTo: .milliseconds(500))
      }
    }
    let descriptor = unsafe open(
      folder.appendingPathComponent("acknowledged").path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    while true {
      do throws(ResetError) {
        let admin = try await directory.admin(number)
        let users = try await directory.service.users(matching: "user", as: admin)
        for _ in 0..<200 {
          guard let user = users.randomElement() else { break }
          let receipt = try await reset(directory.service, user, admin)
          let line = Array("\(receipt.id) \(user.id)\n".utf8)
          _ = unsafe write(descriptor, line, line.count)
        }
      } catch {
        // A conflict, or a server that was away for longer than anybody waits: nothing was acknowledged.
      }
    }
  }

  private func reset(
    _ service: PasswordResetService, _ user: User, _ admin: Session
  ) async throws(ResetError) -> ResetReceipt {
    do throws(ResetError) {
      return try await service.resetPassword(
        of: user.id, deliverTo: ["box@\(user.id.rawValue.prefix(8)).example"], as: admin)
    } catch {
      guard case .throttled = error else { throw error }
      return try await service.resetPassword(of: user.id, as: admin)
    }
  }
}

/// Kills services, senders, backends and the whole server at random, then looks for what is lost, half done or double.
struct PostgreSQLCrashProof {
  let kills: Int

  func run() async throws -> Bool {
    let folder = try ResetProof.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try PostgreSQLServer()
    let address = try server.database()
    let start = Date().timeIntervalSince1970
    let spool = folder.appendingPathComponent("spool")
    try await PostgreSQLCrashDirectory(address, FastClock(start: start), spool: spool).setUp()
    var workers = try (0..<8).map { try worker($0, folder, address, start) }
    var counts = ["service": 0, "sender": 0, "backend": 0, "server": 0]
    for kill in 1...kills {
      usleep(UInt32.random(in: 20_000...150_000))
      if !server.isRunning { try restart(server) }
      switch Int.random(in: 0..<20) {
      case 0..<12:
        let place = Int.random(in: 0..<8)
        counts[place < 4 ? "service" : "sender", default: 0] += 1
        Foundation.kill(workers[place].processIdentifier, SIGKILL)
        workers[place].waitUntilExit()
        workers[place] = try worker(place, folder, address, start)
      case 12..<19:
        // Any of the server's processes; all of them begin anew after that, as they share its memory.
        counts["backend", default: 0] += 1
        if let one = try server.backends().randomElement() { Foundation.kill(one, SIGKILL) }
      default:
        counts["server", default: 0] += 1
        try server.kill()
      }
      if kill.isMultiple(of: 100) { print("\(kill) kills, \(try acknowledged(folder).count) resets acknowledged") }
    }
    for worker in workers {
      Foundation.kill(worker.processIdentifier, SIGKILL)
      worker.waitUntilExit()
    }
    if !server.isRunning { try restart(server) }
    let faults = try await audit(folder, address, start)
    for fault in faults.prefix(20) { print("broken: \(fault)") }
    let told = counts.sorted { $0.key < $1.key }.map { "\($0.value) of a \($0.key)" }.joined(separator: ", ")
    print(
      "crash: \(kills) kills (\(told)), \(try acknowledged(folder).count) acknowledged resets, "
        + "\(faults.count) lost or half done")
    return faults.isEmpty
  }

  private func restart(_ server: PostgreSQLServer) throws {
    for attempt in 0... {
      do { return try server.start() } catch { if attempt == 20 { throw error } }
      usleep(200_000)
    }
  }

  private func worker(_ place: Int, _ folder: URL, _ address: String, _ start: Double) throws -> ChildProcess {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [
      "crash-postgresql-worker", folder.path, address, place < 4 ? "service" : "sender", String(start), String(place),
    ]
    process.standardError = .nothing
    try process.run()
    return process
  }

  private func acknowledged(_ folder: URL) throws -> [ResetID: UserID] {
    let lines = (try? String(contentsOf: folder.appendingPathComponent("acknowledged"), encoding: .utf8)) ?? ""
    return Acknowledgements.read(lines.split(separator: "\n"))
  }

  private func audit(_ folder: URL, _ address: String, _ start: Double) async throws -> [String] {
    let spool = folder.appendingPathComponent("spool")
    // The leases of killed senders have ended by then.
    let clock = ManualClock(FastClock(start: start).now + .hours(3))
    let directory = try await PostgreSQLCrashDirectory(address, clock, spool: spool)
    try await directory.service.deliver()
    return try await CrashAudit(
      service: directory.service, store: directory.store, admin: directory.admin(0), spool: spool
    ).run(acknowledged(folder))
  }
}
