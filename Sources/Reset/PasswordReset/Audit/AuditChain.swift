/// Links each event to the one before, so that a change, a gap or a swap anywhere shows.
///
/// The hash is BLAKE2b-256 under a key that is not in the database: whoever can write the database cannot forge it.
/// That the newest events were cut off shows against the head, which the store keeps beside them with a seal. Whoever puts
/// an older copy of both back is found out only by a head that was noted elsewhere, such as an export.
struct AuditChain {
  /// The detail of an event that was written after the head of the trail was gone or changed.
  static let lostHead = "trail"
  static let genesis = String(repeating: "0", count: 64)

  /// What new events are written with.
  let current: Secret
  /// What events are verified with, by every key that the directory had.
  let known: [AuditKey]

  /// - Parameter records: Of the keys that the ring may no longer have.
  init(keys: KeyRing, records: [KeyRecord] = []) {
    current = keys.current.audit
    let retired = records.compactMap { record -> AuditKey? in
      guard let text = keys.open(record.sealed, for: record.sealingContext)?.reveal() else { return nil }
      let parts = text.split(separator: ":")
      guard parts.count == 2, let bytes = Hex.decode(String(parts[0])), let last = Int(parts[1]) else { return nil }
      return AuditKey(secret: Secret(bytes), last: last)
    }
    let ring = keys.all.filter { key in !retired.contains { $0.secret == key.audit } }
    known = ring.map { AuditKey(secret: $0.audit, last: .max) } + retired
  }

  /// The event after `last`.
  func next(
    after last: AuditHead?, at: Timestamp, _ activity: AuditEvent.Activity, actor: String, target: String?,
    refusal: String?, details: [String: String]
  ) -> AuditEvent {
    // A number that was put there by hand must not end the program.
    let sequence = (last?.sequence ?? 0) &+ 1
    let previous = last?.hash ?? Self.genesis
    let hash = Self.hash(sequence, at, activity, actor, target, refusal, details, previous, current)
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
  func seal(_ event: AuditEvent) -> String { Self.seal(event.sequence, event.hash, current) }

  private static func seal(_ sequence: Int, _ hash: String, _ key: Secret) -> String {
    Hex.encode(Sodium.keyedHash(Array("head \(sequence) \(hash)".utf8), key: key))
  }

  /// Whether `head` was written with these keys.
  func verifies(_ head: AuditHead) -> Bool {
    known.contains { head.sequence <= $0.last && head.seal == Self.seal(head.sequence, head.hash, $0.secret) }
  }

  /// Whether `event` was written with these keys, wherever it stands.
  func isOwn(_ event: AuditEvent) -> Bool {
    known.contains { key in
      event.sequence <= key.last
        && event.hash
          == Self.hash(
            event.sequence, event.at, event.activity, event.actor, event.target, event.refusal, event.details,
            event.previousHash, key.secret)
    }
  }

  /// Whether `head` is the one that was written with `event`.
  func verifies(_ head: AuditHead, of event: AuditEvent) -> Bool {
    head.sequence == event.sequence && head.hash == event.hash && verifies(head)
  }

  private static func hash(
    _ sequence: Int, _ at: Timestamp, _ activity: AuditEvent.Activity, _ actor: String, _ target: String?,
    _ refusal: String?, _ details: [String: String], _ previous: String, _ key: Secret
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
    return Hex.encode(Sodium.keyedHash(message, key: key))
  }
}
