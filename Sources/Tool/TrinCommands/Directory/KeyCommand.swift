internal import ArgumentParser
internal import PasswordReset

extension DirectoryCommand {
  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "Replaces the master key, without a pause.",
      discussion: """
        1. `key add` puts a new key behind the one in use. Give the file to every machine, and start its services anew.
        2. `key use` puts the new one first. Give the file to every machine again, and start its services anew.
        3. `key retire` seals whatever waits with the new key. Only then does the old one write no more.
        4. `key forget`, when the time has passed that `key retire` printed, takes the old one out of the file.
        """,
      subcommands: [Add.self, Use.self, Retire.self, Forget.self])

    struct Add: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Puts a new key behind the one in use.")
      @OptionGroup var files: DirectoryFiles

      func run() async throws {
        try await runDirectoryCommand("key add") {
          let lines = try SecretFile.lines(files.key)
          guard lines.count == 1 else {
            throw CommandFailure.refused("\(files.key) has \(lines.count) keys already; finish that replacement first.")
          }
          try SecretFile.replace(files.key, by: lines + [KeyRing.makeMaster()])
          say("Added a key to \(files.key). Give the file to every machine, then run `trin directory key use`.")
        }
      }
    }

    struct Use: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "use", abstract: "Puts the new key first, so that it is written with.")
      @OptionGroup var files: DirectoryFiles

      func run() async throws {
        try await runDirectoryCommand("key use") {
          let lines = try SecretFile.lines(files.key)
          guard lines.count == 2 else {
            throw CommandFailure.refused(
              "\(files.key) has \(lines.count == 1 ? "one key" : "\(lines.count) keys") where two are needed; run `trin directory key add` first."
            )
          }
          // The directory knows the old one; the new one is recorded with the first opening.
          try SecretFile.replace(files.key, by: lines.reversed())
          _ = try await files.open()
          say(
            "The new key is first in \(files.key). Give the file to every machine, then run `trin directory key retire`."
          )
        }
      }
    }

    struct Retire: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Seals whatever waits with the new key, and lets the old one write no more.")
      @OptionGroup var files: DirectoryFiles
      @OptionGroup var administrator: Operator

      func run() async throws {
        try await runDirectoryCommand("key retire") {
          let service = try await files.open()
          let retirement = try await administrator.act(service) { session in
            try await service.retireKeys(as: session)
          }
          say(
            "Sealed \(retirement.resealed) secrets anew. Run `trin directory key forget` after \(retirement.readUntil)."
          )
        }
      }
    }

    struct Forget: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Takes the old key out of the file.")
      @OptionGroup var files: DirectoryFiles

      func run() async throws {
        try await runDirectoryCommand("key forget") {
          let lines = try SecretFile.lines(files.key)
          guard lines.count == 2 else { throw CommandFailure.refused("\(files.key) has only one key.") }
          let service = PasswordResetService(
            store: try await files.place.open(mayCreate: false), keys: try files.keys(lines[0]), mail: NoMail())
          // Whatever the old key alone opens or verifies would be lost.
          try await service.checkKey()
          guard case .intact = try await service.verifyTrail(), try await service.isSealedWithCurrentKey() else {
            throw CommandFailure.refused(
              "the directory still needs the old key; run `trin directory key retire` first.")
          }
          try SecretFile.replace(files.key, by: [lines[0]])
          say("\(files.key) has the new key only.")
        }
      }
    }
  }
}
