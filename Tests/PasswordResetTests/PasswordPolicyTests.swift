import PasswordReset
import Testing

private func user(
  given: String = "Mette", surname: String = "Holm", name: String = "mette@contoso.example", strong: Bool = true
) -> User {
  User(
    id: UserID(rawValue: "1"), userPrincipalName: name, displayName: "\(given) \(surname)", givenName: given,
    surname: surname, strongPasswordRequired: strong)
}

private func policy(_ profile: PasswordProfile = .entra, banning custom: [String] = []) -> PasswordPolicy {
  PasswordPolicy(profile: profile, terms: BannedTerms(custom: custom), tenantName: "Fabrikam")
}

private func refusal(_ password: String, _ policy: PasswordPolicy, for user: User = user()) -> ResetError? {
  do throws(ResetError) {
    try policy.check(Secret(password), for: user)
    return nil
  } catch {
    return error
  }
}

@Suite("The Entra password policy")
struct EntraPolicyTests {
  @Test("scores one point a banned term and one a remaining character, and accepts five")
  func publishedVectors() {
    let terms = ["contoso", "blank"]
    #expect(BannedTerms(custom: terms).score("C0ntos0Blank12") == 4)
    #expect(refusal("C0ntos0Blank12", policy(banning: terms)) == .passwordBanned)
    #expect(BannedTerms(custom: terms).score("ContoS0Bl@nkf9!") == 5)
    #expect(refusal("ContoS0Bl@nkf9!", policy(banning: terms)) == nil)
  }

  @Test("refuses a name of the user, however it is disguised")
  func userName() {
    #expect(refusal("p0LL23fb", policy(), for: user(given: "Poll")) == .passwordBanned)
    #expect(refusal("p0LL23fb", policy()) == nil)
    #expect(refusal("F@brikam-9-Xy", policy()) == .passwordBanned, "the name of the organization")
    #expect(refusal("Bo-cycles-9-km", policy(), for: user(given: "Bo")) == nil, "three letters are too few")
  }

  @Test("refuses what is one edit away from a banned term")
  func nearTerms() {
    let policy = policy(banning: ["Kaffekande9"])
    #expect(refusal("Kaffekande9", policy) == .passwordBanned)
    #expect(refusal("kaffekanDe98", policy) == .passwordBanned)
    #expect(refusal("Kaffkande9", policy) == .passwordBanned)
    #expect(refusal("Kaffekqnde9", policy) == .passwordBanned)
    #expect(refusal("Kaff-k-ande9", policy) == nil)
  }

  @Test(
    "names each rule that is broken",
    arguments: [
      ("Aa1-xyz", [PolicyRule.tooShort(minimum: 8)]),
      ("Aa1-xyzw", []),
      (String(repeating: "Aa1-", count: 64), []),
      (String(repeating: "Aa1-", count: 64) + "x", [.tooLong(maximum: 256)]),
      ("rød-Grød-9x", [.characterNotAllowed]),
      ("Aa1-\u{7}xyzw", [.characterNotAllowed]),
      ("lower-only", [.tooFewClasses]),
      ("With space 9", []),
      ("x-mette-9-Xy", [.containsUserName]),
      ("short", [.tooShort(minimum: 8), .tooFewClasses]),
    ])
  func rules(password: String, broken: [PolicyRule]) {
    #expect(refusal(password, policy()) == (broken.isEmpty ? nil : .policyViolation(broken)))
  }

  @Test("asks for no classes of users who need no strong password")
  func weakAllowed() {
    #expect(refusal("qzvkwhjr", policy(), for: user(strong: false)) == nil)
    #expect(refusal("qzvkwhjr", policy()) == .policyViolation([.tooFewClasses]))
  }
}

@Suite("The NIST password policy")
struct NISTPolicyTests {
  @Test("asks for 15 characters, or 8 beside a second factor, and for no classes")
  func length() {
    #expect(refusal("fourteen chars", policy(.nist(secondFactor: false))) == .policyViolation([.tooShort(minimum: 15)]))
    #expect(refusal("fifteen chars!!", policy(.nist(secondFactor: false))) == nil)
    #expect(refusal("qzvkwhjr", policy(.nist(secondFactor: true))) == nil)
  }

  @Test("takes Unicode, counting each scalar as one character")
  func unicode() {
    #expect(refusal("rødgrød og flød", policy(.nist(secondFactor: false))) == nil)
    #expect(
      refusal("rødgrød og fl\u{0}d", policy(.nist(secondFactor: false))) == .policyViolation([.characterNotAllowed]))
  }

  @Test("refuses terms of the blocklist and names")
  func blocklist() {
    #expect(refusal("adgangskode", policy(.nist(secondFactor: true))) == .passwordBanned)
    #expect(refusal("skovholmen i regnvejr", policy(.nist(secondFactor: false))) == .passwordBanned)
  }

  @Test("hashes composed and decomposed spellings alike, and only then")
  func normalization() async throws {
    let world = try await World(profile: .nist(secondFactor: false))
    let mette = try await world.signIn("mette")
    try await world.service.changeOwnPassword(
      from: Secret(World.initial), to: Secret("bl\u{E5}b\u{E6}r p\u{E5} heden"), as: mette)
    _ = try await world.signIn("mette", "bla\u{30A}b\u{E6}r pa\u{30A} heden")
  }
}
