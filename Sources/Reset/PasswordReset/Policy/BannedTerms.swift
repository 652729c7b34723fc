/// The terms that everybody guesses first, and how a password is measured against them.
///
/// A password is lower-cased and 0→o, 1→l, $→s, @→a are undone. It is banned when it is within one edit of a term,
/// when it holds a name of the user or the organization of four letters or more, or when it scores fewer than five
/// points: one for each term in it, one for each character that is left.
///
/// - SeeAlso: Microsoft Entra Password Protection, "How are passwords evaluated".
public struct BannedTerms: Sendable {
  public static let permittedLength = 4...16
  static let accepted = 5

  private let terms: Set<[UInt32]>
  /// By their last scalar: few terms can end at a given place of a password.
  private let byEnd: [UInt32: [[UInt32]]]

  /// - Parameter custom: Added to the built-in terms, each 4 to 16 characters.
  public init(custom: some Sequence<String> = []) {
    terms = Set((Self.builtIn + custom).map(Self.normalize))
    byEnd = Dictionary(grouping: terms) { $0.last ?? 0 }
  }

  /// The scalars of `text` after the documented normalisation.
  static func normalize(_ text: String) -> [UInt32] {
    text.lowercased().unicodeScalars.map { scalar in
      switch scalar {
      case "0": UInt32(UInt8(ascii: "o"))
      case "1": UInt32(UInt8(ascii: "l"))
      case "$": UInt32(UInt8(ascii: "s"))
      case "@": UInt32(UInt8(ascii: "a"))
      default: scalar.value
      }
    }
  }

  /// The fewest points that a reading of `password` as terms and single characters gives.
  public func score(_ password: String) -> Int {
    let text = Self.normalize(password)
    var points = [0]
    for end in text.indices {
      var best = points[end] + 1
      for term in byEnd[text[end], default: []] where term.count <= end + 1 {
        let start = end + 1 - term.count
        if points[start] + 1 < best, text[start...end].elementsEqual(term) { best = points[start] + 1 }
      }
      points.append(best)
    }
    return points[text.count]
  }

  /// Whether the whole of `password` is a term, or one insertion, deletion or substitution away from one.
  public func isNearTerm(_ password: String) -> Bool {
    let text = Self.normalize(password)
    return terms.contains { Self.isWithinOneEdit($0, text) }
  }

  /// Whether one of `names`, four letters or longer, is in `password`.
  static func contains(_ names: [String], in password: String) -> Bool {
    let text = normalize(password)
    return names.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.map { normalize(String($0)) }
      .contains { name in name.count >= 4 && text.contains(name) }
  }

  static func isWithinOneEdit(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    guard long.count - short.count <= 1 else { return false }
    let same = zip(short, long).prefix { $0 == $1 }.count
    let rest = short.count == long.count ? short.dropFirst(same + 1) : short.dropFirst(same)
    return rest.elementsEqual(long.dropFirst(same + 1))
  }

  /// A start of our own, English and Danish; a directory adds the terms of its business.
  static let builtIn: [String] = [
    "abcd", "abcdefg", "adgang", "adgangskode", "admin", "administrator", "asdf", "asdfgh", "autumn", "baseball",
    "changeme", "default", "dragon", "efterår", "football", "forår", "guest", "hello", "hemmelig", "iloveyou", "kode",
    "kodeord", "letmein", "login", "master", "microsoft", "monkey", "office", "pass", "passord", "password", "passwort",
    "princess", "qwer", "qwerty", "qwertyuiop", "secret", "shadow", "skifte", "sommer", "spring", "start", "starwars",
    "summer", "sunshine", "superman", "temp", "test", "trustno1", "user", "velkommen", "vinter", "welcome", "winter",
    "zxcv", "zxcvbn", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1111", "111111", "0000", "000000",
    "2000", "2024", "2025", "2026", "aaaa", "danmark", "københavn", "fodbold", "skat", "1q2w3e", "1qaz2wsx",
  ]
}

extension [UInt32] {
  fileprivate func contains(_ other: [UInt32]) -> Bool {
    guard other.count <= count else { return false }
    return (0...(count - other.count)).contains { start in self[start..<(start + other.count)].elementsEqual(other) }
  }
}
