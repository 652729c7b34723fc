internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  func tenant() throws(ResetError) -> Tenant? {
    try first("SELECT name, profile, self_service, temporary_validity, locale FROM tenant", []) {
      row throws(ResetError) in
      Tenant(
        name: row[0], profile: try Self.profile(row[1]), selfService: try row.known(2),
        temporaryValidity: (row[3] as Int64?).map { .milliseconds($0) }, locale: try row.known(4))
    }
  }

  func save(_ tenant: Tenant) throws(ResetError) {
    let profile =
      switch tenant.profile {
      case .entra: "entra"
      case .nist(let secondFactor): secondFactor ? "nist+second-factor" : "nist"
      }
    let validity = tenant.temporaryValidity.map { validity in
      (Timestamp(milliseconds: 0) + validity).milliseconds
    }
    try run(
      "INSERT OR REPLACE INTO tenant (only, name, profile, self_service, temporary_validity, locale) VALUES (1, ?, ?, ?, ?, ?)",
      [tenant.name, profile, tenant.selfService.rawValue, validity, tenant.locale.rawValue])
  }

  private static func profile(_ name: String) throws(ResetError) -> PasswordProfile {
    switch name {
    case "entra": return .entra
    case "nist": return .nist(secondFactor: false)
    case "nist+second-factor": return .nist(secondFactor: true)
    default:
      throw .unavailable(
        reason: "the database holds \"\(name)\" as profile", remedy: "It was written by a later version: use that.")
    }
  }

  func domains() throws(ResetError) -> [Domain] {
    try all("SELECT * FROM domain ORDER BY name", []) { row in
      let days: Int? = row["expiration_days"]
      return Domain(name: row["name"], expiration: days.map { .days($0) } ?? .never)
    }
  }

  func save(_ domain: Domain) throws(ResetError) {
    let days: Int? = if case .days(let days) = domain.expiration { days } else { nil }
    try run("INSERT OR REPLACE INTO domain (name, expiration_days) VALUES (?, ?)", [domain.name, days])
  }

  func bannedTerms() throws(ResetError) -> [String] {
    try all("SELECT term FROM banned_term ORDER BY term", []) { row in row[0] }
  }

  func ban(_ term: String) throws(ResetError) {
    try run("INSERT OR IGNORE INTO banned_term (term) VALUES (?)", [term])
  }

  func unban(_ term: String) throws(ResetError) { try run("DELETE FROM banned_term WHERE term = ?", [term]) }
}
