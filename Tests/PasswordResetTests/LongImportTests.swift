import PasswordReset
import Synchronization
import Testing

private final class Seen: Sendable {
  struct State {
    var progress: [Int] = []
    var isDone = false
    /// How far the import was when each reset was done.
    var resets: Set<Int> = []
  }
  let state = Mutex(State())
}

@Suite("A list too long for one transaction")
struct LongImportTests {
  private func list(_ users: Int) -> [UInt8] {
    Array("userPrincipalName\n".utf8) + (0..<users).flatMap { Array("user\($0)@contoso.example\n".utf8) }
  }

  @Test("lets resets through meanwhile, is seen all at once, and tells how far it is")
  func goesOnBeside() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    let seen = Seen()
    let csv = list(3000)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await world.service.importUsers(
          csv: csv, progress: { done, _ in seen.state.withLock { $0.progress.append(done) } }, as: ada)
        seen.state.withLock { $0.isDone = true }
      }
      group.addTask {
        while !seen.state.withLock({ $0.isDone }) {
          _ = try await world.service.resetPassword(of: mette, as: ada)
          let users = try await world.service.users(matching: "user", as: ada).count
          #expect(users == 0 || users == 1000, "none or a whole page")
          seen.state.withLock { _ = $0.resets.insert($0.progress.count) }
        }
      }
      try await group.waitForAll()
    }
    #expect(seen.state.withLock { $0.progress } == [500, 1000, 1500, 2000, 2500, 3000])
    #expect(seen.state.withLock { $0.resets.contains { (1...5).contains($0) } }, "resets came between the parts")
    #expect(try await world.service.verifyAudit(as: ada) != .broken(at: 1))
    guard case .intact = try await world.service.verifyAudit(as: ada) else {
      Issue.record("the trail is broken")
      return
    }
  }

  @Test("leaves nothing when it is refused in the middle, or when it just ended, and the next one goes through")
  func undone() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let pia = try await world.id("pia", as: ada)
    try await world.service.assign(.userAdministrator, to: pia, as: ada)
    let user = try await world.signIn("pia")
    // The role is taken away after the first part.
    let store = world.store
    await #expect(throws: ResetError.notAuthorized) {
      try await world.service.importUsers(
        csv: list(1500),
        progress: { done, _ in
          guard done == 500 else { return }
          let seen = Seen()
          Task {
            try await store.write { tx throws(ResetError) in try tx.remove(.userAdministrator, from: pia) }
            seen.state.withLock { $0.isDone = true }
          }
          while !seen.state.withLock({ $0.isDone }) {}
        }, as: user)
    }
    #expect(try await world.service.users(matching: "user", as: ada).isEmpty)
    #expect(try await world.activities(as: ada).suffix(2).contains("Bulk create users - undone (bulk)"))

    // As a program leaves it that was killed.
    try await store.write { tx throws(ResetError) in
      let journal = ImportJournal(
        id: "killed", actor: "ada@contoso.example", users: 2, until: world.clock.now + .seconds(30))
      try tx.save(journal)
      let user = User(id: UserID(rawValue: "x"), userPrincipalName: "user1@contoso.example", displayName: "X")
      try tx.insert([ImportedUser(user: user, roles: [], at: world.clock.now)], of: journal)
    }
    do {
      try await world.service.importUsers(csv: list(3), as: ada)
      Issue.record("two lists at once")
    } catch {
      #expect(error.code == "conflict" && error.reason.contains("ada@contoso.example is importing a list of 2 users"))
    }
    world.clock.advance(by: .seconds(31))
    #expect(try await world.service.importUsers(csv: list(3), as: ada).users.count == 3)
    #expect(try await world.service.users(matching: "user", as: ada).count == 3)
  }
}
