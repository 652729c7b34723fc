/// One import of a list that is too long for one transaction, while it is under way.
public struct ImportJournal: Sendable, Equatable {
  /// How long an import may go without a sign of life before others take it for ended.
  static let patience = Duration.seconds(30)

  public let id: String
  /// The user name of who imports.
  public let actor: String
  /// How many users the list has.
  public let users: Int
  /// Until when the import counts as under way; moved on with each part of it.
  public var until: Timestamp

  public init(id: String, actor: String, users: Int, until: Timestamp) {
    self.id = id
    self.actor = actor
    self.users = users
    self.until = until
  }

  /// Whether whoever imports has ended, also by a clock that was set back.
  func isAbandoned(at now: Timestamp) -> Bool { until <= now || until > now + Self.patience * 2 }
}

/// A user of a list, checked.
public struct ImportedUser: Sendable, Equatable {
  public let user: User
  public let roles: Set<Role>
  /// When the credential, which has no password yet, was made.
  public let at: Timestamp

  public init(user: User, roles: Set<Role>, at: Timestamp) {
    self.user = user
    self.roles = roles
    self.at = at
  }
}
