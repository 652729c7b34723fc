import Foundation
import PasswordReset
import PasswordResetSQLite

/// Durable resets a second on this machine, with real hashing and with none to speak of.
struct ThroughputProof {
  func run() async throws -> Bool {
    let real = try await resets(cost: .owasp, count: 400, width: 16)
    let hashes = try await hashing(count: 400)
    print(
      "throughput: \(Int(hashes)) argon2id hashes/s alone; \(Int(real)) durable resets/s, \(Int(real / hashes * 100)) %"
    )
    let isFast = try await commits(20_000)
    return real / hashes >= 0.9 && isFast
  }

  /// Everything of a reset but its hashing.
  func commits(_ count: Int) async throws -> Bool {
    let before = cpuSeconds()
    let rate = try await resets(cost: .reducedForTests, count: count, width: 256)
    let cost = (cpuSeconds() - before) / Double(count) * 1e6
    print(
      "throughput: \(Int(rate)) durable resets/s on SQLite with hashing stubbed, \(Int(cost)) µs of processor time each"
    )
    return rate >= 4000
  }

  /// Of the whole process, on all cores; tells more than the clock where the machine has other work.
  private func cpuSeconds() -> Double {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) * 1e-6 }
  }

  private func resets(cost: PasswordHasher.Cost, count: Int, width: Int) async throws -> Double {
    let folder = try ResetProof.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let service = PasswordResetService(
      store: try SQLiteResetStore(path: folder.appendingPathComponent("directory.sqlite").path), keys: KeyRing(),
      hasher: PasswordHasher(cost: cost), mail: InMemoryMailbox())
    let users = (0..<width).map { NewUser("user\($0)@contoso.example") }
    let password = Secret("Nine-green-7-tractors")
    try await service.setUp(
      Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
      users: [NewUser("ada@contoso.example", roles: [.globalAdministrator], password: password)] + users)
    let admin = try await service.signIn("ada@contoso.example", password: password)
    let targets = try await service.users(matching: "user", as: admin)
    return try await rate(count) {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for target in targets {
          group.addTask {
            for _ in 0..<(count / width) { _ = try await service.resetPassword(of: target.id, as: admin) }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  /// The same hashing, without a directory.
  private func hashing(count: Int) async throws -> Double {
    let service = PasswordHasher(cost: .owasp)
    return try await rate(count) {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<count { group.addTask { service.measure() } }
      }
    }
  }

  private func rate(_ count: Int, _ body: () async throws -> Void) async throws -> Double {
    let clock = ContinuousClock()
    let time = try await clock.measure(body)
    return Double(count) / (Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)
  }
}
