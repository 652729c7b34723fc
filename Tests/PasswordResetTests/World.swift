import PasswordReset

/// A small organization in memory, with a clock that stands still.
struct World {
  static let initial = "Nine-green-7-tractors"

  let store: any ResetStore
  let mailbox = InMemoryMailbox()
  let clock = ManualClock()
  let keys: KeyRing
  let service: PasswordResetService

  /// A directory with `ada` (global administrator), `pia` (password administrator), `mette` and `niels` (no role).
  init(
    store: (any ResetStore)? = nil, selfService: SelfServiceScope = .none, profile: PasswordProfile = .entra,
    text: Bool = true, keys: KeyRing = KeyRing()
  ) async throws {
    self.keys = keys
    let store = if let store { store } else { try await TestStore.make() }
    self.store = store
    service = PasswordResetService(
      store: store, keys: keys, hasher: PasswordHasher(cost: .reducedForTests), clock: clock, mail: mailbox,
      text: text ? mailbox : nil)
    try await service.setUp(
      Tenant(name: "Contoso", profile: profile, selfService: selfService),
      domains: [Domain(name: "contoso.example")],
      users: [
        Self.user("ada", "Ada", "Lund", roles: [.globalAdministrator], mobile: "+45 12 34 56 78"),
        Self.user("pia", "Pia", "Krogh", roles: [.passwordAdministrator]),
        Self.user("mette", "Mette", "Holm", locale: .daDK),
        Self.user("niels", "Niels", "Østergård", locale: .daDK),
      ])
  }

  static func user(
    _ name: String, _ given: String, _ surname: String, roles: Set<Role> = [], locale: MessageLocale? = nil,
    mobile: String? = nil
  ) -> NewUser {
    NewUser(
      "\(name)@contoso.example", givenName: given, surname: surname, locale: locale,
      alternateEmail: "\(name)@privat.example", mobile: mobile, roles: roles, password: Secret(initial))
  }

  func signIn(_ name: String, _ password: String = initial) async throws(ResetError) -> Session {
    try await service.signIn("\(name)@contoso.example", password: Secret(password))
  }

  func id(_ name: String, as session: Session) async throws(ResetError) -> UserID {
    try await service.user(named: "\(name)@contoso.example", as: session).id
  }

  func activities(as session: Session) async throws(ResetError) -> [String] {
    try await service.auditEvents(as: session).map(\.activity.rawValue)
  }
}
