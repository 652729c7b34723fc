import Testing

@testable import PasswordReset

/// Seeded, so that a failure comes again; `TRIN_LONG_TESTS=1` runs a hundred times as many rounds.
struct FuzzInput {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next(_ bound: Int) -> Int {
    // xorshift64*
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return Int((state &* 2_685_821_657_736_338_717) >> 33) % bound
  }

  /// A few pieces of what the parser under test knows, with stray scalars in between.
  mutating func text(from pieces: [String]) -> String {
    var text = ""
    for _ in 0..<next(12) {
      if next(4) == 0, let scalar = Unicode.Scalar(UInt32(next(0x3000))) {
        text.unicodeScalars.append(scalar)
      } else {
        text += pieces[next(pieces.count)]
      }
    }
    return text
  }
}

@Suite("Whatever is thrown at it")
struct FuzzTests {
  private let rounds = runsLong ? 2_000_000 : 20_000

  @Test("an address that is taken is one line of ASCII that is taken again unchanged")
  func addresses() throws {
    var input = FuzzInput(seed: 1)
    let pieces = [
      "a", "mette", "@contoso.example", "@", ".", "-", "xn--", "contoso", "ø", "\r\n", "Bcc: ", " ", "\"", "<", "[",
      "1",
    ]
    var taken = 0
    for _ in 0..<rounds {
      let text = input.text(from: pieces)
      guard let address = try? EmailAddress(text) else { continue }
      taken += 1
      #expect(address.wire.utf8.allSatisfy { (0x21...0x7E).contains($0) })
      #expect(address.wire.utf8.count <= 254)
      // What is encoded already is refused when it is typed, so only plain domains come back.
      if !address.wire.contains("xn--") { #expect(try EmailAddress(address.wire) == address) }
    }
    #expect(taken > 0)
  }

  @Test("a list of users gives rows or reasons, and never more rows than lines")
  func lists() {
    var input = FuzzInput(seed: 2)
    let pieces = ["userPrincipalName", ",", "\n", "\"", "\"\"", "\r\n", "a@b.example", "roles", "\u{FEFF}", "\r"]
    for round in 0..<rounds {
      var text = input.text(from: pieces)
      if round.isMultiple(of: 2) { text = "userPrincipalName,roles\n" + text }
      let list = UserList(csv: Array(text.utf8))
      let lines = text.utf8.count { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } + 1
      #expect(list.users.count <= lines)
      #expect(list.faults.allSatisfy { (1...lines).contains($0.line ?? 0) && !$0.reason.isEmpty })
      _ = UserList(csv: (0..<input.next(40)).map { _ in UInt8(input.next(256)) })
    }
  }

  @Test("a password is accepted or refused, and one that is accepted scores five or more")
  func passwords() {
    var input = FuzzInput(seed: 3)
    let terms = BannedTerms(custom: ["contoso", "blank"])
    let policy = PasswordPolicy(profile: .entra, terms: terms, tenantName: "Fabrikam")
    let user = User(
      id: UserID(rawValue: "1"), userPrincipalName: "mette@contoso.example", displayName: "Mette Holm",
      givenName: "Mette", surname: "Holm")
    let pieces = ["Contoso", "C0nt0s0", "bl@nk", "9", "!", "X", "y", "P@$$w0rd", "m3tte", "Mette", "Holm", "-"]
    var accepted = 0
    for _ in 0..<rounds {
      let text = input.text(from: pieces)
      guard (try? policy.check(Secret(text), for: user)) != nil else { continue }
      accepted += 1
      #expect(terms.score(text) >= 5)
      let normalized = BannedTerms.normalize(text)
      for name in ["mette", "holm", "fabrikam"] {
        let name = name.unicodeScalars.map(\.value)
        #expect(!normalized.indices.contains { normalized[$0...].starts(with: name) })
      }
    }
    #expect(accepted > 0)
  }

  @Test("a sealed secret opens in its own place and under its own key, and nowhere else")
  func sealing() {
    var input = FuzzInput(seed: 4)
    let keys = KeyRing()
    let secret = Secret("Planted-9-password")
    let sealed = keys.seal(secret, for: "outbox/1", random: SystemRandom())
    #expect(keys.open(sealed, for: "outbox/1") == secret)
    #expect(keys.open(sealed, for: "outbox/2") == nil)
    #expect(KeyRing().open(sealed, for: "outbox/1") == nil)
    for _ in 0..<1000 {
      var bytes = Array(sealed.text.utf8)
      let place = input.next(bytes.count)
      bytes[place] = bytes[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
      let damaged = SealedSecret(text: String(decoding: bytes, as: UTF8.self))
      if damaged != sealed { #expect(keys.open(damaged, for: "outbox/1") == nil) }
      #expect(keys.open(SealedSecret(text: input.text(from: ["0", "f", "g"])), for: "outbox/1") == nil)
    }
  }
}
