internal import PasswordReset

/// Why a statement, or a whole transaction, did not work, as far as it matters what is done about it.
enum SQLFailure: Error {
  /// Another transaction was in the way: the whole is run again.
  case serialization
  /// The server or the connection went away, or the server writes no more: the whole is run again elsewhere.
  case lost(String)
  /// A row is there already, or what it refers to is not.
  case conflict
  /// Others held what is needed for longer than this one waits.
  case busy(String)
  /// The transaction adds to the trail, and so must begin anew behind the others that do.
  case needsTrail
  /// The connection ended while the transaction was being committed, and the server cannot tell what became of it.
  case unknownOutcome
  case other(String)

  init(state: String, message: String) {
    switch state {
    case "40001", "40P01": self = .serialization
    case "55P03", "57014", "53300": self = .busy(message)
    // Shutting down, starting up, crashed; and a server that has become a replica.
    case "57P01", "57P02", "57P03", "57P05", "25006", "25P03": self = .lost(message)
    default:
      switch state.prefix(2) {
      case "08": self = .lost(message)
      case "23": self = .conflict
      default: self = .other("\(message) (SQLSTATE \(state))")
      }
    }
  }
}

extension ResetError {
  /// - Parameter database: How the database is named to people.
  init(_ failure: SQLFailure, in database: String) {
    switch failure {
    case .conflict: self = .conflict(reason: "the row is there already, or what it refers to is not")
    case .serialization, .needsTrail:
      self = .unavailable(
        reason: "\(database) is busy: other transactions were in the way each time",
        remedy: "Try again in a moment; nothing was changed.")
    case .busy(let message):
      self = .unavailable(
        reason: "\(database) is busy: \(message)", remedy: "Try again in a moment; nothing was changed.")
    case .lost(let message):
      self = .unavailable(
        reason: "\(database) does not answer: \(message)",
        remedy: "Check that the server runs and can be reached, and the user name and password for it.")
    case .unknownOutcome:
      self = .unavailable(
        reason: "\(database) went away at the last moment, and cannot tell whether the change was made",
        remedy: "Look at the current state before you try again.")
    case .other(let message):
      self = .unavailable(reason: "\(database): \(message)", remedy: "Look into the log of the server.")
    }
  }
}
