package import ArgumentParser
internal import Diagnostics

/// The root command: see the contract of each subcommand in its own file.
package struct Trin: AsyncParsableCommand {
  package static let version = "0.1.0"

  package static let configuration = CommandConfiguration(
    commandName: "trin",
    abstract: "Builds localized help sites, and proves that their numbered steps work.",
    version: version,
    subcommands: [
      Build.self, Check.self, Test.self, PreviewCommand.self, Init.self, ThemeCommand.self, DirectoryCommand.self,
    ])

  package init() {}
}

/// Runs the command line and ends the process with the exit codes of the contract.
package enum CommandLineProgram {
  package static func main() async -> Never {
    ProcessMemory.prepare()
    do {
      var command = try Trin.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Console.exit(.success)
    } catch let outcome as Outcome {
      Console.exit(outcome)
    } catch {
      exit(for: error)
    }
  }

  /// Help and version are no errors; all else that ArgumentParser throws is wrong usage.
  private static func exit(for error: any Error) -> Never {
    let message = Trin.fullMessage(for: error)
    guard Trin.exitCode(for: error) == .success else {
      // It quotes arguments, which may come from a list or a file name.
      Console.error(Terminal.safeLines(message))
      Console.exit(.usage)
    }
    Console.print(message)
    Console.exit(.success)
  }
}
