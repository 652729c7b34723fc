import Foundation
import MailServers
import Testing

@Suite("The commands that replace a master key", .enabled(if: TestDirectory.isBuilt, "trin is not built"))
struct KeyCommandTests {
  private func lines(_ directory: TestDirectory) throws -> [Substring] {
    try String(contentsOfFile: directory.path("directory.key"), encoding: .utf8).split(separator: "\n")
  }

  private func waiting() throws -> TestDirectory {
    let directory = try TestDirectory.made()
    try directory.copyFixture("good.csv")
    #expect(try directory.asAda("import", "good.csv").code == 0)
    #expect(try directory.asAda("reset", "mette@contoso.example", "--to", "m@privat.example").code == 0)
    return directory
  }

  @Test(
    "keep mail that waits and the trail whole through every step, and leave one new key in a file that only its owner reads",
    .enabled(if: PythonServer.isInstalled("aiosmtpd"), "python3-aiosmtpd is not installed; .ci/setup installs it"))
  func rotation() async throws {
    let directory = try waiting()
    let old = try #require(try lines(directory).first)

    #expect(try directory.run("key", "add").code == 0)
    #expect(try lines(directory).first == old)
    #expect(try lines(directory).count == 2)
    #expect(try directory.asAda("outbox", "--state", "queued").output.contains("m@privat.example"))

    #expect(try directory.run("key", "use").code == 0)
    #expect(try lines(directory).last == old)
    #expect(try directory.asAda("reset", "pia@contoso.example", "--to", "p@privat.example").code == 0)

    let early = try directory.run("key", "forget")
    #expect(early.code == 1 && early.errors.replacing("\n", with: " ").contains("key retire"))
    #expect(try lines(directory).count == 2)

    let retired = try directory.asAda("key", "retire")
    #expect(retired.code == 0)
    #expect(retired.output.hasPrefix("Sealed ") && retired.output.contains("Run `trin directory key forget` after "))

    let server = try PythonServer("receive.py")
    #expect(try directory.deliver(to: server.port).code == 0)
    let mails = try await server.end().map { try ReceivedMail(line: $0) }
    #expect(Set(mails.flatMap(\.to)).isSuperset(of: ["m@privat.example", "p@privat.example"]))
    for address in ["m@privat.example", "p@privat.example"] {
      let text = mails.first { $0.to == [address] }?.parts["text/plain"]
      #expect(text?.contains("dgangskode: ") == true || text?.contains("assword: ") == true)
    }
    #expect(try directory.asAda("audit", "verify").output.hasPrefix("intact "))
    let mode = try FileManager.default.attributesOfItem(atPath: directory.path("directory.key"))[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test("refuse a step that is out of turn, say which comes first, and change nothing")
  func order() throws {
    let directory = try waiting()
    let before = try lines(directory)
    let use = try directory.run("key", "use")
    #expect(use.code == 1 && use.errors.replacing("\n", with: " ").contains("key add"))
    let forget = try directory.run("key", "forget")
    #expect(forget.code == 1 && forget.errors.replacing("\n", with: " ").contains("only one key"))
    #expect(try lines(directory) == before)
    #expect(try directory.run("key", "add").code == 0)
    let twice = try directory.run("key", "add")
    #expect(twice.code == 1 && twice.errors.replacing("\n", with: " ").contains("2 keys already"))
    #expect(try lines(directory).count == 2)
  }

  @Test("print no key, neither where they succeed nor where they refuse")
  func secrets() throws {
    let directory = try waiting()
    var printed = ""
    for arguments in [["key", "add"], ["key", "add"], ["key", "use"], ["key", "forget"]] {
      let run = try directory.run(arguments)
      printed += run.output + run.errors
    }
    for key in try lines(directory) { #expect(!printed.contains(key)) }
    #expect(!printed.isEmpty)
  }
}
