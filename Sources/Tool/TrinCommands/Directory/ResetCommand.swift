internal import ArgumentParser
internal import PasswordReset

extension DirectoryCommand {
  struct Reset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reset", abstract: "Resets the password of one user.",
      discussion: """
        The user is signed out everywhere. The new password goes into the outbox (--to), from where `trin directory \
        deliver` sends it, or onto the terminal (--show), once.
        """)

    @OptionGroup var files: DirectoryFiles
    @OptionGroup var administrator: Operator

    @Argument(help: "The user name of whose password it is.")
    var user: String

    @Option(
      name: .customLong("to"),
      help: ArgumentHelp("An address that gets the password; up to five.", valueName: "address"))
    var recipients: [String] = []

    @Flag(help: "Show the new password, once; only on a terminal.")
    var show = false

    @Flag(help: "Ask for the new password on the terminal, instead of making one.")
    var create = false

    @Option(help: ArgumentHelp("A file with the new password, instead of making one.", valueName: "file"))
    var createFrom: String?

    @Flag(help: "The user may keep the password; otherwise it is temporary.")
    var keep = false

    func validate() throws {
      if create, createFrom != nil { throw ValidationError("--create and --create-from are two ways: give one.") }
      let isCreated = create || createFrom != nil
      if show, isCreated { throw ValidationError("--show is for passwords that the directory makes.") }
      guard show || isCreated || !recipients.isEmpty else {
        throw ValidationError("Nobody would learn the new password: mail it with --to, or --show it on a terminal.")
      }
      if show, !Console.isTerminal {
        throw ValidationError("--show is for a terminal: a password does not belong into a file or a log.")
      }
    }

    func run() async throws {
      try await runDirectoryCommand("reset") {
        let service = try await files.open()
        let receipt = try await administrator.act(service) { session in
          let target = try await service.user(named: user, as: session)
          return try await service.resetPassword(
            of: target.id, to: choice(), requireChange: !keep, deliverTo: recipients, as: session)
        }
        say("Reset the password of \(user) (reset \(receipt.id)).")
        if let expires = receipt.expires { say("It can be used until \(expires).") }
        if !recipients.isEmpty { say("Its mail waits; `trin directory deliver` sends it.") }
        if show, let password = receipt.generated { say("Temporary password: \(password.reveal())") }
      }
    }

    private func choice() throws(CommandFailure) -> ResetChoice {
      if let createFrom { return .created(try SecretFile.read(createFrom)) }
      guard create else { return .generated }
      return .created(try SecretPrompt.askForNew("New password of \(user)", insteadOf: "--create-from"))
    }
  }
}
