internal import ArgumentParser

/// An operator's commands for the password directory behind an admin page.
struct DirectoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "directory",
    abstract: "Runs a directory of users: sets it up, resets passwords, sends the mail, audits.",
    discussion: """
      Whoever acts signs in (--as), and is authorised and audited as on any other page. Passwords and keys are asked \
      for on the terminal or read from files that only their owner may read; they are never arguments.

      Exit codes: 0 done, 1 refused or not all of it worked, 2 wrong usage or a file that cannot be used, 70 a fault of \
      trin.
      """,
    subcommands: [
      Init.self, Serve.self, Import.self, Reset.self, Password.self, Deliver.self, Outbox.self, Audit.self,
      Copy.self, Key.self,
    ])
}
