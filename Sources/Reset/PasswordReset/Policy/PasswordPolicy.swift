/// Which rules a password must meet.
public enum PasswordProfile: Sendable, Equatable {
  /// What Entra ID asks: 8 to 256 printable ASCII characters, three of four classes, the banned-term score.
  case entra
  /// What NIST SP 800-63B-4 §3.1.1.2 asks: 15 characters, or 8 where a second factor is always asked for; any Unicode,
  /// no classes, a blocklist.
  case nist(secondFactor: Bool)
}

/// The rules of one organization, applied to one user.
public struct PasswordPolicy: Sendable {
  static let maximum = 256

  let profile: PasswordProfile
  let terms: BannedTerms
  let tenantName: String

  public init(profile: PasswordProfile, terms: BannedTerms, tenantName: String) {
    self.profile = profile
    self.terms = terms
    self.tenantName = tenantName
  }

  /// - Throws: ``ResetError/policyViolation(_:)`` with every broken rule, ``ResetError/passwordBanned``.
  public func check(_ password: Secret, for user: User) throws(ResetError) {
    let text = password.reveal()
    var broken: [PolicyRule] = []
    let count = text.unicodeScalars.count
    if count < minimum { broken.append(.tooShort(minimum: minimum)) }
    if count > Self.maximum { broken.append(.tooLong(maximum: Self.maximum)) }
    if case .entra = profile {
      if !text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { broken.append(.characterNotAllowed) }
      if user.strongPasswordRequired, Self.classes(in: text) < 3 { broken.append(.tooFewClasses) }
    } else if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      broken.append(.characterNotAllowed)
    }
    if contains(userName: user.userPrincipalName, text) { broken.append(.containsUserName) }
    guard broken.isEmpty else { throw .policyViolation(broken) }

    let names = [user.givenName, user.surname, user.displayName, tenantName]
    guard !terms.isNearTerm(text), !BannedTerms.contains(names, in: text) else { throw .passwordBanned }
    if case .entra = profile, terms.score(text) < BannedTerms.accepted { throw .passwordBanned }
  }

  public var minimum: Int {
    switch profile {
    case .entra: 8
    case .nist(let secondFactor): secondFactor ? 8 : 15
    }
  }

  /// The part before the at sign counts from four characters; shorter ones stand in too many words.
  private func contains(userName: String, _ password: String) -> Bool {
    let password = password.lowercased()
    let local = userName.prefix { $0 != "@" }.lowercased()
    return password == userName.lowercased() || (local.utf8.count >= 4 && password.contains(local))
  }

  static func classes(in password: String) -> Int {
    var lower = false
    var upper = false
    var digit = false
    var symbol = false
    for byte in password.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): lower = true
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): upper = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = true
      default: symbol = true
      }
    }
    return [lower, upper, digit, symbol].count { $0 }
  }
}
