// The handbook's page for integrators shows this file from the next line on.
import PasswordReset
import PasswordResetMail
import PasswordResetSQLite

/// What the handlers of an admin page call.
struct AdminPage {
  let service: PasswordResetService

  init(directory: String, key: Secret, mail: SMTPConfiguration) async throws {
    service = PasswordResetService(
      store: try SQLiteResetStore(path: directory), keys: try KeyRing(hexadecimal: key), mail: SMTPTransport(mail))
    try await service.checkKey()
  }

  /// Gives the token that the browser keeps as its cookie.
  func signIn(_ userName: String, password: [UInt8]) async throws -> Secret {
    try await service.signIn(userName, password: Secret(password)).token
  }

  /// Mails a temporary password, and says what the administrator reads.
  func resetPassword(of userName: String, mailTo address: String, cookie: Secret) async throws -> String {
    let session = try await service.resume(cookie)
    do throws(ResetError) {
      let user = try await service.user(named: userName, as: session)
      let receipt = try await service.resetPassword(of: user.id, deliverTo: [address], as: session)
      return "The password was reset, and can be used until \(receipt.expires, default: "it is changed")."
    } catch .targetRoleTooHigh {
      return "\(userName) has a role that you may not reset."
    } catch .invalidRecipient(let reason) {
      return "Nothing was changed, since \(reason)."
    }
  }

  /// Runs for as long as the server does.
  func sendMail() async throws {
    while !Task.isCancelled {
      for failure in try await service.deliver().failures { print(failure) }
      try await Task.sleep(for: .seconds(2))
    }
  }
}
