/// Links each event to the one before, so that a change, a gap or a swap anywhere shows.
///
/// The hash is BLAKE2b-256 under a key that is not in the database: whoever can write the database cannot forge it.
/// That the newest events were cut off shows against the head, which the store keeps beside them with a seal. Whoever puts
/// an older copy of both back is found out only by a head that was noted elsewhere, such as an export.
struct AuditChain {
  /// The detail of an event that was written after the head of the trail was gone or changed.
  static let lostHead = "trail"
  static let genesis = String(repeating: "0", count: 64)

  let keys: KeyRing

  /// The event after `last`.
  func next(
    after last: AuditHead?, at: Timestamp, _ activity: AuditEvent.Activity, actor: String, target: String?,
    refusal: String?, details: [String: String]
  ) -> AuditEvent {
    // A number that was put there by hand must not end the program.
    let sequence = (last?.sequence ?? 0) &+ 1
    let previous = last?.hash ?? Self.genesis
    let hash = hash(sequence, at, activity, actor, target, refusal, details, previous)
    return AuditEvent(
      sequence: sequence, at: at, activity: activity, actor: actor, target: target, refusal: refusal, details: details,
      previousHash: previous, hash: hash)
  }

  /// Whether `event` follows `last` unchanged. The first event of each directory is that of its set-up.
  func verifies(_ event: AuditEvent, after last: AuditHead?) -> Bool {
    guard last != nil || event.activity == .setCompanyInformation && event.actor == "set-up" else { return false }
    guard event.details[Self.lostHead] == nil else { return false }
    return follows(event, last)
  }

  private func follows(_ event: AuditEvent, _ last: AuditHead?) -> Bool {
    event.sequence == (last?.sequence ?? 0) + 1 && event.previousHash == last?.hash ?? Self.genesis && isOwn(event)
  }

  /// The seal of the head that `event` makes.
  func seal(_ event: AuditEvent) -> String { seal(event.sequence, event.hash) }

  private func seal(_ sequence: Int, _ hash: String) -> String {
    Hex.encode(Sodium.keyedHash(Array("head \(sequence) \(hash)".utf8), key: keys.audit))
  }

  /// Whether `head` was written with these keys.
  func verifies(_ head: AuditHead) -> Bool { head.seal == seal(head.sequence, head.hash) }

  /// Whether `event` was written with these keys, wherever it stands.
  func isOwn(_ event: AuditEvent) -> Bool {
    event.hash
      == hash(
        event.sequence, event.at, event.activity, event.actor, event.target, event.refusal, event.details,
        event.previousHash)
  }

  /// Whether `head` is the one that was written with `event`.
  func verifies(_ head: AuditHead, of event: AuditEvent) -> Bool {
    head.sequence == event.sequence && head.hash == event.hash && verifies(head)
  }

  private func hash(
    _ sequence: Int, _ at: Timestamp, _ activity: AuditEvent.Activity, _ actor: String, _ target: String?,
    _ refusal: String?, _ details: [String: String], _ previous: String
  ) -> String {
    var message: [UInt8] = []
    // Each field with its length, so that no two lists of fields give the same bytes.
    func add(_ field: String?) {
      guard let field else { return message.append(0) }
      message.append(1)
      message += Array(String(field.utf8.count).utf8) + [UInt8(ascii: ":")] + Array(field.utf8)
    }
    add(previous)
    add(String(sequence))
    add(String(at.milliseconds))
    add(activity.rawValue)
    add(actor)
    add(target)
    add(refusal)
    for (key, value) in details.sorted(by: { $0.key < $1.key }) {
      add(key)
      add(value)
    }
    return Hex.encode(Sodium.keyedHash(message, key: keys.audit))
  }
}
