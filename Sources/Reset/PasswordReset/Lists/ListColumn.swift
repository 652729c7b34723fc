/// A column of a list of users.
enum ListColumn: String, CaseIterable {
  case userPrincipalName, displayName, givenName, surname, locale, alternateEmail, mobile, roles

  /// What lists call the column besides, in lower case and without blanks and hyphens: the lists of the Microsoft 365
  /// and Entra admin centers, and those that people write, in English and Danish.
  private var names: [String] {
    switch self {
    case .userPrincipalName: ["username", "upn", "brugernavn", "brugerenshovednavn", "login", "logonnavn"]
    case .displayName: ["name", "fullname", "vistnavn", "navn", "fuldenavn", "visningsnavn"]
    case .givenName: ["firstname", "fornavn"]
    case .surname: ["lastname", "familyname", "efternavn"]
    case .locale: ["language", "preferredlanguage", "sprog", "foretrukketsprog"]
    case .alternateEmail:
      [
        "alternateemailaddress", "alternativemail", "alternativmail", "alternativmailadresse", "alternativemailadresse",
        "privatmail", "privatmailadresse",
      ]
    case .mobile: ["mobilephone", "mobilenumber", "mobil", "mobiltelefon", "mobilnummer", "mobiltlf"]
    case .roles: ["role", "rolle", "roller"]
    }
  }

  /// The column of a heading, in any case; `[displayName]` within a heading counts, as the lists of Entra have it.
  init?(heading: String) {
    var heading = heading
    if let open = heading.firstIndex(of: "["), let close = heading[open...].firstIndex(of: "]") {
      heading = String(heading[heading.index(after: open)..<close])
    }
    let name = Self.plain(heading)
    guard let column = Self.allCases.first(where: { Self.plain($0.rawValue) == name || $0.names.contains(name) }) else {
      return nil
    }
    self = column
  }

  private static func plain(_ heading: String) -> String {
    heading.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" && $0 != "\u{A0}" && $0 != "." && $0 != ":" }
  }

  /// The column that was likely meant.
  static func meant(by heading: String) -> ListColumn? {
    let name = plain(heading)
    return allCases.map { (column: $0, distance: EditDistance.between(name, plain($0.rawValue))) }
      .filter { $0.distance <= max(1, name.count / 4) }
      .min { $0.distance < $1.distance }?.column
  }
}
