internal import ArgumentParser
internal import PasswordReset

/// Who acts.
struct Operator: ParsableArguments {
  @Option(
    name: .customLong("as"), help: ArgumentHelp("The user name of the administrator who acts.", valueName: "user"))
  var userName: String

  @Option(help: ArgumentHelp("A file with the administrator's password, instead of the terminal.", valueName: "file"))
  var passwordFile: String?

  /// Signs in, does the work, and ends the session whatever came of it.
  func act<Result>(
    _ service: PasswordResetService, _ body: (Session) async throws -> Result
  ) async throws -> Result {
    let password =
      if let passwordFile {
        try SecretFile.read(passwordFile)
      } else {
        try SecretPrompt.ask("Password of \(userName)", insteadOf: "--password-file")
      }
    let session = try await service.signIn(userName, password: password)
    let result: Result
    do {
      guard session.kind == .normal else {
        throw CommandFailure.refused(
          "\(userName) must choose a new password first, on the sign-in page or with `trin directory password`.")
      }
      result = try await body(session)
    } catch {
      try await service.signOut(session)
      throw error
    }
    try await service.signOut(session)
    return result
  }
}
