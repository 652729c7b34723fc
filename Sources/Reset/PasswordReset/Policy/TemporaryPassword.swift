/// Makes passwords that are read aloud and typed once.
///
/// Four groups of four characters, joined by hyphens, from an alphabet without look-alikes (no 0 O o, 1 l I): 16 × log₂ 56
/// = 92.9 bits. Each character is drawn by rejection, so that all are equally likely; a result that the policy of the
/// user refuses is thrown away as a whole.
struct TemporaryPassword {
  static let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
  static let groups = 4
  static let groupLength = 4

  let random: any RandomSource
  let policy: PasswordPolicy

  /// Never one that `policy` refuses for `user`.
  func generate(for user: User) -> Secret {
    while true {
      let candidate = Self.draw(random)
      do {
        try policy.check(candidate, for: user)
        return candidate
      } catch {
        continue
      }
    }
  }

  static func draw(_ random: some RandomSource) -> Secret {
    var password: [UInt8] = []
    // One call for as many bytes as are likely needed, more when they run out.
    var pool = random.bytes(32)
    var next = 0
    for group in 0..<groups {
      if group > 0 { password.append(UInt8(ascii: "-")) }
      var taken = 0
      while taken < groupLength {
        if next == pool.count {
          pool = random.bytes(32)
          next = 0
        }
        // Six bits give 0..<64; what is not within the alphabet is drawn again rather than folded into it.
        let draw = Int(pool[next] & 63)
        next += 1
        guard draw < alphabet.count else { continue }
        password.append(alphabet[draw])
        taken += 1
      }
    }
    return Secret(password)
  }
}
