internal import ArgumentParser
internal import PasswordReset

extension DirectoryCommand {
  struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "audit", abstract: "Verifies and exports the audit trail.", subcommands: [Verify.self, Export.self])

    struct Verify: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Checks that no event was changed, removed or put in.",
        discussion: """
          Prints the number of events and the hash of the newest, as NUMBER:HASH. Note it elsewhere: with --noted, a \
          later check also tells whether the end of the trail was cut off.
          """)

      @OptionGroup var files: DirectoryFiles
      @OptionGroup var administrator: Operator

      @Option(help: ArgumentHelp("What an earlier check printed.", valueName: "number:hash"))
      var noted: String?

      func validate() throws {
        if let noted, Self.parts(noted) == nil {
          throw ValidationError("--noted is NUMBER:HASH as an earlier check printed it; `\(noted)` is not.")
        }
      }

      func run() async throws {
        try await runDirectoryCommand("audit verify") {
          let service = try await files.open()
          try await administrator.act(service) { session in
            switch try await service.verifyAudit(as: session) {
            case .broken(let place):
              throw CommandFailure.refused(
                "the trail is broken at event \(place): somebody changed, moved or removed it in the database.")
            case .intact(let count, let head):
              if let noted = noted.flatMap(Self.parts) {
                let found = try await service.auditEvents(after: noted.sequence - 1, limit: 1, as: session).first
                guard found?.sequence == noted.sequence, found?.hash == noted.hash else {
                  throw CommandFailure.refused(
                    "the trail has lost its end: event \(noted.sequence) is not the noted one.")
                }
              }
              say("intact \(count):\(head)")
            }
          }
        }
      }

      private static func parts(_ noted: String) -> (sequence: Int, hash: String)? {
        let parts = noted.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = Int(parts[0]), sequence > 0, parts[1].utf8.count == 64 else {
          return nil
        }
        return (sequence, String(parts[1]))
      }
    }

    struct Export: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Prints the trail as JSON, one event a line, the oldest first.")

      @OptionGroup var files: DirectoryFiles
      @OptionGroup var administrator: Operator

      @Option(help: ArgumentHelp("Only the events after this one.", valueName: "number"))
      var after = 0

      func run() async throws {
        try await runDirectoryCommand("audit export") {
          let service = try await files.open()
          try await administrator.act(service) { session in
            var output = StandardOutput()
            var last = after
            while let events = try await Self.page(service, after: last, session) {
              for event in events { output.write(event.jsonLine + "\n") }
              last = events.last?.sequence ?? last
            }
            output.flush()
          }
        }
      }

      private static func page(
        _ service: PasswordResetService, after last: Int, _ session: Session
      ) async throws -> [AuditEvent]? {
        let events = try await service.auditEvents(after: last, limit: 10_000, as: session)
        return events.isEmpty ? nil : events
      }
    }
  }
}
