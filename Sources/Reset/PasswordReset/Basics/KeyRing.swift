internal import CSodium

/// The keys of a directory, all derived from master keys that are never in its database.
///
/// Whoever has only the database can read neither the temporary passwords that wait to be sent nor guess at mistyped
/// passwords, nor rewrite the audit trail. Whoever loses the key loses what waits to be sent, and nothing else.
///
/// With several master keys, the first is written with, and all are read with. So a key is replaced without a pause:
/// every service learns the new one beside the old, then uses it first; see ``PasswordResetService/retireKeys()``.
public struct KeyRing: Sendable {
  /// What is derived from one master key.
  struct Keys: Sendable {
    /// Tells the key from others, and nothing else of it.
    let id: String
    let seal: Secret
    let tokens: Secret
    let audit: Secret

    init(master: Secret) {
      seal = KeyRing.derive(1, from: master)
      tokens = KeyRing.derive(2, from: master)
      audit = KeyRing.derive(3, from: master)
      id = String(Hex.encode(Sodium.keyedHash(Array("identity".utf8), key: KeyRing.derive(4, from: master))).prefix(16))
    }
  }

  let current: Keys
  let others: [Keys]
  var all: [Keys] { [current] + others }

  /// - Parameters:
  ///   - master: Exactly 32 bytes from a cryptographic generator.
  ///   - others: Those that are read with besides.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` for another length.
  public init(master: Secret, others: [Secret] = []) throws(ResetError) {
    for key in [master] + others where key.count != Int(crypto_kdf_KEYBYTES) {
      throw .invalidInput(field: "master key", reason: "it has \(key.count) bytes where 32 are needed")
    }
    current = Keys(master: master)
    self.others = others.map(Keys.init)
  }

  /// - Parameter hexadecimal: A master key as ``makeMaster()`` spells it.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` for anything but 64 hexadecimal digits.
  public init(hexadecimal: Secret, others: [Secret] = []) throws(ResetError) {
    try self.init(
      master: Self.decoded(hexadecimal), others: others.map { key throws(ResetError) in try Self.decoded(key) })
  }

  private static func decoded(_ hexadecimal: Secret) throws(ResetError) -> Secret {
    guard var bytes = Hex.decode(hexadecimal.reveal()), bytes.count == Int(crypto_kdf_KEYBYTES) else {
      throw .invalidInput(field: "master key", reason: "it is not 64 hexadecimal digits")
    }
    defer { unsafe sodium_memzero(&bytes, bytes.count) }
    return Secret(bytes)
  }

  /// A new master key as 64 hexadecimal digits, for the file or the secret manager that keeps it.
  public static func makeMaster() -> Secret {
    Secret(Hex.encode(SystemRandom().bytes(Int(crypto_kdf_KEYBYTES))))
  }

  /// A new key that lives as long as this value: for directories in memory.
  public init() {
    current = Keys(master: Secret(SystemRandom().bytes(Int(crypto_kdf_KEYBYTES))))
    others = []
  }

  fileprivate static func derive(_ number: UInt64, from master: Secret) -> Secret {
    Sodium.ready()
    var key = [UInt8](repeating: 0, count: 32)
    defer { unsafe sodium_memzero(&key, key.count) }
    let status = unsafe master.withPointer { master in
      unsafe crypto_kdf_derive_from_key(&key, key.count, number, "trinrset", master)
    }
    precondition(status == 0, "32 bytes are within the bounds of the derivation")
    return Secret(key)
  }

  /// What the store keeps in place of a session token, a code, a user name nobody has or a mistyped password.
  ///
  /// - Parameter purpose: Keeps the uses apart: the same value gives another digest for another purpose.
  func digest(_ value: some Collection<UInt8>, for purpose: String) -> String {
    Self.digest(value, for: purpose, current)
  }

  func digest(_ secret: Secret, for purpose: String) -> String { digests(secret, for: purpose)[0] }

  /// By every key, the current one first: what a service with another current key may have kept.
  func digests(_ value: some Collection<UInt8>, for purpose: String) -> [String] {
    all.map { Self.digest(value, for: purpose, $0) }
  }

  func digests(_ secret: Secret, for purpose: String) -> [String] {
    unsafe secret.withBytes { bytes in unsafe digests(bytes, for: purpose) }
  }

  private static func digest(_ value: some Collection<UInt8>, for purpose: String, _ keys: Keys) -> String {
    var message = Array(purpose.utf8) + [0] + Array(value)
    defer { unsafe sodium_memzero(&message, message.count) }
    return Hex.encode(Sodium.keyedHash(message, key: keys.tokens))
  }
}

/// A secret that only the key ring opens, and only in the place that it was sealed for.
public struct SealedSecret: Sendable, Equatable {
  /// Nonce and ciphertext in hexadecimal: what the store keeps.
  public let text: String

  public init(text: String) { self.text = text }
}

extension KeyRing {
  /// XChaCha20-Poly1305 under a random nonce, bound to `context` (the identity of the row that holds it).
  func seal(_ secret: Secret, for context: String, random: some RandomSource) -> SealedSecret {
    Sodium.ready()
    let nonce = random.bytes(Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES))
    let context = Array(context.utf8)
    var sealed = [UInt8](repeating: 0, count: secret.count + Int(crypto_aead_xchacha20poly1305_ietf_ABYTES))
    let count = UInt64(secret.count)
    let status = unsafe secret.withPointer { secret in
      unsafe current.seal.withPointer { key in
        unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
          &sealed, nil, secret, count, context, UInt64(context.count), nil, nonce, key)
      }
    }
    precondition(status == 0, "sealing takes every message")
    return SealedSecret(text: Hex.encode(nonce + sealed))
  }

  /// Nothing where no key, the context or the bytes are not those of the sealing.
  func open(_ sealed: SealedSecret, for context: String) -> Secret? {
    for keys in all { if let secret = Self.open(sealed, for: context, keys) { return secret } }
    return nil
  }

  /// Whether it was sealed with the current key.
  func isCurrent(_ sealed: SealedSecret, for context: String) -> Bool {
    Self.open(sealed, for: context, current) != nil
  }

  private static func open(_ sealed: SealedSecret, for context: String, _ keys: Keys) -> Secret? {
    Sodium.ready()
    let nonceCount = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    let tagCount = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
    guard let bytes = Hex.decode(sealed.text), bytes.count >= nonceCount + tagCount else { return nil }
    let nonce = Array(bytes[..<nonceCount])
    let cipher = Array(bytes[nonceCount...])
    let context = Array(context.utf8)
    var plain = [UInt8](repeating: 0, count: cipher.count - tagCount)
    defer { unsafe sodium_memzero(&plain, plain.count) }
    let status = unsafe keys.seal.withPointer { key in
      unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
        &plain, nil, nil, cipher, UInt64(cipher.count), context, UInt64(context.count), nonce, key)
    }
    return status == 0 ? Secret(plain) : nil
  }
}
