extension PasswordResetService {
  public func tenant(as session: Session) async throws(ResetError) -> Tenant {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session)
      return try tx.requiredTenant()
    }
  }

  /// The domains of the organization with their expiration, by name.
  public func domains(as session: Session) async throws(ResetError) -> [Domain] {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session)
      return try tx.domains()
    }
  }

  /// Sets when passwords must be replaced, for one domain or for all.
  ///
  /// Counts at the next sign-in, from the day on which a password was set.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` for days outside 14 to 730 or a domain that is not there,
  ///   ``ResetError/notAuthorized``.
  public func setExpiration(
    _ expiration: PasswordExpiration, of domain: String? = nil, as session: Session
  ) async throws(ResetError) {
    try expiration.checked()
    try await auditingRefusals(of: .setPasswordPolicy, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session, holding: .setExpiration)
        let affected = try tx.domains().filter { domain == nil || $0.name == domain?.lowercased() }
        guard !affected.isEmpty else {
          throw .invalidInput(field: "domain", reason: "it is not one of the organization")
        }
        let days: String =
          switch expiration {
          case .never: "never"
          case .days(let days): String(days)
          }
        for var domain in affected {
          domain.expiration = expiration
          try tx.save(domain)
          try audit(tx, .setPasswordPolicy, by: actor.name, on: domain.name, ["days": days])
        }
      }
    }
  }

  /// Sets whose passwords self-service resets.
  /// - Parameter selected: With ``SelfServiceScope/selected``, exactly these users; ignored otherwise.
  public func setSelfService(
    _ scope: SelfServiceScope, selected: Set<UserID> = [], as session: Session
  ) async throws(ResetError) {
    try await changeTenant(.setSelfService, details: ["self-service": scope.rawValue], as: session) {
      tx, tenant throws(ResetError) in
      tenant.selfService = scope
      guard scope == .selected else { return }
      for id in selected where try tx.user(id) == nil { throw .userNotFound }
      var offset = 0
      while true {
        let page = try tx.users(containing: "", limit: 500, offset: offset)
        for var user in page where user.selectedForSelfService != selected.contains(user.id) {
          user.selectedForSelfService.toggle()
          try tx.update(user)
        }
        guard page.count == 500 else { return }
        offset += page.count
      }
    }
  }

  /// Sets the rules for passwords that are set from now on.
  public func setProfile(_ profile: PasswordProfile, as session: Session) async throws(ResetError) {
    try await changeTenant(.setExpiration, details: ["profile": "\(profile)"], as: session) {
      _, tenant throws(ResetError) in tenant.profile = profile
    }
  }

  /// Sets how long temporary passwords of later resets can be used; nothing for ever.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` for less than a minute.
  public func setTemporaryValidity(_ validity: Duration?, as session: Session) async throws(ResetError) {
    if let validity, validity < .minutes(1) {
      throw .invalidInput(field: "validity of temporary passwords", reason: "it is less than a minute")
    }
    try await changeTenant(
      .setExpiration, details: ["temporary-validity": "\(validity, default: "for ever")"], as: session
    ) {
      _, tenant throws(ResetError) in tenant.temporaryValidity = validity
    }
  }

  private func changeTenant(
    _ permission: Permission, details: [String: String], as session: Session,
    _ body: @escaping @Sendable (any ResetTransaction, inout Tenant) throws(ResetError) -> Void
  ) async throws(ResetError) {
    try await auditingRefusals(of: .setCompanyInformation, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session, holding: permission)
        var tenant = try tx.requiredTenant()
        try body(tx, &tenant)
        try tx.save(tenant)
        try audit(tx, .setCompanyInformation, by: actor.name, on: tenant.name, details)
      }
    }
  }

  public func bannedTerms(as session: Session) async throws(ResetError) -> [String] {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .banTerms)
      return try tx.bannedTerms()
    }
  }

  /// Adds a term to those that passwords are measured against, or takes it away.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` for a term that has not 4 to 16 characters, or the 1,001st.
  public func setBanned(_ banned: Bool, _ term: String, as session: Session) async throws(ResetError) {
    let term = UserName.canonical(term)
    guard BannedTerms.permittedLength.contains(term.unicodeScalars.count) else {
      throw .invalidInput(field: "banned term", reason: "it has not 4 to 16 characters")
    }
    try await auditingRefusals(of: .updatePasswordProtection, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session, holding: .banTerms)
        if banned {
          guard try tx.bannedTerms().count < 1000 else {
            throw .invalidInput(field: "banned term", reason: "there are 1,000 already")
          }
          try tx.ban(term)
        } else {
          try tx.unban(term)
        }
        try audit(tx, .updatePasswordProtection, by: actor.name, on: term, ["banned": banned ? "yes" : "no"])
      }
    }
  }
}
