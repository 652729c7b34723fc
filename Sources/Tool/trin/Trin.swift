internal import TrinCommands

@main
struct Program {
  static func main() async { await CommandLineProgram.main() }
}
