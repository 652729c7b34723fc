internal import PasswordReset

extension PostgreSQLTransaction {
  func tenant() throws(ResetError) -> Tenant? {
    if let knownTenant { return knownTenant }
    let tenant = try first("SELECT name, profile, self_service, temporary_validity, locale FROM tenant", [], 5) {
      row throws(ResetError) in
      Tenant(
        name: row.text(0), profile: try profile(row.text(1)), selfService: try known(row.text(2)),
        temporaryValidity: row.optionalInteger(3).map { .milliseconds($0) }, locale: try known(row.text(4)))
    }
    knownTenant = tenant
    return tenant
  }

  func save(_ tenant: Tenant) throws(ResetError) {
    let profile =
      switch tenant.profile {
      case .entra: "entra"
      case .nist(let secondFactor): secondFactor ? "nist+second-factor" : "nist"
      }
    let validity = tenant.temporaryValidity.map { Int($0.wholeMilliseconds) }
    try run(
      """
      INSERT INTO tenant ("only", name, profile, self_service, temporary_validity, locale)
        VALUES (1, $1, $2, $3, $4, $5)
        ON CONFLICT ("only") DO UPDATE SET name = excluded.name, profile = excluded.profile,
          self_service = excluded.self_service, temporary_validity = excluded.temporary_validity,
          locale = excluded.locale
      """,
      [
        .text(tenant.name), .text(profile), .text(tenant.selfService.rawValue), SQLValue(validity),
        .text(tenant.locale.rawValue),
      ])
    knownTenant = tenant
  }

  private func profile(_ name: String) throws(ResetError) -> PasswordProfile {
    switch name {
    case "entra": return .entra
    case "nist": return .nist(secondFactor: false)
    case "nist+second-factor": return .nist(secondFactor: true)
    default:
      throw .unavailable(
        reason: "\(database) holds \"\(name)\" as profile", remedy: "It was written by a later version: use that.")
    }
  }

  func domains() throws(ResetError) -> [Domain] {
    try all("SELECT name, expiration_days FROM domain ORDER BY name", [], 2) { row in
      Domain(name: row.text(0), expiration: row.optionalInteger(1).map { .days($0) } ?? .never)
    }
  }

  func save(_ domain: Domain) throws(ResetError) {
    let days: Int? = if case .days(let days) = domain.expiration { days } else { nil }
    try run(
      """
      INSERT INTO domain (name, expiration_days) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET expiration_days = excluded.expiration_days
      """, [.text(domain.name), SQLValue(days)])
  }

  func bannedTerms() throws(ResetError) -> [String] {
    try all("SELECT term FROM banned_term ORDER BY term", [], 1) { row in row.text(0) }
  }

  func ban(_ term: String) throws(ResetError) {
    try run("INSERT INTO banned_term (term) VALUES ($1) ON CONFLICT DO NOTHING", [.text(term)])
  }

  func unban(_ term: String) throws(ResetError) { try run("DELETE FROM banned_term WHERE term = $1", [.text(term)]) }
}
