internal import PasswordReset
internal import PasswordResetSQLite
internal import Scenarios

/// What scenarios ask of the world afterwards. Answers never hold a password.
extension AdminCenterWorld {
  func verify(_ expectation: ScenarioValue) async -> String? {
    for entry in expectation.entries {
      let answer: String?
      do {
        answer = try await verify(entry.key, entry.value)
      } catch {
        answer = "the library answers: \(error)"
      }
      if let answer { return answer }
    }
    return nil
  }

  private func verify(_ name: String, _ value: ScenarioValue) async throws -> String? {
    switch name {
    case "mail": mail(value)
    case "no-mail": unwantedMail(value)
    case "sign-in": try await signIn(value)
    case "session": await session(value)
    case "contact": try await contact(value)
    case "audit": try await audit(value.text ?? "")
    case "self-service": try await selfService(value.text ?? "")
    case "password-expiration": try await expiration(value.text ?? "")
    default: "'\(name)' is no expectation that the admin center knows"
    }
  }

  private func filled(_ value: ScenarioValue?) -> String? {
    guard let text = value?.text, text.hasPrefix("$") else { return value?.text }
    return directory.values[String(text.dropFirst())]
  }

  private func signInMessages(to address: String?) -> [OutgoingMessage] {
    directory.mail.messages.filter { message in
      guard case .signInInformation = message.content else { return false }
      return address == nil || message.recipient == address
    }
  }

  private func mail(_ value: ScenarioValue) -> String? {
    let address = filled(value["to"])
    let messages = signInMessages(to: address)
    guard !messages.isEmpty else { return "no message went to \(address ?? "anybody")" }
    guard let carried = value["carries"]?.text else { return nil }
    guard carried == "temporary-password" else { return "a message can carry a temporary-password, not a '\(carried)'" }
    let isTemporary = messages.contains { message in
      if case .signInInformation(_, let temporary, _) = message.content { temporary } else { false }
    }
    return isTemporary ? nil : "the password in the message is not temporary"
  }

  private func unwantedMail(_ value: ScenarioValue) -> String? {
    let count = signInMessages(to: filled(value["to"])).count
    return count == 0 ? nil : "\(count) messages with a password were sent"
  }

  private func signIn(_ value: ScenarioValue) async throws -> String? {
    let wanted = value["leads-to"]?.text ?? "home"
    let name = value["as"]?.text ?? "user"
    let people = name == "others" ? directory.others : directory.person(name).map { [$0] } ?? []
    guard !people.isEmpty else { return "there is nobody called '\(name)'" }
    for person in people {
      let password: Secret?
      switch value["with"]?.text {
      case "old-password": password = Secret(person.password)
      case "temporary-password": password = temporaryPassword(of: person)
      default: password = filled(value["with"]).map { Secret($0) }
      }
      guard let password else { return "\(person.displayName) was given no password" }
      let found = await outcome(person.userName, password)
      guard found == wanted else {
        return "signing in as \(person.displayName) leads to '\(found)', not to '\(wanted)'"
      }
    }
    return nil
  }

  private func temporaryPassword(of person: Directory.Person) -> Secret? {
    signInMessages(to: nil).last { $0.userPrincipalName == person.userName }?.secret
      ?? receipts.first { $0.user == person.id }?.generated
  }

  private func outcome(_ userName: String, _ password: Secret) async -> String {
    do {
      switch try await service.signIn(userName, password: password).kind {
      case .normal: return "home"
      case .changeOnly: return "change-password"
      }
    } catch ResetError.signInBlocked {
      return "blocked"
    } catch {
      return "refused"
    }
  }

  private func session(_ value: ScenarioValue) async -> String? {
    let name = value["of"]?.text ?? "user"
    guard let person = directory.person(name) else { return "there is nobody called '\(name)'" }
    let isOpen: Bool
    do {
      _ = try await service.ownAccount(person.session)
      isOpen = true
    } catch {
      isOpen = false
    }
    let found = isOpen ? "open" : "ended"
    return found == value["is"]?.text ? nil : "the session of \(person.displayName) is \(found)"
  }

  private func contact(_ value: ScenarioValue) async throws -> String? {
    let name = value["of"]?.text ?? "self"
    guard let person = directory.person(name),
      let user = try await directory.store.read({ tx throws(ResetError) in try tx.user(person.id) })
    else { return "there is nobody called '\(name)'" }
    if let wanted = filled(value["alternate-email"]), user.alternateEmail != wanted {
      return "the alternate email is \(user.alternateEmail ?? "not registered")"
    }
    if let wanted = filled(value["mobile"]), user.mobile != wanted {
      return "the mobile phone is \(user.mobile ?? "not registered")"
    }
    return nil
  }

  private func audit(_ activity: String) async throws -> String? {
    let events = try await directory.store.read { tx throws(ResetError) in try tx.events(after: 0, limit: 1000) }
    let done = events.filter { $0.refusal == nil }.map(\.activity.rawValue)
    return done.contains(activity) ? nil : "the audit trail has no '\(activity)'; it ends with '\(done.last ?? "")'"
  }

  private func selfService(_ wanted: String) async throws -> String? {
    let scope = try await directory.store.read { tx throws(ResetError) in try tx.tenant()?.selfService.rawValue }
    return scope == wanted ? nil : "self-service is for '\(scope ?? "nobody")'"
  }

  private func expiration(_ wanted: String) async throws -> String? {
    let domains = try await directory.store.read { tx throws(ResetError) in try tx.domains() }
    for domain in domains {
      let found = if case .days(let days) = domain.expiration { String(days) } else { "never" }
      let expected = wanted.hasPrefix("$") ? directory.values[String(wanted.dropFirst())] ?? wanted : wanted
      if found != expected { return "passwords of \(domain.name) expire after: \(found)" }
    }
    return nil
  }
}
