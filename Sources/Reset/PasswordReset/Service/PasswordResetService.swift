internal import Synchronization

/// A directory of users whose passwords can be reset: sign-in, resets by administrators, self-service, settings.
///
/// A world in memory, from nothing to a temporary password in a mailbox:
///
/// ```swift
/// let mailbox = InMemoryMailbox()
/// let service = PasswordResetService(
///   store: try SQLiteResetStore.inMemory(), keys: KeyRing(), hasher: PasswordHasher(cost: .reducedForTests),
///   clock: ManualClock(), random: SeededRandom(seed: 1), mail: mailbox, text: mailbox)
/// try await service.setUp(
///   Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
///   users: [
///     NewUser(
///       "ada@contoso.example", givenName: "Ada", surname: "Lund", roles: [.passwordAdministrator],
///       password: Secret("Nine-green-7-tractors")),
///     NewUser("mette@contoso.example", givenName: "Mette", surname: "Holm", locale: .daDK),
///   ])
/// let ada = try await service.signIn("ada@contoso.example", password: Secret("Nine-green-7-tractors"))
/// let mette = try await service.users(matching: "mette", as: ada)[0]
/// let receipt = try await service.resetPassword(
///   of: mette.id, to: .generated, requireChange: true, deliverTo: ["mette.holm@privat.example"], as: ada)
/// try await service.deliver()
/// let mailed = mailbox.messages(to: "mette.holm@privat.example")[0].secret ?? Secret("")
/// let session = try await service.signIn("mette@contoso.example", password: mailed)  // .changeOnly
/// try await service.changeOwnPassword(from: mailed, to: Secret("Rye-bread-4-lunch"), as: session)
/// ```
///
/// Every operation takes the session of who acts, and is authorised inside the transaction that acts: a role that was
/// removed in between no longer counts. Every refusal is a ``ResetError``. A real directory takes a store on disk, a
/// master key from elsewhere, and leaves hasher, clock and random source as they are.
///
/// Methods may be called from any number of tasks at once.
public final class PasswordResetService: Sendable {
  /// How long a session lasts that nobody ends.
  public static let sessionLength = Duration.hours(8)
  /// How long a password that never ends can still be mailed when it was not mailed at once; others as long as they are
  /// valid.
  public static let handOver = Duration.days(14)
  public static let recipientLimit = 5
  /// How many users one bulk reset takes.
  public static let bulkLimit = 40

  let store: any ResetStore
  let keys: KeyRing
  let hasher: PasswordHasher
  let clock: any ResetClock
  let random: any RandomSource
  let mail: any MessageTransport
  let text: (any MessageTransport)?

  private let terms = Mutex<(custom: [String], terms: BannedTerms)?>(nil)

  /// - Parameters:
  ///   - mail: Where mail goes.
  ///   - text: Where text messages go; without it, administrators cannot recover by themselves.
  public init(
    store: any ResetStore, keys: KeyRing, hasher: PasswordHasher = PasswordHasher(),
    clock: any ResetClock = SystemClock(),
    random: any RandomSource = SystemRandom(), mail: any MessageTransport, text: (any MessageTransport)? = nil
  ) {
    self.store = store
    self.keys = keys
    self.hasher = hasher
    self.clock = clock
    self.random = random
    self.mail = mail
    self.text = text
  }

  // Hashing is the slow part: off the caller's actor, and never while a transaction is open.
  @concurrent func hash(_ password: Secret) async -> String { hasher.hash(NormalizedPassword(password)) }

  @concurrent func verify(_ password: Secret, against hash: String?) async -> Bool {
    hasher.verify(NormalizedPassword(password), against: hash)
  }

  /// The rules as they are now.
  func policy(_ tx: any ResetTransaction) throws(ResetError) -> PasswordPolicy {
    let tenant = try tx.requiredTenant()
    let custom = try tx.bannedTerms()
    let terms = terms.withLock { cached in
      if let cached, cached.custom == custom { return cached.terms }
      let fresh = BannedTerms(custom: custom)
      cached = (custom, fresh)
      return fresh
    }
    return PasswordPolicy(profile: tenant.profile, terms: terms, tenantName: tenant.name)
  }

  /// Adds an event to the trail, in the transaction of what it tells about.
  func audit(
    _ tx: any ResetTransaction, _ activity: AuditEvent.Activity, by actor: String, on target: String? = nil,
    refusal: ResetError? = nil, _ details: [String: String] = [:]
  ) throws(ResetError) {
    let chain = AuditChain(keys: keys)
    let head = try tx.auditHead()
    var details = details
    // The act is not refused for it, but no later event may hide that the end of the trail may have been cut off.
    if let head, !chain.verifies(head), try !AuditChain(keys: keys, records: tx.keyRecords()).verifies(head) {
      details[AuditChain.lostHead] = "somebody changed the head of the trail"
    }
    let event = chain.next(
      after: head, at: clock.now, activity, actor: actor, target: target, refusal: refusal?.code, details: details)
    try tx.append([event], seal: chain.seal(event))
  }

  /// Runs `body`, and writes to the trail what was refused for want of a role, which its own transaction cannot.
  func auditingRefusals<Value>(
    of activity: AuditEvent.Activity, on target: UserID? = nil, as session: Session,
    _ body: () async throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    do {
      return try await body()
    } catch {
      switch error {
      case .notAuthorized, .selfResetForbidden, .targetRoleTooHigh:
        Counters.refusal(error)
        try await store.write { [self] tx throws(ResetError) in
          let actor = try tx.user(session.user)
          let target = try target.map { id throws(ResetError) in try tx.user(id)?.userPrincipalName ?? id.rawValue }
          try audit(
            tx, activity, by: actor?.userPrincipalName ?? session.user.rawValue, on: target, refusal: error)
        }
      default: break
      }
      throw error
    }
  }
}
