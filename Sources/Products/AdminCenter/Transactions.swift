internal import PasswordReset
internal import Scenarios

/// What the buttons ask of the library.
extension AdminCenterWorld {
  func submitReset() async throws {
    let session = try signedIn()
    let requireChange = ticked["reset.requireChange"] ?? true
    let choice: ResetChoice
    if chosen == "reset.create" {
      choice = .created(Secret(entered["reset.password"] ?? ""))
    } else {
      choice = .generated
    }
    let users = selected.sorted { $0.rawValue < $1.rawValue }
    receipts = []
    var refusal: ResetError?
    if users.count == 1 {
      receipts = [try await service.resetPassword(of: users[0], to: choice, requireChange: requireChange, as: session)]
    } else {
      // A batch answers for each user: those whom the library refuses are left as they are, and hold up nobody.
      for entry in try await service.resetPasswords(of: users, requireChange: requireChange, as: session) {
        switch entry.result {
        case .success(let receipt): receipts.append(receipt)
        case .failure(let error): refusal = refusal ?? error
        }
      }
    }
    if !receipts.isEmpty {
      closeForm()
      pane = .sent
    }
    if let refusal { throw refusal }
  }

  func send() async throws {
    let session = try signedIn()
    let addresses = (entered["sent.email"] ?? "").split(separator: ";").map { part in
      String(part.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    for receipt in receipts {
      try await service.sendSignInInformation(for: receipt.id, to: addresses, as: session)
    }
    _ = try await service.deliver()
    closeForm()
  }

  func openExpiration() async throws {
    let domains = try await service.domains(as: signedIn())
    pane = .expiration
    let isNever = domains.allSatisfy { $0.expiration == .never }
    ticked = ["expiration.never": isNever]
  }

  func openSelfService() async throws {
    scope = try await service.tenant(as: signedIn()).selfService
    go(to: .ssprProperties)
  }

  private func saveSelfService() async throws {
    let session = try signedIn()
    let scopes: [String: SelfServiceScope] = ["sspr.none": .none, "sspr.selected": .selected, "sspr.all": .all]
    var selected: Set<UserID> = []
    for name in (entered["sspr.users"] ?? "").split(whereSeparator: { ";\n ".contains($0) }) {
      selected.insert(try await service.user(named: String(name), as: session).id)
    }
    try await service.setSelfService(chosen.flatMap { scopes[$0] } ?? scope, selected: selected, as: session)
  }

  func signIn() async throws {
    session = try await service.signIn(
      entered["signIn.userName"] ?? "", password: Secret(entered["signIn.password"] ?? ""))
    go(to: session?.kind == .normal ? .home : .ownPassword)
  }

  func save() async throws {
    let session = try signedIn()
    switch (page, pane) {
    case (_, .block(let user)):
      if let isBlocked = ticked["block.toggle"] {
        try await service.setSignInBlocked(isBlocked, of: user, as: session)
      }
    case (_, .manageRoles(let user)): try await saveRoles(of: user)
    case (_, .newMember(let role)): return try await addMember(to: role)
    case (_, .expiration): if hasChanges { try await service.setExpiration(chosenExpiration(), as: session) }
    case (.ssprProperties, _):
      if hasChanges { try await saveSelfService() }
      return try await openSelfService()
    case (.ownPassword, _):
      self.session = try await service.changeOwnPassword(
        from: Secret(entered["ownPassword.current"] ?? ""), to: Secret(entered["ownPassword.new"] ?? ""), as: session)
    case (.personalInfo, _):
      let own = directory.administrator
      try await service.registerContact(
        alternateEmail: entered["personal.alternateEmail"] ?? own.alternateEmail,
        mobile: entered["personal.mobile"] ?? own.mobile,
        password: entered["ownPassword.current"].map { Secret($0) }, as: session)
      hasContact = true
    default: break
    }
    closeForm()
  }

  private func chosenExpiration() throws -> PasswordExpiration {
    if ticked["expiration.never"] == true { return .never }
    guard let days = Int(entered["expiration.days"] ?? "") else {
      throw ResetError.invalidInput(field: "days before passwords expire", reason: "it is no whole number")
    }
    return .days(days)
  }

  // MARK: Recovery

  func startRecovery() async throws {
    let userName = entered["signIn.userName"] ?? ""
    ticket = try await service.startRecovery(of: userName)
    _ = try await service.deliver()
    closeForm()
    page = .recovery
  }

  func verifyCode() async throws {
    guard let ticket else { return }
    switch try await service.redeem(Secret(entered["recovery.code"] ?? ""), for: ticket) {
    case .secondGate: _ = try await service.deliver()
    case .proven(let proven): grant = proven
    }
    entered = [:]
  }

  func finishRecovery() async throws {
    guard let grant else { return }
    try await service.completeRecovery(grant, newPassword: Secret(entered["recovery.newPassword"] ?? ""))
    _ = try await service.deliver()
    go(to: .signIn)
  }

  func value(named name: String) -> String? { directory.value(named: name) }

  func verify(_ expectation: ScenarioValue) async -> String? {
    let generated = receipts.compactMap { receipt in receipt.generated.map { (receipt.user, $0) } }
    return await DirectoryExpectations(
      directory, generated: Dictionary(generated, uniquingKeysWith: { first, _ in first })
    ).verify(expectation)
  }
}
