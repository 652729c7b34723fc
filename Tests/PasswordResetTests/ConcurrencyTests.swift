import PasswordReset
import PasswordResetSQLite
import Synchronization
import Testing

@Suite("Many at once")
struct ConcurrencyTests {
  @Test("1,000 redemptions of one code: exactly one wins")
  func redemptions() async throws {
    let world = try await World(selfService: .all)
    let ticket = try await world.service.startRecovery(of: "mette@contoso.example")
    try await world.service.deliver()
    let code = try world.code(to: "mette@privat.example")
    let outcomes = await withTaskGroup(of: Result<RecoveryProgress, ResetError>.self) { group in
      for _ in 0..<1000 {
        group.addTask {
          do throws(ResetError) {
            return .success(try await world.service.redeem(code, for: ticket))
          } catch {
            return .failure(error)
          }
        }
      }
      var outcomes: [Result<RecoveryProgress, ResetError>] = []
      for await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
    let winners = outcomes.compactMap { try? $0.get() }
    #expect(winners.count == 1)
    for outcome in outcomes {
      if case .failure(let error) = outcome { #expect(error == .challengeInvalid) }
    }
  }

  @Test("1,000 uses of one grant: exactly one sets the password")
  func grants() async throws {
    let world = try await World(selfService: .all)
    let grant = try await world.grant("mette")
    let won = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<1000 {
        group.addTask {
          do throws(ResetError) {
            try await world.service.completeRecovery(grant, newPassword: Secret("Rye-bread-\(number)-lunch"))
            return number
          } catch {
            return nil
          }
        }
      }
      var won: [Int] = []
      for await number in group { if let number { won.append(number) } }
      return won
    }
    #expect(won.count == 1)
    _ = try await world.signIn("mette", "Rye-bread-\(won[0])-lunch")
  }

  @Test("two administrators reset one user: one temporary password is valid, each other is refused or superseded")
  func twoAdministrators() async throws {
    for _ in 0..<20 {
      let world = try await World()
      let ada = try await world.signIn("ada")
      let pia = try await world.signIn("pia")
      let mette = try await world.id("mette", as: ada)
      let receipts = await withTaskGroup(of: Result<ResetReceipt, ResetError>.self) { group in
        for (number, session) in [ada, pia, ada, pia].enumerated() {
          group.addTask {
            do throws(ResetError) {
              return .success(
                try await world.service.resetPassword(
                  of: mette, deliverTo: ["box\(number)@privat.example"], as: session))
            } catch {
              return .failure(error)
            }
          }
        }
        var receipts: [ResetReceipt] = []
        for await result in group {
          switch result {
          case .success(let receipt): receipts.append(receipt)
          case .failure(let error): #expect(error.code == "conflict")
          }
        }
        return receipts
      }
      try await world.service.deliver()
      var valid = 0
      for receipt in receipts {
        let password = try #require(receipt.generated)
        if (try? await world.service.signIn("mette@contoso.example", password: password)) != nil { valid += 1 }
      }
      #expect(valid == 1)
      // The histories: every acknowledged reset is there in order, and only the newest was mailed.
      let history = try await world.service.resets(of: mette, as: ada)
      #expect(Set(history.map(\.id)) == Set(receipts.map(\.id)))
      #expect(history.map(\.credentialVersion) == (0..<history.count).map { history.count + 1 - $0 })
      let mailed = world.mailbox.messages.compactMap(\.secret)
      #expect(mailed.count == 1)
      let events = try await world.service.auditEvents(as: ada)
      #expect(events.count { $0.activity == .resetByAdmin && $0.refusal == nil } == receipts.count)
      #expect(
        try await world.service.deliveries(of: history[0].id, as: ada).first { $0.kind == .signInInformation }?.state
          == .sent)
    }
  }

  @Test("a reset and a change of the own password never both count for one version")
  func changeAgainstReset() async throws {
    for _ in 0..<20 {
      let world = try await World()
      let ada = try await world.signIn("ada")
      let mette = try await world.signIn("mette")
      async let change = try? world.service.changeOwnPassword(
        from: Secret(World.initial), to: Secret("Rye-bread-4-lunch"), as: mette)
      async let reset = try? world.service.resetPassword(of: mette.user, as: ada)
      let (changed, receipt) = await (change, reset)
      let own = try? await world.signIn("mette", "Rye-bread-4-lunch")
      let temporary: Session? =
        if let password = receipt?.generated {
          try? await world.service.signIn("mette@contoso.example", password: password)
        } else { nil }
      #expect((own == nil) != (temporary == nil), "exactly one password is valid")
      #expect(changed != nil || receipt != nil)
    }
  }
}
