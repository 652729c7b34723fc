internal import CSodium

/// Argon2id by libsodium, in PHC form (`$argon2id$v=19$m=19456,t=2,p=1$…`).
///
/// - SeeAlso: OWASP Password Storage Cheat Sheet; RFC 9106.
public struct PasswordHasher: Sendable {
  public enum Cost: Sendable {
    /// 19 MiB, two passes, one lane: OWASP's recommendation, about 20 ms a hash on a server core.
    case owasp
    /// 8 KiB and one pass, microseconds a hash: no protection at all. For tests and scenario runs, whose passwords are
    /// nobody's.
    case reducedForTests

    var passes: UInt64 { self == .owasp ? 2 : 1 }
    var memory: Int { self == .owasp ? 19 * 1024 * 1024 : 8 * 1024 }
  }

  public let cost: Cost
  /// A hash that no password has, to spend the same time where there is no user.
  private let nobody: String

  public init(cost: Cost = .owasp) {
    self.cost = cost
    nobody = unsafe Secret("nobody has this password").withPointer { unsafe Self.hash($0, 24, cost) }
  }

  /// Hashes once and throws the result away, to measure what hashing costs on a machine.
  package func measure() { _ = hash(NormalizedPassword(Secret("Nine-green-7-tractors"))) }

  /// - Precondition: There is memory for the cost.
  func hash(_ password: NormalizedPassword) -> String {
    unsafe password.secret.withPointer { bytes in unsafe Self.hash(bytes, password.secret.count, cost) }
  }

  private static func hash(_ password: UnsafePointer<UInt8>, _ count: Int, _ cost: Cost) -> String {
    Sodium.ready()
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let status = unsafe password.withMemoryRebound(to: CChar.self, capacity: count) { characters in
      unsafe crypto_pwhash_str_alg(
        &text, characters, UInt64(count), cost.passes, cost.memory, crypto_pwhash_ALG_ARGON2ID13)
    }
    precondition(status == 0, "there is no memory to hash a password")
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Takes the same time for a user who is not there (`hash` is nothing) as for one who is.
  func verify(_ password: NormalizedPassword, against hash: String?) -> Bool {
    Sodium.ready()
    let stored = Self.padded(hash ?? nobody)
    let count = password.secret.count
    let matches = unsafe password.secret.withPointer { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self, capacity: count) { characters in
        unsafe crypto_pwhash_str_verify(stored, characters, UInt64(count)) == 0
      }
    }
    return matches && hash != nil
  }

  /// Whether `hash` was made with another cost than this hasher's.
  func isOutdated(_ hash: String) -> Bool {
    unsafe crypto_pwhash_str_needs_rehash(Self.padded(hash), cost.passes, cost.memory) != 0
  }

  /// libsodium reads the whole of its fixed length.
  private static func padded(_ hash: String) -> [CChar] {
    let text = Array(hash.utf8CString)
    return text + [CChar](repeating: 0, count: max(0, Int(crypto_pwhash_STRBYTES) - text.count))
  }
}
