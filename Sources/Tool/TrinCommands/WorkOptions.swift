internal import ArgumentParser

/// How a command works, whatever it works on.
struct WorkOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many articles are worked on at a time.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Print results only.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 || jobs > 1024 { throw ValidationError("--jobs is a number from 1 to 1024.") }
  }

  var jobCount: Int { jobs ?? Console.processors }
}
