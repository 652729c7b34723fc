/// That a directory was written with a key, and what of it is still needed when the key is gone.
public struct KeyRecord: Sendable, Equatable {
  /// Tells the key from others, and nothing else of it.
  public let id: String
  /// The part of the key that verifies its events of the audit trail, and up to which event; for whoever has the
  /// current key.
  public var sealed: SealedSecret

  public init(id: String, sealed: SealedSecret) {
    self.id = id
    self.sealed = sealed
  }

  var sealingContext: String { "key/\(id)" }
}

/// A key by which events of the audit trail are verified.
struct AuditKey: Sendable {
  let secret: Secret
  /// The last event that may be of this key: whoever finds a retired one can write no new events with it.
  let last: Int
}
