import PasswordReset
import PasswordResetMail
import PasswordResetSQLite

/// A directory whose mail goes to `port` of this machine.
struct MailWorld {
  static let password = "Nine-green-7-tractors"
  let clock = ManualClock()
  let service: PasswordResetService

  init(port: Int, tenant: String = "Contoso") async throws {
    try await self.init(
      SMTPConfiguration(
        url: "smtp://127.0.0.1:\(port)", sender: "no-reply@contoso.example", timeout: .seconds(10)),
      tenant: tenant)
  }

  init(_ configuration: SMTPConfiguration, tenant: String = "Contoso") async throws {
    service = PasswordResetService(
      store: try SQLiteResetStore.inMemory(), keys: KeyRing(), hasher: PasswordHasher(cost: .reducedForTests),
      clock: clock, mail: SMTPTransport(configuration, clock: clock))
    try await service.setUp(
      Tenant(name: tenant), domains: [Domain(name: "contoso.example")],
      users: [
        NewUser("ada@contoso.example", roles: [.globalAdministrator], password: Secret(Self.password)),
        NewUser("mette@contoso.example", givenName: "Mette", surname: "Ærø <Holm>", locale: .daDK),
      ])
  }

  func admin() async throws -> Session {
    try await service.signIn("ada@contoso.example", password: Secret(Self.password))
  }

  func reset(to recipients: [String], as admin: Session) async throws -> ResetReceipt {
    let mette = try await service.user(named: "mette@contoso.example", as: admin)
    return try await service.resetPassword(of: mette.id, deliverTo: recipients, as: admin)
  }
}
