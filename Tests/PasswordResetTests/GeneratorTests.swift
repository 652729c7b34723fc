import Foundation
import Testing

@testable import PasswordReset

/// Longer runs: `TRIN_LONG_TESTS=1 swift test --filter PasswordReset`.
let runsLong = ProcessInfo.processInfo.environment["TRIN_LONG_TESTS"] != nil

/// Pearson's χ² of `counts` against all being equally likely, as a standard normal deviate (Wilson and Hilferty).
private func deviate(_ counts: [Int]) -> Double {
  let expected = Double(counts.reduce(0, +)) / Double(counts.count)
  let squares = counts.reduce(0.0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
  let freedom = Double(counts.count - 1)
  return (pow(squares / freedom, 1.0 / 3) - (1 - 2 / (9 * freedom))) / (2 / (9 * freedom)).squareRoot()
}

/// The greatest deviate of any position over `samples` passwords.
private func worstDeviate(_ samples: Int, _ draw: () -> [UInt8]) -> Double {
  let places = Dictionary(uniqueKeysWithValues: TemporaryPassword.alphabet.enumerated().map { ($1, $0) })
  var table = [UInt8](repeating: 255, count: 256)
  for (byte, place) in places { table[Int(byte)] = UInt8(place) }
  var counts = [[Int]](repeating: [Int](repeating: 0, count: places.count), count: 16)
  for _ in 0..<samples {
    var position = 0
    for byte in draw() where byte != UInt8(ascii: "-") {
      counts[position][Int(table[Int(byte)])] += 1
      position += 1
    }
  }
  return counts.map(deviate).max() ?? .infinity
}

@Suite("The generator of temporary passwords")
struct GeneratorTests {
  /// 16 positions, each of which goes beyond this by chance once in ten million runs.
  private static let bound = 5.2
  private let samples = runsLong ? 1_000_000 : 100_000

  @Test("draws every character equally often at every position (χ²)")
  func uniform() {
    let random = SeededRandom(seed: 20_260_202)
    let worst = worstDeviate(samples) {
      let password = TemporaryPassword.draw(random)
      return unsafe password.withBytes { bytes in unsafe Array(bytes) }
    }
    #expect(worst < Self.bound)
  }

  @Test("would be caught if it folded a byte into the alphabet with a remainder")
  func biasIsCaught() {
    let random = SeededRandom(seed: 20_260_202)
    let alphabet = TemporaryPassword.alphabet
    let worst = worstDeviate(samples) { random.bytes(16).map { alphabet[Int($0) % alphabet.count] } }
    #expect(worst > Self.bound)
  }

  @Test("has 56 characters without look-alikes, so 16 of them have more than 80 bits")
  func entropy() {
    #expect(Set(TemporaryPassword.alphabet).count == 56)
    #expect(log2(56.0) * 16 > 80)
    #expect(Set(TemporaryPassword.alphabet).isDisjoint(with: Array("0Oo1lI".utf8)))
  }

  @Test("always passes the policy that it was made for, whatever the names, the banned terms and the profile")
  func passesPolicy() throws {
    var input = FuzzInput(seed: 5)
    let random = SeededRandom(seed: 5)
    let letters = TemporaryPassword.alphabet.map { String(UnicodeScalar($0)) }
    func word(_ length: Int) -> String { (0..<length).map { _ in letters[input.next(letters.count)] }.joined() }
    for _ in 0..<(runsLong ? 200_000 : 5000) {
      let profile: PasswordProfile = [.entra, .nist(secondFactor: false), .nist(secondFactor: true)][input.next(3)]
      let policy = PasswordPolicy(
        profile: profile, terms: BannedTerms(custom: (0..<input.next(20)).map { _ in word(4) }), tenantName: word(4))
      let user = User(
        id: UserID(rawValue: "1"), userPrincipalName: "\(word(4))@contoso.example", displayName: word(input.next(6)),
        givenName: word(input.next(5)), surname: word(4), strongPasswordRequired: input.next(2) == 0)
      let password = TemporaryPassword(random: random, policy: policy).generate(for: user)
      #expect(throws: Never.self) { try policy.check(password, for: user) }
    }
  }

  @Test("draws digits of codes equally often, too")
  func codes() {
    let random = SeededRandom(seed: 7)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[Int(random.below(10))] += 1 }
    #expect(deviate(counts) < Self.bound)
    var biased = [Int](repeating: 0, count: 10)
    for byte in random.bytes(1_000_000) { biased[Int(byte % 10)] += 1 }
    #expect(deviate(biased) > Self.bound, "256 is no multiple of 10")
  }
}
