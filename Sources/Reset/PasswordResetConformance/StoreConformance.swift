public import PasswordReset

/// The promises of ``ResetStore``, each as a check that a store passes or fails.
///
/// Run every check against every store, each on an empty one:
///
/// ```swift
/// @Test(arguments: StoreConformance.checks)
/// func conforms(check: StoreConformance.Check) async throws {
///   try await check.run(MyStore(emptyDatabase()))
/// }
/// ```
///
/// A check throws ``StoreConformance/Violation`` with the promise that was broken, or what the store threw.
public enum StoreConformance {
  public struct Check: Sendable, CustomStringConvertible {
    /// The promise.
    public let name: String
    private let body: @Sendable (any ResetStore) async throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (any ResetStore) async throws -> Void) {
      self.name = name
      self.body = body
    }

    /// - Parameter store: Empty.
    public func run(_ store: any ResetStore) async throws { try await body(store) }

    public var description: String { name }
  }

  public struct Violation: Error, CustomStringConvertible {
    public let promise: String
    public let line: UInt
    public var description: String { "the store does not keep its promise: \(promise) (check at line \(line))" }
  }

  public static let checks: [Check] = rows + compareAndSet + outbox + trail + imports + keys + transactions

  static func expect(_ holds: Bool, _ promise: String, line: UInt = #line) throws {
    guard holds else { throw Violation(promise: promise, line: line) }
  }

  /// Runs `body` and expects it to be refused with `code`.
  static func expectRefusal(
    _ code: String, _ promise: String, line: UInt = #line, _ body: () async throws(ResetError) -> Void
  ) async throws {
    do throws(ResetError) {
      try await body()
    } catch {
      return try expect(error.code == code, "\(promise): it was refused as \(error.code)", line: line)
    }
    throw Violation(promise: promise, line: line)
  }
}

/// Rows that the checks write.
enum Sample {
  static let moment = Timestamp(milliseconds: 1_770_019_200_000)

  static func user(_ id: String, name: String? = nil) -> User {
    User(
      id: UserID(rawValue: id), userPrincipalName: name ?? "\(id)@contoso.example", displayName: "Østergård \(id)",
      givenName: "Niels", surname: "Østergård", locale: .daDK, alternateEmail: "\(id)@privat.example",
      mobile: "+4512345678", signInBlocked: true, sessionEpoch: 3, passwordNeverExpires: true,
      strongPasswordRequired: false, selectedForSelfService: true)
  }

  static func credential(_ user: String, version: Int = 1) -> Credential {
    Credential(
      user: UserID(rawValue: user), version: version, hash: "$argon2id$1", previousHash: "$argon2id$0", lastSet: moment,
      isTemporary: true, expires: moment + .hours(24), mustChange: true)
  }

  static func reset(_ id: String, user: String, at: Timestamp = moment) -> ResetOperation {
    ResetOperation(
      id: ResetID(rawValue: id), user: UserID(rawValue: user), actor: UserID(rawValue: "admin"), origin: .bulk,
      batch: "batch", at: at, credentialVersion: 2, temporary: true, passwordExpires: at + .hours(24),
      sealed: SealedSecret(text: "00ff"), sealedUntil: at + .hours(1))
  }

  static func message(
    _ id: String, cause: String = "reset", recipient: String? = nil, user: String? = nil, attempts: Int = 0,
    nextTry: Timestamp = moment
  ) -> OutboxMessage {
    OutboxMessage(
      id: id, cause: cause, kind: .signInInformation, channel: .mail, recipient: recipient ?? "\(id)@privat.example",
      locale: .daDK, messageID: "\(id)@contoso.example", user: user.map(UserID.init(rawValue:)), credentialVersion: 2,
      sealed: SealedSecret(text: "00ff"), attempts: attempts, nextTry: nextTry, expires: moment + .hours(24),
      failure: "why")
  }

  static func event(_ sequence: Int) -> AuditEvent {
    AuditEvent(
      sequence: sequence, at: moment, activity: .resetByAdmin, actor: "ada@contoso.example",
      target: sequence.isMultiple(of: 2) ? nil : "mette@contoso.example",
      refusal: sequence.isMultiple(of: 2) ? "conflict" : nil, details: ["reset": "a\"b\\c\nd", "ø": ""],
      previousHash: "\(sequence - 1)", hash: "\(sequence)")
  }
}
