import ChildProcesses
import Foundation
import Testing

private enum Docsets {
  static let unpacker: String? = {
    let path = Repository.root + "/../shared/corpus/unpack"
    let isAsked = ProcessInfo.processInfo.environment["TRIN_LONG_TESTS"] != nil
    return isAsked && Program.isBuilt && FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()
}

/// Every command over real docsets: whatever their articles hold, none ends by a signal. By hand: it takes minutes.
///
///     TRIN_LONG_TESTS=1 swift test --filter CorpusCommand
@Suite(
  "Every command over a published docset",
  .enabled(if: Docsets.unpacker != nil, "TRIN_LONG_TESTS is not set, or the docsets are not there"))
struct CorpusCommandTests {

  @Test("ends by itself, and says what is wrong", arguments: ["microsoft-365", "alchemy"])
  func commands(docset: String) throws {
    let scratch = try Scratch()
    let unpacking = ChildProcess()
    unpacking.executableURL = URL(fileURLWithPath: try #require(Docsets.unpacker))
    unpacking.arguments = [scratch.path, docset]
    try unpacking.run()
    unpacking.waitUntilExit()
    try #require(unpacking.terminationStatus == 0)
    for locale in ["da-DK", "en-US"] {
      let folder = scratch.path + "/" + locale
      let source = locale == "en-US" ? [] : ["--source", scratch.path + "/en-US"]
      for arguments in [
        ["check", folder] + source, ["check", folder, "--format", "json", "--statistics"],
        ["check", folder, "--fix", "--dry-run"], ["test", folder, "--list"],
        ["test", folder, "--list", "--format", "json"],
        ["build", folder, "--keep-going", "--output", scratch.path + "/out-" + locale] + source,
      ] {
        let (process, output, errors) = try Program.start(arguments, in: scratch.path)
        // Both streams are read, so that neither fills up.
        let said = Task.detached { errors.fileHandleForReading.readDataToEndOfFile() }
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        #expect([.exit(0), .exit(1)].contains(process.end), "\(locale): \(arguments.joined(separator: " "))")
        #expect(!printed.isEmpty || arguments[0] == "build")
        _ = said
      }
    }
  }
}
