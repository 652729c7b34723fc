/// One line of the audit trail. It never holds a password, a code or a key.
public struct AuditEvent: Sendable, Equatable {
  /// 1, 2, 3 … without gaps.
  public let sequence: Int
  public let at: Timestamp
  public let activity: Activity
  /// The user name of who acted, or the name of the part of the library that did.
  public let actor: String
  /// The user name, domain or term that was acted on.
  public let target: String?
  /// Nothing where it worked, else the code of the refusal.
  public let refusal: String?
  /// Whatever else is worth knowing, such as the identity of the reset.
  public let details: [String: String]
  /// The hash of the event before, and of this one, in hexadecimal.
  public let previousHash: String
  public let hash: String

  public init(
    sequence: Int, at: Timestamp, activity: Activity, actor: String, target: String?, refusal: String?,
    details: [String: String], previousHash: String, hash: String
  ) {
    self.sequence = sequence
    self.at = at
    self.activity = activity
    self.actor = actor
    self.target = target
    self.refusal = refusal
    self.details = details
    self.previousHash = previousHash
    self.hash = hash
  }
}

/// Where the audit trail goes on.
public struct AuditHead: Sendable, Equatable {
  public let sequence: Int
  public let hash: String
  /// Proves that the library wrote this head, and so that no newer event was taken away; nothing where the store has
  /// only the events to tell.
  public let seal: String?

  public init(sequence: Int, hash: String, seal: String? = nil) {
    self.sequence = sequence
    self.hash = hash
    self.seal = seal
  }
}

extension AuditEvent {
  /// The trail up to this event.
  public var head: AuditHead { AuditHead(sequence: sequence, hash: hash) }
}

extension AuditEvent {
  /// What was done, by the names that Entra ID's own trail uses where it has one.
  public struct Activity: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    private init(_ name: String) { rawValue = name }
    public var description: String { rawValue }

    public static let resetByAdmin = Activity("Reset password (by admin)")
    public static let resetBySelfService = Activity("Reset password (self-service)")
    public static let changeBySelfService = Activity("Change password (self-service)")
    public static let blockedFromSelfService = Activity("Blocked from self-service password reset")
    public static let selfServiceProgress = Activity("Self-service password reset flow activity progress")
    public static let unlockBySelfService = Activity("Unlock user account (self-service)")
    public static let setPasswordPolicy = Activity("Set password policy")
    public static let setForceChange = Activity("Set force change user password")
    public static let endSessions = Activity("Update StsRefreshTokenValidFrom Timestamp")
    public static let addUser = Activity("Add user")
    public static let updateUser = Activity("Update user")
    public static let enableAccount = Activity("Enable account")
    public static let disableAccount = Activity("Disable account")
    public static let addRoleMember = Activity("Add member to role")
    public static let removeRoleMember = Activity("Remove member from role")
    public static let setCompanyInformation = Activity("Set Company Information")
    public static let registerMethod = Activity("User registered security info")
    public static let updatePasswordProtection = Activity("Update password protection settings")
    public static let lockOut = Activity("Lock user account")
    public static let sendSignInInformation = Activity("Send sign-in information")
    public static let deliveryFailed = Activity("Give up delivery")
    public static let importStarted = Activity("Bulk create users - started (bulk)")
    public static let importFinished = Activity("Bulk create users - finished (bulk)")
    public static let importUndone = Activity("Bulk create users - undone (bulk)")
    public static let rotateKey = Activity("Rotate master key")
    public static let retryDelivery = Activity("Retry delivery")
  }
}
