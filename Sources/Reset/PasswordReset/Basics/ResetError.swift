/// Everything that the library refuses, with a stable code.
public enum ResetError: Error, Sendable, Equatable {
  /// The actor's roles do not allow the operation, or its session has a password change to make first.
  case notAuthorized
  /// Nobody resets the own password as an administrator: they change it, or recover it.
  case selfResetForbidden
  /// The target holds a role that the actor may not touch.
  case targetRoleTooHigh
  case policyViolation([PolicyRule])
  /// Too close to a term that everybody guesses first, or to the name of the user or the organization.
  case passwordBanned
  case reusedPassword
  case temporaryExpired
  /// Unknown, expired, used and mistyped codes are one error, so that guessing teaches nothing.
  case challengeInvalid
  case throttled(retryAfter: Duration)
  case locked(until: Timestamp)
  case ssprDisabled
  case insufficientMethods
  case invalidRecipient(reason: String)
  case tooManyRecipients(limit: Int)
  /// Somebody else changed the same thing in between, or what was asked for is no longer there to be done.
  case conflict(reason: String)
  /// The store, the mail server or the system did not answer.
  case unavailable(reason: String, remedy: String)

  /// Unknown user name and wrong password are one error.
  case invalidCredentials
  case signInBlocked
  /// The session was ended, ran out or never was.
  case sessionEnded
  case userNotFound
  case invalidInput(field: String, reason: String)
  /// None of the users was created, for want of these.
  case invalidUsers([UserFault])

  /// Stable: written to the audit trail and meant for programs.
  public var code: String {
    switch self {
    case .notAuthorized: "notAuthorized"
    case .selfResetForbidden: "selfResetForbidden"
    case .targetRoleTooHigh: "targetRoleTooHigh"
    case .policyViolation: "policyViolation"
    case .passwordBanned: "passwordBanned"
    case .reusedPassword: "reusedPassword"
    case .temporaryExpired: "temporaryExpired"
    case .challengeInvalid: "challengeInvalid"
    case .throttled: "throttled"
    case .locked: "locked"
    case .ssprDisabled: "ssprDisabled"
    case .insufficientMethods: "insufficientMethods"
    case .invalidRecipient: "invalidRecipient"
    case .tooManyRecipients: "tooManyRecipients"
    case .conflict: "conflict"
    case .unavailable: "unavailable"
    case .invalidCredentials: "invalidCredentials"
    case .signInBlocked: "signInBlocked"
    case .sessionEnded: "sessionEnded"
    case .userNotFound: "userNotFound"
    case .invalidInput: "invalidInput"
    case .invalidUsers: "invalidUsers"
    }
  }
}

extension ResetError: CustomStringConvertible {
  /// The code, the reason and what to do, in one line without any secret.
  public var description: String { "\(code): \(reason). \(remedy)" }

  public var reason: String {
    switch self {
    case .notAuthorized: "the roles of this account do not allow this"
    case .selfResetForbidden: "nobody resets the own password as an administrator"
    case .targetRoleTooHigh: "the user holds a role that this account may not touch"
    case .policyViolation(let rules): rules.map(\.explanation).joined(separator: "; ")
    case .passwordBanned: "the password is too close to a banned term or to a name"
    case .reusedPassword: "the password was used before"
    case .temporaryExpired: "the temporary password is no longer valid"
    case .challengeInvalid: "the code is not valid"
    case .throttled(let wait): "there were too many attempts; wait \(max(1, wait.wholeMilliseconds / 1000)) s"
    case .locked(let until): "the account is locked until \(until) after too many wrong passwords"
    case .ssprDisabled: "self-service password reset is not turned on"
    case .insufficientMethods: "the account has too few registered ways to prove who is asking"
    case .invalidRecipient(let reason): reason
    case .tooManyRecipients(let limit): "more than \(limit) recipients were named"
    case .conflict(let reason): reason
    case .unavailable(let reason, _): reason
    case .invalidCredentials: "the user name or the password is wrong"
    case .signInBlocked: "the account is blocked from signing in"
    case .sessionEnded: "the session has ended"
    case .userNotFound: "no such user is in this directory"
    case .invalidInput(let field, let reason): "\(field): \(reason)"
    case .invalidUsers(let faults): UserFault.summary(of: faults)
    }
  }

  public var remedy: String {
    switch self {
    case .notAuthorized, .targetRoleTooHigh: "Ask an administrator with a higher role."
    case .selfResetForbidden: "Change the password under your own account, or ask another administrator."
    case .policyViolation, .passwordBanned, .reusedPassword: "Choose another password."
    case .temporaryExpired: "Ask an administrator for a new reset."
    case .challengeInvalid: "Ask for a new code."
    case .throttled, .locked: "Try again later, or ask an administrator to reset the password."
    case .ssprDisabled: "Ask an administrator to reset the password."
    case .insufficientMethods: "Register an alternate email address and a mobile phone, or ask an administrator."
    case .invalidRecipient: "Correct the address."
    case .tooManyRecipients: "Name fewer recipients."
    case .conflict: "Look at the current state and decide again."
    case .unavailable(_, let remedy): remedy
    case .invalidCredentials: "Check both, or ask for a reset."
    case .signInBlocked: "Ask an administrator."
    case .sessionEnded: "Sign in again."
    case .userNotFound: "Check the name."
    case .invalidInput: "Correct the value."
    case .invalidUsers: "Correct what is named; nobody was created."
    }
  }
}
