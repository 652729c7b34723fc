internal import ArgumentParser
internal import Glibc
internal import PasswordReset

extension DirectoryCommand {
  struct Copy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "copy", abstract: "Copies a directory into an empty place, such as from a file to PostgreSQL.",
      discussion: """
        Everything is copied as it stands at one moment: passwords, sessions, mail that waits, the audit trail. The copy \
        is whole or not there at all; it is compared row by row, and its trail is verified. Its key is that of the \
        original. Stop the services of the original first: what they write after that moment is not in the copy.
        """)

    @Argument(help: "The directory: a file, or postgresql://USER@HOST/DATABASE.")
    var from: String

    @Argument(help: "Where the copy goes: a file that is not there, or an empty database.")
    var to: String

    @Option(help: ArgumentHelp("The file with the master key.", valueName: "file"))
    var key = "directory.key"

    @Option(help: ArgumentHelp("A file with the password for the first database.", valueName: "file"))
    var fromPasswordFile: String?

    @Option(help: ArgumentHelp("A file with the password for the second database.", valueName: "file"))
    var toPasswordFile: String?

    func run() async throws {
      try await runDirectoryCommand("copy") {
        var files = DirectoryFiles()
        files.directory = from
        files.key = key
        files.databasePasswordFile = fromPasswordFile
        let keys = try files.keys()
        let source = files.place
        let target = DirectoryPlace(name: to, passwordFile: toPasswordFile)
        guard source.isThere else { throw CommandFailure.usage("there is no directory \(from).") }
        guard target.isDatabase || !target.isThere else {
          throw CommandFailure.usage("\(to) is there already; nothing was changed.")
        }
        let original = try await source.open(mayCreate: false)
        try await PasswordResetService(store: original, keys: keys, mail: NoMail()).checkKey()
        guard case .intact(let events, _) = try await Self.trail(original, keys) else {
          throw CommandFailure.refused("the trail of \(from) is broken; `trin directory audit verify` says where.")
        }
        let bar = ProgressBar.onTerminal(quiet: false)
        defer { bar?.clear() }
        let rows: Int
        do {
          let copy = try await target.open(mayCreate: true)
          rows = try DirectoryCopy.run(from: original, to: copy) { done, total in
            bar?.update("Copying", done: done, total: total)
          }
          guard case .intact(events, _) = try await Self.trail(copy, keys) else {
            throw CommandFailure.refused("the trail of the copy is not that of the original.")
          }
        } catch {
          // Whole or not at all: a file that this run made goes.
          if !target.isDatabase { for end in ["", "-wal", "-shm"] { unsafe unlink(to + end) } }
          throw error
        }
        bar?.clear()
        say("Copied \(rows) rows; \(events) events of the trail are verified.")
      }
    }

    private static func trail(_ store: any CopyableStore, _ keys: KeyRing) async throws -> AuditVerification {
      try await PasswordResetService(store: store, keys: keys, mail: NoMail()).verifyTrail()
    }
  }
}
