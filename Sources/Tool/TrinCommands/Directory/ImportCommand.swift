internal import ArgumentParser
internal import Docset
internal import PasswordReset

extension DirectoryCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Creates the users of a CSV list, all of them or none.",
      discussion: """
        The first line names the columns: userPrincipalName, and any of displayName, givenName, surname, locale, \
        alternateEmail, mobile and roles (separated by spaces). Commas, semicolons or tabs may stand between them, and \
        the names may be Danish. Nobody gets a password this way; reset it.
        A long list is added in parts, and seen when the last one is there; sign-ins and resets go on meanwhile.
        """)

    @OptionGroup var files: DirectoryFiles
    @OptionGroup var administrator: Operator

    @Argument(help: "The list.")
    var list: String

    func run() async throws {
      try await runDirectoryCommand("import") {
        let csv = try bytes()
        let service = try await files.open()
        do {
          let bar = ProgressBar.onTerminal(quiet: false)
          let result = try await administrator.act(service) { session in
            defer { bar?.clear() }
            return try await service.importUsers(
              csv: csv, progress: { done, total in bar?.update("Importing", done: done, total: total) }, as: session)
          }
          for warning in result.warnings { say("\(list):\(warning.line ?? 1): warning: \(warning.reason)") }
          say(result.users.count == 1 ? "Created 1 user." : "Created \(result.users.count) users.")
        } catch ResetError.invalidUsers(let faults) {
          for fault in faults { say("\(list):\(fault.line ?? 1): \(fault.reason)") }
          let count = faults.count == 1 ? "one row is" : "\(faults.count) rows are"
          throw CommandFailure.refused("\(count) wrong; nobody was created.")
        }
      }
    }

    private func bytes() throws(CommandFailure) -> [UInt8] {
      do throws(Files.Failure) {
        return try Files.read(list, limit: UserList.largest)
      } catch {
        switch error {
        case .missing: throw .usage("\(list): there is no such file.")
        case .tooLarge: throw .usage("\(list): it is over 256 MiB, and so no list of users.")
        case .unreadable(let reason): throw .usage("\(list): \(reason).")
        }
      }
    }
  }
}
