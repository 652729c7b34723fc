package import PasswordReset
internal import PasswordResetSQLite
package import Scenarios

/// The organization of one run: a directory in memory, who is in it, and the mailboxes of all of them.
package struct Directory: Sendable {
  package struct Person: Sendable {
    package var id: UserID
    package var userName: String
    package var displayName: String
    var password: String
    var alternateEmail: String?
    var mobile: String?
    /// One that was open before the procedure began; nil for who never got in, the first password being lost.
    package var session: Session?
  }

  package let service: PasswordResetService
  let store: SQLiteResetStore
  package let mail = InMemoryMailbox()
  package let clock = ManualClock()
  /// When the world began.
  let start: Timestamp
  /// Who follows the procedure.
  package var administrator: Person
  /// Whom it is about.
  package var user: Person
  package var others: [Person]
  let values: [String: String]
  /// How many events of the trail setting up the world took.
  let firstEvents: Int

  private static let domain = "contoso.example"
  /// Nobody's: an account that lives for a few milliseconds in memory.
  private static let firstPassword = "Grey-herring-31-umbrellas"

  /// - Throws: ``WorldError`` where the library refuses what is given.
  package init(_ setup: WorldSetup) async throws {
    values = setup.values
    start = clock.now
    let given = setup.given
    do {
      store = try SQLiteResetStore.inMemory()
      service = PasswordResetService(
        store: store, keys: KeyRing(), hasher: PasswordHasher(cost: .reducedForTests), clock: clock,
        random: SeededRandom(seed: 1), mail: mail, text: mail)
      let administrator = NewUser(
        "ada.lund@\(Self.domain)", givenName: "Ada", surname: "Lund", roles: [Role(rawValue: setup.role)],
        password: Secret(Self.firstPassword))
      let user = try Self.user(given?["user"], "Mette Holm", setup.locale)
      let others = try (given?["others"]?.list ?? []).enumerated().map { index, value in
        try Self.user(value, "Nadia Berg \(index + 1)", setup.locale)
      }
      let scope = given?["self-service"]?.text.map { SelfServiceScope(rawValue: $0) } ?? SelfServiceScope.none
      guard let scope else { throw WorldError("'self-service' is none, selected or all") }
      let people = [administrator, user] + others
      let created = try await service.setUp(
        Tenant(name: "Contoso", selfService: scope, locale: MessageLocale(rawValue: setup.locale) ?? .enUS),
        domains: [Domain(name: Self.domain, expiration: try Self.expiration(given?["password-expiration"]))],
        users: people)
      let lost = try ([nil, given?["user"]] + (given?["others"]?.list ?? [])).map { try Self.isLost($0?["password"]) }
      var persons: [Person] = []
      for (person, isLost) in zip(created, lost) {
        let session =
          isLost ? nil : try await service.signIn(person.userPrincipalName, password: Secret(Self.firstPassword))
        persons.append(
          Person(
            id: person.id, userName: person.userPrincipalName, displayName: person.displayName,
            password: Self.firstPassword, alternateEmail: person.alternateEmail, mobile: person.mobile, session: session
          ))
      }
      firstEvents = try await store.read { tx throws(ResetError) in try tx.events(after: 0, limit: 1000) }.count
      self.administrator = persons[0]
      self.user = persons[1]
      self.others = Array(persons.dropFirst(2))
    } catch let error as ResetError {
      throw WorldError(error.description)
    }
  }

  private static func user(_ value: ScenarioValue?, _ defaultName: String, _ locale: String) throws -> NewUser {
    let name = value?["name"]?.text ?? defaultName
    let parts = name.split(separator: " ")
    let handle = name.lowercased().split(separator: " ").joined(separator: ".").filter { $0.isASCII }
    let roles = try (value?["roles"]?.list ?? []).map { role -> Role in
      guard let text = role.text else { throw WorldError("a role is a name") }
      return Role(rawValue: text)
    }
    return NewUser(
      "\(handle)@\(domain)", displayName: name, givenName: parts.first.map(String.init) ?? "",
      surname: parts.last.map(String.init) ?? "", locale: MessageLocale(rawValue: locale),
      alternateEmail: value?["alternate-email"]?.text, mobile: value?["mobile"]?.text, roles: Set(roles),
      password: Secret(firstPassword))
  }

  private static func isLost(_ value: ScenarioValue?) throws -> Bool {
    switch value?.text {
    case nil where value == nil, "known": return false
    case "lost": return true
    default: throw WorldError("'password' is known or lost")
    }
  }

  private static func expiration(_ value: ScenarioValue?) throws -> PasswordExpiration {
    switch value?.text {
    case nil, "never": return .never
    case let text?:
      guard let days = Int(text) else { throw WorldError("'password-expiration' is never or a number of days") }
      return .days(days)
    }
  }

  /// All of those that an expectation calls so: one person, or `others`.
  func people(_ name: String) -> [Person] { name == "others" ? others : person(name).map { [$0] } ?? [] }

  /// The code that was sent last, to whomever.
  package func sentCode(over channel: OutboxMessage.Channel) -> Secret? {
    mail.messages.last { message in
      if case .recoveryCode = message.content { message.channel == channel } else { false }
    }?.secret
  }

  /// What a scenario cannot know beforehand. A person who was sent no code types a wrong one.
  package func value(named name: String) -> String? {
    switch name {
    case "mailed-code": sentCode(over: .mail)?.reveal() ?? "000000"
    case "texted-code": sentCode(over: .text)?.reveal() ?? "000000"
    case "own-user-name": administrator.userName
    case "user-name": user.userName
    default: nil
    }
  }

  /// The person that a scenario or a step calls so.
  package func person(_ name: String) -> Person? {
    switch name {
    case "user": user
    case "self": administrator
    default: others.first { $0.displayName == name }
    }
  }
}
