import PasswordReset
import Testing

/// The published table, turned around: what each actor may reset, besides users without any role.
private let mayReset: [Role: Set<Role>] = {
  let readers: Set<Role> = [.directoryReader, .guestInviter, .passwordAdministrator]
  let reporters: Set<Role> = [
    .messageCenterReader, .reportsReader, .userExperienceSuccessManager, .usageSummaryReportsReader,
  ]
  let everybody = Set(targets.compactMap { $0 })
  return [
    .passwordAdministrator: readers,
    .helpdeskAdministrator: readers.union(reporters).union([.helpdeskAdministrator]),
    .authenticationAdministrator: readers.union(reporters).union([.authenticationAdministrator]),
    .userAdministrator: readers.union(reporters).union([
      .helpdeskAdministrator, .groupsAdministrator, .userAdministrator,
    ]),
    .privilegedAuthenticationAdministrator: everybody,
    .globalAdministrator: everybody,
  ]
}()

private let targets: [Role?] = [
  nil, .directoryReader, .guestInviter, .passwordAdministrator, .messageCenterReader, .reportsReader,
  .userExperienceSuccessManager, .usageSummaryReportsReader, .helpdeskAdministrator, .authenticationAdministrator,
  .groupsAdministrator, .userAdministrator, .globalAdministrator, .privilegedAuthenticationAdministrator,
  .privilegedRoleAdministrator, Role(rawValue: "exchange-administrator"),
]

private let actors: [Role] = ResetMatrix.actors + [.reportsReader, .globalReader, .privilegedRoleAdministrator]

private enum Operation: String, CaseIterable {
  case reset, bulk, unlock, endSessions, block
}

