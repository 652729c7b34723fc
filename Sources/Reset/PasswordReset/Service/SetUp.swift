extension PasswordResetService {
  /// Fills an empty directory, before anybody is there who could be asked for permission.
  ///
  /// All or nothing. Passwords must meet the policy.
  /// - Throws: ``ResetError/conflict(reason:)`` where the directory is not empty; else as ``createUsers(_:as:)``.
  @discardableResult
  public func setUp(_ tenant: Tenant, domains: [Domain], users: [NewUser]) async throws(ResetError) -> [User] {
    guard !tenant.name.isEmpty else { throw .invalidInput(field: "tenant", reason: "its name is empty") }
    guard !domains.isEmpty else { throw .invalidInput(field: "domains", reason: "none is named") }
    for domain in domains {
      try domain.expiration.checked()
      _ = try EmailAddress("postmaster@\(domain.name)")
    }
    let users = await prepared(users)
    return try await store.write { [self] tx throws(ResetError) in
      guard try tx.tenant() == nil else { throw .conflict(reason: "the directory is set up already") }
      try tx.save(tenant)
      for domain in domains { try tx.save(Domain(name: domain.name.lowercased(), expiration: domain.expiration)) }
      try audit(tx, .setCompanyInformation, by: "set-up", on: tenant.name)
      try recordKeys(tx)
      return try insert(tx, users, by: "set-up")
    }
  }

  /// Creates users; all or none.
  ///
  /// Roles are given only by those who may assign roles.
  /// - Throws: ``ResetError/invalidUsers(_:)`` that names each user who cannot be created: a name that is taken or is
  ///   none, a password against the policy, an address that is none; ``ResetError/notAuthorized``.
  @discardableResult
  public func createUsers(_ users: [NewUser], as session: Session) async throws(ResetError) -> [User] {
    try await auditingRefusals(of: .addUser, as: session) { () throws(ResetError) in
      _ = try await store.read { [self] tx throws(ResetError) in
        try authorizeCreation(tx, users, session).name
      }
      let prepared = await prepared(users)
      return try await store.write { [self] tx throws(ResetError) in
        try insert(tx, prepared, by: authorizeCreation(tx, users, session).name)
      }
    }
  }

  func authorizeCreation(
    _ tx: any ResetTransaction, _ users: [NewUser], _ session: Session
  ) throws(ResetError) -> Actor {
    let actor = try actor(tx, session, holding: .manageUsers)
    guard users.allSatisfy(\.roles.isEmpty) || Permission.assignRoles.isHeld(by: actor.roles) else {
      throw .notAuthorized
    }
    return actor
  }

  /// Hashed before the transaction, since hashing is slow.
  private func prepared(_ users: [NewUser]) async -> [UserToCreate] {
    var prepared: [UserToCreate] = []
    for user in users {
      let hash: String? = if let password = user.password { await hash(password) } else { nil }
      prepared.append(UserToCreate(line: nil, user: user, hash: hash))
    }
    return prepared
  }

  /// - Parameter faults: What is already known to be wrong with others of the same list.
  func insert(
    _ tx: any ResetTransaction, _ users: [UserToCreate], by actor: String, besides faults: [UserFault] = []
  ) throws(ResetError) -> [User] {
    let rules = try creationRules(tx)
    var faults = faults
    var created: [User] = []
    for new in users {
      do throws(ResetError) {
        let user = try checked(new.user, rules)
        // Asked first, since a statement that fails ends the transaction of a server database.
        guard try tx.taken([user.userPrincipalName]).isEmpty else {
          throw .conflict(reason: "the user name \(user.userPrincipalName) is taken")
        }
        try insert(tx, user, new, by: actor)
        created.append(user)
      } catch {
        if case .unavailable = error { throw error }
        faults.append(UserFault(line: new.line, userName: new.user.userPrincipalName, error))
      }
    }
    guard faults.isEmpty else { throw .invalidUsers(faults.sorted { ($0.line ?? 0) < ($1.line ?? 0) }) }
    return created
  }

  /// What new users are checked against.
  func creationRules(_ tx: any ResetTransaction) throws(ResetError) -> CreationRules {
    CreationRules(
      tenant: try tx.requiredTenant(), domains: Set(try tx.domains().map(\.name)), policy: try policy(tx))
  }

  /// A user of what is asked for, unless that is refused. That the name is free is for the caller to know.
  func checked(_ new: NewUser, _ rules: CreationRules) throws(ResetError) -> User {
    let name = try UserName.checked(new.userPrincipalName, in: rules.domains)
    let user = User(
      id: UserID(rawValue: random.identifier()), userPrincipalName: name,
      displayName: try PersonName.checked(new.displayName, "display name"),
      givenName: try PersonName.checked(new.givenName, "given name"),
      surname: try PersonName.checked(new.surname, "surname"), locale: new.locale ?? rules.tenant.locale,
      alternateEmail: try new.alternateEmail.map { text throws(ResetError) in try EmailAddress(text).wire },
      mobile: try new.mobile.map { text throws(ResetError) in try MobileNumber.checked(text) })
    for role in new.roles where !role.isWellFormed {
      throw .invalidInput(field: "role", reason: role.refusal)
    }
    if let password = new.password { try rules.policy.check(password, for: user) }
    return user
  }

  private func insert(
    _ tx: any ResetTransaction, _ user: User, _ new: UserToCreate, by actor: String
  ) throws(ResetError) {
    try tx.insert(user)
    try tx.insert(Credential(user: user.id, version: 1, hash: new.hash, lastSet: clock.now))
    try audit(tx, .addUser, by: actor, on: user.userPrincipalName)
    for role in new.user.roles.sorted() {
      try tx.assign(role, to: user.id)
      try audit(tx, .addRoleMember, by: actor, on: user.userPrincipalName, ["role": role.rawValue])
    }
  }
}

