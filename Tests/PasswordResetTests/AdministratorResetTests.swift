import PasswordReset
import Testing

@Suite("A reset by an administrator")
struct AdministratorResetTests {
  @Test("mails a temporary password that leads to nothing but changing it")
  func mailsTemporaryPassword() async throws {
    let world = try await World()
    let pia = try await world.signIn("pia")
    let mette = try await world.id("mette", as: pia)
    let receipt = try await world.service.resetPassword(
      of: mette, deliverTo: ["mette.holm@privat.example"], as: pia)
    #expect(world.mailbox.messages.isEmpty, "nothing leaves before the sender runs")
    let report = try await world.service.deliver()
    #expect(report.sent == 2)

    let mail = try #require(world.mailbox.messages(to: "mette.holm@privat.example").first)
    let password = try #require(mail.secret)
    #expect(password == receipt.generated)
    #expect(mail.locale == .daDK)
    let notice = try #require(world.mailbox.messages(to: "mette@privat.example").first)
    #expect(notice.secret == nil)

    let session = try await world.service.signIn("mette@contoso.example", password: password)
    #expect(session.kind == .changeOnly(.temporaryPassword))
    await #expect(throws: ResetError.notAuthorized) { try await world.service.users(as: session) }
    await #expect(throws: ResetError.reusedPassword) {
      try await world.service.changeOwnPassword(from: password, to: password, as: session)
    }
    let changed = try await world.service.changeOwnPassword(
      from: password, to: Secret("Rye-bread-4-lunch"), as: session)
    #expect(changed.kind == .normal)
    await #expect(throws: ResetError.sessionEnded) { try await world.service.ownAccount(session) }
    await #expect(throws: ResetError.invalidCredentials) {
      try await world.service.signIn("mette@contoso.example", password: password)
    }
    #expect(try await world.signIn("mette", "Rye-bread-4-lunch").kind == .normal)
  }
}
