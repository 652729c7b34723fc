internal import Foundation

/// An address that mail can be sent to, checked and in the form that goes over the wire.
///
/// What is refused: more than 254 bytes, or 64 before the at sign; anything but the plain form of RFC 5321 (no quoted
/// part, no address literal, no control character, so that no header can be injected); domains with other letters than
/// ASCII and the Western European ones, since `соntoso` in Cyrillic reads as `contoso`; domains given in their encoded
/// form (`xn--`), which hide what they read as.
///
/// Two spellings of one address are equal: servers that tell `Mette@` from `mette@` are not found any more, and a limit
/// that does can be passed.
public struct EmailAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address for SMTP: the domain in lower case, encoded where it is international.
  public let wire: String

  public var description: String { wire }

  /// What is counted and compared.
  package var canonical: String { wire.lowercased() }

  /// The domain as mail spells it.
  var domain: Substring { wire.drop { $0 != "@" }.dropFirst() }

  /// An address that was checked before, as its ``wire`` form was kept: checking that again would refuse an encoded
  /// domain.
  package init(checked wire: String) { self.wire = wire }

  public static func == (a: EmailAddress, b: EmailAddress) -> Bool { a.canonical == b.canonical }

  public func hash(into hasher: inout Hasher) { hasher.combine(canonical) }

  /// - Throws: ``ResetError/invalidRecipient(reason:)``.
  public init(_ text: String) throws(ResetError) {
    func refuse(_ reason: String) -> ResetError {
      .invalidRecipient(reason: "the address \"\(ForeignText.shown(text))\" \(reason)")
    }
    guard text.utf8.count <= 254 else { throw refuse("is longer than 254 bytes") }
    let halves = text.unicodeScalars.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2 else { throw refuse(halves.count < 2 ? "has no at sign" : "has more than one at sign") }
    let local = Array(halves[0])
    guard !local.isEmpty else { throw refuse("has nothing before the at sign") }
    guard local.count <= 64 else { throw refuse("has more than 64 characters before the at sign") }
    guard local.allSatisfy({ Self.isAtomText($0) || $0 == "." }) else {
      throw refuse("has a character before the at sign that mail does not carry")
    }
    guard local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }) else {
      throw refuse("has a dot too many before the at sign")
    }
    // The same letter, however it is composed.
    let labels = String(String.UnicodeScalarView(halves[1])).precomposedStringWithCanonicalMapping.unicodeScalars
      .split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2 else { throw refuse("has no complete domain") }
    var encoded: [String] = []
    for label in labels {
      guard let label = Self.encode(Array(label)) else {
        throw refuse("has a domain that is not spelled in ASCII or Western European letters")
      }
      encoded.append(label)
    }
    guard let last = encoded.last, last.utf8.contains(where: { !(0x30...0x39).contains($0) }) else {
      throw refuse("has a number for its domain")
    }
    wire = String(String.UnicodeScalarView(local)) + "@" + encoded.joined(separator: ".")
    guard wire.utf8.count <= 254 else { throw refuse("is longer than 254 bytes") }
  }

  private static func isAtomText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    case "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|", "}", "~": true
    default: false
    }
  }

  /// The label as the domain name system spells it, or nothing for one that is refused.
  private static func encode(_ label: [Unicode.Scalar]) -> String? {
    let lower = String(String.UnicodeScalarView(label)).lowercased()
    let scalars = Array(lower.unicodeScalars)
    guard !scalars.isEmpty, scalars.first != "-", scalars.last != "-", !lower.hasPrefix("xn--") else { return nil }
    let isPermitted = scalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "0"..."9", "-": true
      // Letters of Latin-1 that no ASCII letter is mistaken for.
      case "\u{DF}"..."\u{F6}", "\u{F8}"..."\u{FF}": true
      default: false
      }
    }
    guard isPermitted else { return nil }
    let encoded = scalars.allSatisfy(\.isASCII) ? lower : "xn--" + Punycode.encode(scalars)
    return encoded.utf8.count <= 63 ? encoded : nil
  }
}