/// A user who is about to be created, with the hash of the first password.
struct UserToCreate: Sendable {
  /// Where the user stands in a list.
  let line: Int?
  let user: NewUser
  let hash: String?
}

/// What new users are checked against.
struct CreationRules: Sendable {
  let tenant: Tenant
  let domains: Set<String>
  let policy: PasswordPolicy
}

/// Names that people and pages read.
enum PersonName {
  private static let longest = 256

  /// The name on one line.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` for one with a control character, or too long to be shown.
  static func checked(_ text: String, _ field: String) throws(ResetError) -> String {
    guard text.unicodeScalars.count <= longest else {
      throw .invalidInput(field: field, reason: "it is longer than \(longest) characters")
    }
    // Most names hold nothing of the kind.
    guard text.unicodeScalars.contains(where: ForeignText.isObeyed) else { return text }
    // A cell of a spreadsheet may hold line breaks.
    let line = text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    guard !line.unicodeScalars.contains(where: ForeignText.isObeyed) else {
      throw .invalidInput(field: field, reason: "\"\(ForeignText.shown(text))\" has a control character")
    }
    return line
  }
}

/// Sign-in names.
enum UserName {
  /// The form in which names are kept and compared.
  static func canonical(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()).lowercased()
  }

  /// - Throws: ``ResetError/invalidInput(field:reason:)``.
  static func checked(_ text: String, in domains: Set<String>) throws(ResetError) -> String {
    let name = canonical(text)
    func refuse(_ reason: String) -> ResetError {
      .invalidInput(field: "user name", reason: "\"\(ForeignText.shown(name))\" \(reason)")
    }
    let halves = name.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty else { throw refuse("is not of the form name@domain") }
    guard halves[0].utf8.count <= 64 else { throw refuse("has more than 64 characters before the at sign") }
    let isPlain = halves[0].utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || "'.-_!#^~".utf8.contains(byte)
    }
    guard isPlain else { throw refuse("has a character that user names do not have") }
    guard domains.contains(String(halves[1])) else { throw refuse("is not in a domain of the organization") }
    return name
  }
}

/// Mobile numbers.
enum MobileNumber {
  /// E.164: a plus sign and 8 to 15 digits. Spaces and hyphens are left out.
  /// - Throws: ``ResetError/invalidInput(field:reason:)``.
  static func checked(_ text: String) throws(ResetError) -> String {
    let number = text.filter { $0 != " " && $0 != "-" }
    let digits = number.utf8.dropFirst()
    guard number.utf8.first == UInt8(ascii: "+"), (8...15).contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else {
      throw .invalidInput(field: "mobile phone", reason: "it is not a plus sign, a country code and a number")
    }
    return number
  }
}
