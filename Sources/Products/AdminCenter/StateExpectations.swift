internal import PasswordReset
internal import PasswordResetSQLite
internal import Scenarios

/// What scenarios ask of the directory, its settings and its trail, and of what people can do from now on.
extension DirectoryExpectations {
  func contact(_ value: ScenarioValue) async throws -> String? {
    let name = value["of"]?.text ?? "self"
    guard let person = directory.person(name),
      let user = try await directory.store.read({ tx throws(ResetError) in try tx.user(person.id) })
    else { return "there is nobody called '\(name)'" }
    let email = filled(value["alternate-email"])
    let mobile = filled(value["mobile"])
    if email == nil, mobile == nil { return "neither an alternate-email nor a mobile is expected" }
    if let email, user.alternateEmail != email {
      return "the alternate email is \(user.alternateEmail ?? "not registered")"
    }
    if let mobile, user.mobile != mobile { return "the mobile phone is \(user.mobile ?? "not registered")" }
    return nil
  }

  func roles(_ value: ScenarioValue) async throws -> String? {
    let name = value["of"]?.text ?? "user"
    guard let person = directory.person(name) else { return "there is nobody called '\(name)'" }
    guard let wanted = value["are"]?.list else { return "'are' is a list of roles" }
    let found = try await directory.store.read { tx throws(ResetError) in try tx.roles(of: person.id) }
    let names = found.map(\.rawValue).sorted()
    return names == wanted.compactMap(filled).sorted()
      ? nil : "the roles of \(person.displayName) are: \(names.isEmpty ? "none" : names.joined(separator: ", "))"
  }

  /// Whether one person, in the session that was open all the time, can reset the password of another now.
  func canReset(_ value: ScenarioValue) async -> String? {
    guard let actor = directory.person(value["who"]?.text ?? ""), let session = actor.session else {
      return "'who' is somebody with a session"
    }
    let targets = directory.people(value["whom"]?.text ?? "")
    guard !targets.isEmpty else { return "'whom' is somebody of the scenario" }
    for target in targets {
      let found: String
      do {
        _ = try await service.resetPassword(of: target.id, to: .generated, as: session)
        found = "allowed"
      } catch {
        found = "refused"
        if value["is"]?.text != found { return "the library answers \(actor.displayName): \(error)" }
      }
      guard found == value["is"]?.text else {
        return "\(actor.displayName) is \(found) to reset the password of \(target.displayName)"
      }
    }
    return nil
  }

  /// Whether somebody who forgot the password gets to a new one alone, by the codes that are sent.
  func recovery(_ value: ScenarioValue) async -> String? {
    guard let person = directory.person(value["as"]?.text ?? "user"), let password = filled(value["with"]) else {
      return "'as' is somebody of the scenario, and 'with' a value for the new password"
    }
    let found: String
    var reason = ""
    do {
      try await recover(person, with: Secret(password))
      found = "possible"
    } catch {
      found = "refused"
      reason = ", by the library's word: \(error)"
    }
    return found == value["is"]?.text ? nil : "recovery is \(found) for \(person.displayName)\(reason)"
  }

  private func recover(_ person: Directory.Person, with password: Secret) async throws {
    let ticket = try await service.startRecovery(of: person.userName)
    for channel in [OutboxMessage.Channel.mail, .text] {
      _ = try await service.deliver()
      guard let code = directory.sentCode(over: channel) else { throw ResetError.challengeInvalid }
      if case .proven(let grant) = try await service.redeem(code, for: ticket) {
        return try await service.completeRecovery(grant, newPassword: password)
      }
    }
  }

  /// Whether it was done since the world began; what setting it up left in the trail does not count.
  func audit(_ activity: String) async throws -> String? {
    let start = directory.firstEvents
    let events = try await directory.store.read { tx throws(ResetError) in try tx.events(after: start, limit: 1000) }
    let done = events.filter { $0.refusal == nil }.map(\.activity.rawValue)
    return done.contains(activity)
      ? nil : "the audit trail has no '\(activity)'; it ends with '\(done.last ?? "nothing")'"
  }

  func selfService(_ wanted: String) async throws -> String? {
    let scope = try await directory.store.read { tx throws(ResetError) in try tx.tenant()?.selfService.rawValue }
    return scope == wanted ? nil : "self-service is for '\(scope ?? "nobody")'"
  }

  func expiration(_ value: ScenarioValue) async throws -> String? {
    let wanted = filled(value)
    for domain in try await directory.store.read({ tx throws(ResetError) in try tx.domains() }) {
      let found = if case .days(let days) = domain.expiration { String(days) } else { "never" }
      if found != wanted { return "passwords of \(domain.name) expire after: \(found)" }
    }
    return nil
  }
}
