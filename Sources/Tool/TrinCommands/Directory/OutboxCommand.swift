internal import ArgumentParser
internal import Diagnostics
internal import PasswordReset

extension DirectoryCommand {
  struct Outbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "outbox", abstract: "Lists the mail, and tries again what was given up.",
      subcommands: [List.self, Retry.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the messages that were given up, or others.")

      @OptionGroup var files: DirectoryFiles
      @OptionGroup var administrator: Operator

      @Option(
        help: ArgumentHelp("Those that are queued, sent, dead, superseded or expired.", valueName: "state"),
        transform: Choice.named)
      var state = OutboxMessage.State.dead

      @Option(help: ArgumentHelp("How many at most, the newest first.", valueName: "n"))
      var limit = 100

      func run() async throws {
        try await runDirectoryCommand("outbox") {
          let service = try await files.open()
          let deliveries = try await administrator.act(service) { session in
            try await service.outbox(state, limit: limit, as: session)
          }
          for delivery in deliveries { say(Self.text(delivery)) }
          Console.error(deliveries.count == 1 ? "1 message is \(state)." : "\(deliveries.count) messages are \(state).")
        }
      }

      private static func text(_ delivery: Delivery) -> String {
        var text = "\(delivery.id)  \(delivery.state.rawValue)\n    \(delivery.kind.rawValue)"
        if !delivery.recipient.isEmpty { text += " to \(delivery.recipient)" }
        if delivery.state == .queued { text += "\n    next try at \(delivery.nextTry)" }
        if let failure = delivery.failure {
          let reason = "after attempt \(delivery.attempts): \(failure)"
          text += Terminal.wrapped(reason, width: Console.width - 4).map { "\n    \($0)" }.joined()
        }
        return text
      }
    }

    struct Retry: AsyncParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Puts messages that were given up back among those that wait.",
        discussion: """
          The secret of a message that was given up is wiped; it goes out again while its reset still keeps the \
          password, which is for as long as that is valid. After that, reset the password again.
          """)

      @OptionGroup var files: DirectoryFiles
      @OptionGroup var administrator: Operator

      @Argument(help: "The messages, as `trin directory outbox` lists them.")
      var messages: [String] = []

      @Flag(help: "All that were given up.")
      var all = false

      func validate() throws {
        if all == !messages.isEmpty { throw ValidationError("Name messages, or give --all.") }
      }

      func run() async throws {
        try await runDirectoryCommand("outbox retry") {
          let service = try await files.open()
          try await administrator.act(service) { session in
            let chosen = all ? try await service.outbox(.dead, limit: 1000, as: session).map(\.id) : messages
            var refused = 0
            for message in chosen {
              do throws(ResetError) {
                try await service.retry(message, as: session)
                say("\(message)  waits again")
              } catch {
                guard case .conflict = error else { throw error }
                refused += 1
                say("\(message)  left: \(error.reason)")
              }
            }
            if refused > 0 { throw CommandFailure.refused(nil) }
          }
        }
      }
    }
  }
}
