/// What the end of a rotation did.
public struct KeyRetirement: Sendable, Equatable {
  /// How many passwords and codes that wait were sealed anew.
  public let resealed: Int
  /// Until when sessions, recoveries and limits that began under the former key need it to be read.
  public let readUntil: Timestamp
}

extension PasswordResetService {
  private static let page = 200

  /// Ends a rotation: seals whatever waits with the current key, and lets no other key write events from now on.
  ///
  /// A rotation has three steps, each on every service before the next: the new key is added behind the old one; it is
  /// moved before it; this is called, once. The old key is taken away when ``KeyRetirement/readUntil`` has passed.
  /// - Throws: ``ResetError/notAuthorized`` to all but global administrators, ``ResetError/conflict(reason:)`` where the
  ///   ring has no other key.
  @discardableResult
  public func retireKeys(as session: Session) async throws(ResetError) -> KeyRetirement {
    guard !keys.others.isEmpty else {
      throw .conflict(reason: "there is no other key to retire; name the former one behind the current one")
    }
    try await store.read { [self] tx throws(ResetError) in
      guard try actor(tx, session).roles.contains(.globalAdministrator) else { throw .notAuthorized }
    }
    var resealed = 0
    var last = ""
    while true {
      let after = last
      let page = try await store.write { [self] tx throws(ResetError) in
        let page = try tx.sealedMessages(after: after, limit: Self.page)
        for var message in page {
          guard let sealed = message.sealed, let fresh = reseal(sealed, message.sealingContext) else { continue }
          message.sealed = fresh
          _ = try tx.replace(fence: message.fence, by: message)
        }
        return page.map(\.id)
      }
      resealed += page.count
      guard let end = page.last else { break }
      last = end
    }
    last = ""
    while true {
      let after = last
      let page = try await store.write { [self] tx throws(ResetError) in
        let page = try tx.sealedResets(after: ResetID(rawValue: after), limit: Self.page)
        for reset in page {
          guard let sealed = reset.sealed, let fresh = reseal(sealed, "reset/\(reset.id)") else { continue }
          try tx.reseal(reset.id, fresh)
        }
        return page.map(\.id.rawValue)
      }
      resealed += page.count
      guard let end = page.last else { break }
      last = end
    }
    try await store.write { [self] tx throws(ResetError) in
      let actor = try actor(tx, session)
      guard actor.roles.contains(.globalAdministrator) else { throw .notAuthorized }
      try audit(
        tx, .rotateKey, by: actor.name,
        ["key": keys.current.id, "retired": keys.others.map(\.id).joined(separator: " ")])
      try recordKeys(tx, retiringAt: tx.auditHead()?.sequence ?? 0)
    }
    return KeyRetirement(resealed: resealed, readUntil: clock.now + Self.sessionLength)
  }

  /// Whether nothing that waits needs another key than the current one.
  package func isSealedWithCurrentKey() async throws(ResetError) -> Bool {
    try await store.read { [self] tx throws(ResetError) in
      let messages = try tx.sealedMessages(after: "", limit: 1_000_000)
      let resets = try tx.sealedResets(after: ResetID(rawValue: ""), limit: 1_000_000)
      return messages.allSatisfy { message in
        message.sealed.map { keys.isCurrent($0, for: message.sealingContext) } ?? true
      } && resets.allSatisfy { reset in reset.sealed.map { keys.isCurrent($0, for: "reset/\(reset.id)") } ?? true }
    }
  }

  private func reseal(_ sealed: SealedSecret, _ context: String) -> SealedSecret? {
    guard !keys.isCurrent(sealed, for: context), let secret = keys.open(sealed, for: context) else { return nil }
    return keys.seal(secret, for: context, random: random)
  }

  /// Keeps what is needed of each key of the ring to verify its events later, sealed with the current key.
  /// - Parameter sequence: The last event that the other keys may have written; nothing while they may go on.
  func recordKeys(_ tx: any ResetTransaction, retiringAt sequence: Int? = nil) throws(ResetError) {
    for key in keys.all {
      let last = key.id == keys.current.id ? Int.max : sequence ?? .max
      let text = key.audit.withHexadecimal { "\($0):\(last)" }
      var record = KeyRecord(id: key.id, sealed: SealedSecret(text: ""))
      record.sealed = keys.seal(Secret(text), for: record.sealingContext, random: random)
      try tx.save(record)
    }
    // Those of earlier rotations are sealed anew as they are.
    for var record in try tx.keyRecords() where !keys.all.contains(where: { $0.id == record.id }) {
      guard let fresh = reseal(record.sealed, record.sealingContext) else { continue }
      record.sealed = fresh
      try tx.save(record)
    }
  }
}

extension Secret {
  fileprivate func withHexadecimal<Result>(_ body: (String) -> Result) -> Result {
    unsafe withBytes { bytes in unsafe body(Hex.encode(bytes)) }
  }
}
