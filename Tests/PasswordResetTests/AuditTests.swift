import Foundation
import PasswordReset
import Testing

@Suite("The audit trail")
struct AuditTests {
  @Test("names what was done as Entra ID does")
  func names() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.signIn("mette")
    try await world.service.changeOwnPassword(
      from: Secret(World.initial), to: Secret("Rye-bread-4-lunch"), as: mette)
    _ = try await world.service.resetPassword(of: mette.user, as: ada)
    try await world.service.setExpiration(.days(90), as: ada)
    #expect(try await world.service.forceChangeForAll(as: ada) == 3)
    let events = try await world.activities(as: ada).drop { $0 != "Change password (self-service)" }
    #expect(
      Array(events) == [
        "Change password (self-service)", "Reset password (by admin)", "Update StsRefreshTokenValidFrom Timestamp",
        "Set password policy", "Set force change user password", "Set force change user password",
        "Set force change user password",
      ])
    #expect(try await world.signIn("niels").kind == .changeOnly(.changeRequired))
    #expect(try await world.signIn("ada").kind == .normal)
  }

  @Test("is not gone on with under another key")
  func otherKey() async throws {
    let world = try await World()
    try await world.service.checkKey()
    let other = PasswordResetService(store: world.store, keys: KeyRing(), mail: world.mailbox)
    let error = await #expect(throws: ResetError.self) { try await other.checkKey() }
    #expect(error?.code == "unavailable")
    #expect(error?.remedy == "Name the key that the directory was set up with.")
  }

  @Test("keeps what was refused, with the code")
  func refusals() async throws {
    let world = try await World()
    let pia = try await world.signIn("pia")
    let ada = try await world.signIn("ada")
    await #expect(throws: ResetError.targetRoleTooHigh) {
      try await world.service.resetPassword(of: ada.user, as: pia)
    }
    let event = try #require(try await world.service.auditEvents(as: ada).last)
    #expect(event.activity == .resetByAdmin && event.refusal == "targetRoleTooHigh")
    #expect(event.actor == "pia@contoso.example" && event.target == "ada@contoso.example")
  }

  @Test("is read by those whose roles allow it")
  func access() async throws {
    let world = try await World()
    let pia = try await world.signIn("pia")
    await #expect(throws: ResetError.notAuthorized) { try await world.service.auditEvents(as: pia) }
  }

  @Test("is intact after use, and only under its own key")
  func intact() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let events = try await world.service.auditEvents(as: ada)
    let head = try #require(events.last?.hash)
    #expect(try await world.service.verifyAudit(as: ada) == .intact(count: events.count, head: head))
  }

  @Test("is exported as one JSON object a line, whatever stands in it")
  func export() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    try await world.service.setBanned(true, "a\"b\\c\u{1}\u{2028}d", as: ada)
    for line in try await world.service.exportAudit(as: ada) {
      #expect(!line.contains("\n"))
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["activityDisplayName"] is String)
      #expect((object["hash"] as? String)?.utf8.count == 64)
    }
    let last = try #require(try await world.service.exportAudit(as: ada).last)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    #expect(object["targetResource"] as? String == "a\"b\\c\u{1}\u{2028}d")
    #expect(object["activityDateTime"] as? String == "2026-02-02T08:00:00.000Z")
  }
}
