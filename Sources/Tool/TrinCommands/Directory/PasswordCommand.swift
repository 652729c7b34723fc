internal import ArgumentParser
internal import PasswordReset

extension DirectoryCommand {
  struct Password: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "password", abstract: "Changes your own password, such as a temporary one.",
      discussion: "Ends all your sessions. The new password is neither the current one nor the one before.")

    @OptionGroup var files: DirectoryFiles

    @Argument(help: "Your user name.")
    var user: String

    @Option(help: ArgumentHelp("A file with the current password, instead of the terminal.", valueName: "file"))
    var passwordFile: String?

    @Option(help: ArgumentHelp("A file with the new password, instead of the terminal.", valueName: "file"))
    var newPasswordFile: String?

    func run() async throws {
      try await runDirectoryCommand("password") {
        let service = try await files.open()
        let current =
          if let passwordFile {
            try SecretFile.read(passwordFile)
          } else {
            try SecretPrompt.ask("Current password of \(user)", insteadOf: "--password-file")
          }
        let session = try await service.signIn(user, password: current)
        do {
          let new =
            if let newPasswordFile {
              try SecretFile.read(newPasswordFile)
            } else {
              try SecretPrompt.askForNew("New password of \(user)", insteadOf: "--new-password-file")
            }
          try await service.signOut(service.changeOwnPassword(from: current, to: new, as: session))
        } catch {
          try await service.signOut(session)
          throw error
        }
        say("Changed the password of \(user).")
      }
    }
  }
}
