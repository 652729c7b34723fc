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
    if users.count > 1, case .generated = choice {
      receipts = try await service.resetPasswords(of: users, requireChange: requireChange, as: session)
        .map { try $0.result.get() }
    } else {
      receipts = []
      for user in users {
        receipts.append(
          try await service.resetPassword(of: user, to: choice, requireChange: requireChange, as: session))
      }
    }
    closeForm()
    pane = .sent
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

  func save() async throws {
    let session = try signedIn()
    switch (page, pane) {
    case (_, .block(let user)):
      if let isBlocked = ticked["block.toggle"] {
        try await service.setSignInBlocked(isBlocked, of: user, as: session)
      }
    case (_, .expiration):
      if ticked["expiration.never"] == true {
        try await service.setExpiration(.never, as: session)
      } else {
        let text = entered["expiration.days"] ?? ""
        guard let days = Int(text) else {
          throw ResetError.invalidInput(field: "days before passwords expire", reason: "it is no whole number")
        }
        try await service.setExpiration(.days(days), as: session)
      }
    case (.ssprProperties, _):
      let scope: SelfServiceScope =
        switch chosen {
        case "sspr.all": .all
        case "sspr.selected": .selected
        default: .none
        }
      try await service.setSelfService(scope, as: session)
    case (.personalInfo, _):
      let own = directory.administrator
      try await service.registerContact(
        alternateEmail: entered["personal.alternateEmail"] ?? own.alternateEmail,
        mobile: entered["personal.mobile"] ?? own.mobile, as: session)
    default: break
    }
    closeForm()
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
    closeForm()
    page = .signIn
  }

  /// The code that was sent last, to whomever.
  func sentCode(over channel: OutboxMessage.Channel) -> Secret? {
    directory.mail.messages.last { message in
      if case .recoveryCode = message.content { message.channel == channel } else { false }
    }?.secret
  }

  /// What the scenario cannot know beforehand. A person who was sent no code types a wrong one.
  func value(named name: String) -> String? {
    switch name {
    case "mailed-code": sentCode(over: .mail)?.reveal() ?? "000000"
    case "texted-code": sentCode(over: .text)?.reveal() ?? "000000"
    case "own-user-name": directory.administrator.userName
    default: nil
    }
  }
}