@Suite("Who may reset whom")
struct ResetMatrixTests {
  @Test("follows the published table for every actor, target and operation", arguments: actors)
  func everyPair(actor: Role) async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    try await world.service.createUsers([World.user("doer", "Alma", "Kvist", roles: [actor])], as: ada)
    let session = try await world.signIn("doer")
    for (index, target) in targets.enumerated() {
      let user = try await world.service.createUsers(
        [World.user("target\(index)", "Tove", "Bruun", roles: Set([target].compactMap { $0 }))], as: ada)[0]
      let mayTouch = mayReset[actor].map { target == nil || $0.contains(target ?? actor) } ?? false
      for operation in Operation.allCases {
        let expected = Self.expectation(operation, actor, mayTouch)
        let refusal = await Self.attempt(operation, on: user.id, world, as: session)
        #expect(refusal?.code == expected, "\(actor) \(operation.rawValue) \(target?.rawValue ?? "no role")")
      }
    }
  }

  /// The code of the refusal, or nothing where the operation is to work.
  private static func expectation(_ operation: Operation, _ actor: Role, _ mayTouch: Bool) -> String? {
    let mayStart =
      switch operation {
      case .reset, .bulk, .unlock: mayReset[actor] != nil
      case .endSessions: mayReset[actor] != nil && actor != .passwordAdministrator
      case .block:
        mayReset[actor] != nil && actor != .passwordAdministrator && actor != .helpdeskAdministrator
      }
    if !mayStart { return "notAuthorized" }
    return mayTouch ? nil : "targetRoleTooHigh"
  }

  private static func attempt(
    _ operation: Operation, on user: UserID, _ world: World, as session: Session
  ) async -> ResetError? {
    do throws(ResetError) {
      switch operation {
      case .reset: _ = try await world.service.resetPassword(of: user, as: session)
      case .bulk: _ = try await world.service.resetPasswords(of: [user], as: session)[0].result.get()
      case .unlock: try await world.service.unlock(user, as: session)
      case .endSessions: try await world.service.endSessions(of: user, as: session)
      case .block: try await world.service.setSignInBlocked(true, of: user, as: session)
      }
      return nil
    } catch {
      return error
    }
  }

  @Test("takes every role of the target, not only the one that a table calls the highest")
  func severalRoles() {
    let both: Set<Role> = [.helpdeskAdministrator, .authenticationAdministrator]
    #expect(!ResetMatrix.allows([.authenticationAdministrator], toReset: both))
    #expect(!ResetMatrix.allows([.helpdeskAdministrator], toReset: both))
    // Two half permissions are no whole one.
    #expect(!ResetMatrix.allows(both, toReset: both))
    #expect(ResetMatrix.allows([.passwordAdministrator, .globalAdministrator], toReset: both))
  }

  @Test("lets nobody reset the own password as an administrator")
  func notOneself() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    await #expect(throws: ResetError.selfResetForbidden) {
      try await world.service.resetPassword(of: ada.user, as: ada)
    }
    let entries = try await world.service.resetPasswords(of: [ada.user], as: ada)
    #expect(throws: ResetError.selfResetForbidden) { try entries[0].result.get() }
  }

  @Test("counts roles as they are when the reset commits, within open sessions too")
  func roleChanges() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let pia = try await world.signIn("pia")
    let mette = try await world.id("mette", as: ada)
    try await world.service.assign(.userAdministrator, to: mette, as: ada)
    await #expect(throws: ResetError.targetRoleTooHigh) { try await world.service.resetPassword(of: mette, as: pia) }
    try await world.service.remove(.userAdministrator, from: mette, as: ada)
    _ = try await world.service.resetPassword(of: mette, as: pia)
    try await world.service.remove(.passwordAdministrator, from: pia.user, as: ada)
    await #expect(throws: ResetError.notAuthorized) { try await world.service.resetPassword(of: mette, as: pia) }
  }

  @Test(
    "follows the published table for roles that change between the first check and the commit",
    arguments: ResetMatrix.actors)
  func everyPairWhileHashing(actor: Role) async throws {
    let store = try await StoreWithInterlude()
    let world = try await World(store: store)
    let ada = try await world.signIn("ada")
    let doer = try await world.service.createUsers(
      [World.user("doer", "Alma", "Kvist", roles: [actor])], as: ada)[0].id
    let session = try await world.signIn("doer")
    for (index, target) in targets.enumerated() {
      let mayTouch = target == nil || mayReset[actor]?.contains(target ?? actor) == true
      for operation in [Operation.reset, .bulk] {
        // At the first check anybody may reset the target, who then gets the role.
        let promoted = try await world.service.createUsers(
          [World.user("promoted-\(operation)-\(index)", "Tove", "Bruun")], as: ada)[0].id
        if let target { store.afterNextRead { tx throws(ResetError) in try tx.assign(target, to: promoted) } }
        let refusal = await Self.attempt(operation, on: promoted, world, as: session)
        #expect(
          refusal?.code == (mayTouch ? nil : "targetRoleTooHigh"),
          "\(actor) \(operation) \(target?.rawValue ?? "no role")")

        // At the first check the actor may reset anybody, and is then left with the one role.
        let roles = Set([target].compactMap { $0 })
        let held = try await world.service.createUsers(
          [World.user("held-\(operation)-\(index)", "Tove", "Bruun", roles: roles)], as: ada)[0].id
        try await world.service.assign(.globalAdministrator, to: doer, as: ada)
        store.afterNextRead { tx throws(ResetError) in
          try tx.remove(.globalAdministrator, from: doer)
          try tx.assign(actor, to: doer)
        }
        let late = await Self.attempt(operation, on: held, world, as: session)
        let isAllowed = actor == .globalAdministrator || mayTouch
        #expect(
          late?.code == (isAllowed ? nil : "targetRoleTooHigh"),
          "\(actor) \(operation) \(target?.rawValue ?? "no role")")
      }
    }
  }

  @Test("refuses when a role changes between the first check and the commit")
  func roleChangesWhileHashing() async throws {
    let store = try await StoreWithInterlude()
    let world = try await World(store: store)
    let ada = try await world.signIn("ada")
    let pia = try await world.signIn("pia")
    let mette = try await world.id("mette", as: ada)
    store.afterNextRead { tx throws(ResetError) in try tx.assign(.globalAdministrator, to: mette) }
    await #expect(throws: ResetError.targetRoleTooHigh) { try await world.service.resetPassword(of: mette, as: pia) }
    _ = try await world.signIn("mette")
    store.afterNextRead { tx throws(ResetError) in try tx.remove(.passwordAdministrator, from: pia.user) }
    let niels = try await world.id("niels", as: ada)
    await #expect(throws: ResetError.notAuthorized) { try await world.service.resetPassword(of: niels, as: pia) }
    _ = try await world.signIn("niels")
  }
}
