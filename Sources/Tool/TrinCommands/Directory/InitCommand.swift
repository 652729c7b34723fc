internal import ArgumentParser
internal import Docset
internal import Glibc
internal import PasswordReset

extension DirectoryCommand {
  struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init", abstract: "Makes a directory with its key and its first global administrator.",
      discussion: "A key file that is there already is used; a directory that is set up already is left alone.")

    @OptionGroup var files: DirectoryFiles

    @Option(help: ArgumentHelp("The name of the organization, as mails show it.", valueName: "name"))
    var tenant: String

    @Option(
      name: .customLong("domain"),
      help: ArgumentHelp("A domain of user names; may be given more than once.", valueName: "domain"))
    var domains: [String]

    @Option(help: ArgumentHelp("The user name of the first global administrator.", valueName: "user"))
    var administrator: String

    @Option(help: ArgumentHelp("Where that administrator is told of resets.", valueName: "address"))
    var alternateEmail: String?

    @Option(help: ArgumentHelp("A file with the administrator's password, instead of the terminal.", valueName: "file"))
    var passwordFile: String?

    @Option(
      help: ArgumentHelp("The language of mails to those who have chosen none: en-US or da-DK.", valueName: "locale"),
      transform: Choice.named)
    var locale = MessageLocale.enUS

    func run() async throws {
      try await runDirectoryCommand("init") {
        let isDatabase = files.place.isDatabase
        let hadDirectory = !isDatabase && Files.exists(files.directory)
        let hadKey = Files.exists(files.key)
        if hadDirectory, !hadKey {
          throw CommandFailure.usage(
            "\(files.directory) is there, but its key \(files.key) is not. Name the key with --key.")
        }
        let password =
          if let passwordFile {
            try SecretFile.read(passwordFile)
          } else {
            try SecretPrompt.askForNew("New password of \(administrator)", insteadOf: "--password-file")
          }
        let key = hadKey ? try SecretFile.read(files.key) : KeyRing.makeMaster()
        let keys = try files.keys(key)
        if !hadKey { try SecretFile.create(files.key, key) }
        do {
          try await files.open(keys, mayCreate: true).setUp(
            Tenant(name: tenant, locale: locale), domains: domains.map { Domain(name: $0) },
            users: [
              NewUser(
                administrator, alternateEmail: alternateEmail, roles: [.globalAdministrator], password: password)
            ])
        } catch {
          // Whole or not at all: what this run made goes, what was there stays.
          if !hadKey { unsafe unlink(files.key) }
          if !hadDirectory, !isDatabase { for end in ["", "-wal", "-shm"] { unsafe unlink(files.directory + end) } }
          throw error
        }
        say("Made \(files.directory); its key is in \(files.key). Keep a copy of the key elsewhere.")
      }
    }
  }
}
