package import PasswordReset
package import Scenarios

/// What scenarios ask of the world afterwards. Answers never hold a password.
///
/// A word that an expectation does not know makes it fail: a misspelled one must never pass for a weaker one.
package struct DirectoryExpectations: Sendable {
  let directory: Directory
  /// Passwords that a page showed and that no mail carries.
  let generated: [UserID: Secret]
  var service: PasswordResetService { directory.service }

  package init(_ directory: Directory, generated: [UserID: Secret] = [:]) {
    self.directory = directory
    self.generated = generated
  }

  package func verify(_ expectation: ScenarioValue) async -> String? {
    guard !expectation.entries.isEmpty else { return "an expectation is a mapping such as {audit: Add user}" }
    for entry in expectation.entries {
      do {
        if let answer = try await verify(entry.key, entry.value) { return answer }
      } catch {
        return "the library answers: \(error)"
      }
    }
    return nil
  }

  private func verify(_ name: String, _ value: ScenarioValue) async throws -> String? {
    switch name {
    case "mail": mail(value)
    case "no-mail": unwantedMail(value)
    case "notice": notice(value)
    case "sign-in": try await signIn(value)
    case "session": await session(value)
    case "contact": try await contact(value)
    case "roles": try await roles(value)
    case "can-reset": await canReset(value)
    case "recovery": await recovery(value)
    case "audit": try await audit(value.text ?? "")
    case "self-service": try await selfService(value.text ?? "")
    case "password-expiration": try await expiration(value)
    default: "'\(name)' is no expectation that the admin center knows"
    }
  }

  /// The text of a value, with a value of the scenario in place of its name.
  func filled(_ value: ScenarioValue?) -> String? {
    guard let text = value?.text, text.hasPrefix("$") else { return value?.text }
    return directory.values[String(text.dropFirst())]
  }

  // MARK: Mail

  func signInMessages(to address: String?) -> [OutgoingMessage] {
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
    let isTemporary = messages.allSatisfy { message in
      if case .signInInformation(_, let temporary, _) = message.content { temporary } else { false }
    }
    return isTemporary ? nil : "the password in the message is not temporary"
  }

  private func unwantedMail(_ value: ScenarioValue) -> String? {
    let count = signInMessages(to: filled(value["to"])).count
    return count == 0 ? nil : "\(count) messages with a password were sent"
  }

  /// The message without any secret that tells users of a reset which they did not ask for.
  private func notice(_ value: ScenarioValue) -> String? {
    guard let address = filled(value["to"]) else { return "'to' is an address" }
    let isTold = directory.mail.messages.contains { message in
      guard case .resetNotice = message.content else { return false }
      return message.recipient == address
    }
    return isTold ? nil : "nobody told \(address) of the reset"
  }

  // MARK: Signing in

  private func signIn(_ value: ScenarioValue) async throws -> String? {
    let name = value["as"]?.text ?? "user"
    let people = directory.people(name)
    guard !people.isEmpty else { return "there is nobody called '\(name)'" }
    if let days = value["after-days"]?.text, !passTime(untilDay: days) {
      return "'after-days' is a number of days from the start, and no expectation before it has a higher one"
    }
    let wanted = value["leads-to"]?.text ?? ""
    for person in people {
      guard let password = password(value["with"], of: person) else {
        return "'with' is old-password, a temporary-password that was given out, or a value of the scenario"
      }
      let found = await outcome(person.userName, password)
      guard found == wanted else {
        return "signing in as \(person.displayName) leads to '\(found)', not to '\(wanted)'"
      }
    }
    return nil
  }

  private func passTime(untilDay days: String) -> Bool {
    guard let days = Int(days) else { return false }
    let left = (directory.start + .days(days)).milliseconds - directory.clock.now.milliseconds
    guard left >= 0 else { return false }
    directory.clock.advance(by: .milliseconds(left))
    return true
  }

  private func password(_ value: ScenarioValue?, of person: Directory.Person) -> Secret? {
    switch value?.text {
    case "old-password": Secret(person.password)
    case "temporary-password":
      signInMessages(to: nil).last { $0.userPrincipalName == person.userName }?.secret
        ?? generated[person.id]
    case let text? where text.hasPrefix("$"): filled(value).map { Secret($0) }
    default: nil
    }
  }

  private func outcome(_ userName: String, _ password: Secret) async -> String {
    do {
      switch try await service.signIn(userName, password: password).kind {
      case .normal: return "home"
      case .changeOnly: return "change-password"
      }
    } catch ResetError.signInBlocked {
      return "blocked"
    } catch ResetError.temporaryExpired {
      return "expired"
    } catch {
      return "refused"
    }
  }

  private func session(_ value: ScenarioValue) async -> String? {
    let name = value["of"]?.text ?? "user"
    let people = directory.people(name)
    guard !people.isEmpty else { return "there is nobody called '\(name)'" }
    for person in people {
      guard let session = person.session else { return "\(person.displayName) had no session" }
      let found = (try? await service.ownAccount(session)) == nil ? "ended" : "open"
      guard found == value["is"]?.text else { return "the session of \(person.displayName) is \(found)" }
    }
    return nil
  }
}
