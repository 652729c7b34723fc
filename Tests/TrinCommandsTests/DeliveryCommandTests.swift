import ChildProcesses
import Foundation
import MailServers
import Testing

@Suite(
  "Mail from the command line",
  .enabled(if: TestDirectory.isBuilt, "trin is not built"),
  .enabled(
    if: PythonServer.isInstalled("aiosmtpd"),
    "skipped: python3-aiosmtpd is not installed (apt-get install python3-aiosmtpd)"), .timeLimit(.minutes(2)))
struct DeliveryCommandTests {
  private func directory() throws -> TestDirectory {
    let directory = try TestDirectory.made()
    try directory.copyFixture("good.csv")
    #expect(try directory.asAda("import", "good.csv").code == 0)
    return directory
  }

  @Test("carries the password of a reset to each address, and the notice to the user's own")
  func delivered() async throws {
    let directory = try directory()
    let server = try PythonServer("receive.py")
    let reset = try directory.asAda(
      "reset", "mette@contoso.example", "--to", "m@privat.example", "--to", "n@privat.example")
    #expect(reset.code == 0)
    #expect(try directory.run("deliver").code == 2, "a server and a sender are needed")
    let run = try directory.deliver(to: server.port)
    #expect((run.code, run.output) == (0, "3 sent.\n"))
    #expect(try directory.deliver(to: server.port).output == "Nothing was due.\n")
    let mails = try await server.end().map { try ReceivedMail(line: $0) }
    #expect(Set(mails.flatMap(\.to)) == ["m@privat.example", "n@privat.example", "mette@privat.example"])
    let texts = mails.compactMap { $0.parts["text/plain"] }
    #expect(texts.count { $0.contains("Midlertidig adgangskode: ") } == 2)
  }

  @Test("that a server refuses is listed, and tried again while its password is kept")
  func deadLetters() throws {
    let directory = try directory()
    let server = try PythonServer("receive.py")
    #expect(try directory.asAda("reset", "pia@contoso.example", "--to", "nobody@privat.example").code == 0)
    let run = try directory.deliver(to: server.port)
    #expect(run.code == 1)
    #expect(run.output == "1 sent, 1 given up.\n")
    #expect(run.errors.contains("nobody@privat.example") && run.errors.contains("550"))
    let list = try directory.asAda("outbox")
    #expect(list.output.contains("signInInformation to nobody@privat.example"))
    #expect(list.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let id = String(try #require(list.output.split(separator: " ").first))
    let retry = try directory.asAda("outbox", "retry", id)
    #expect((retry.code, retry.output) == (0, "\(id)  waits again\n"))
    #expect(try directory.asAda("outbox", "--state", "queued").output.contains(id))
    let again = try directory.asAda("outbox", "retry", id)
    #expect(again.code == 1, "it waits already")
    #expect(try directory.deliver(to: server.port).code == 1)
    #expect(try directory.asAda("outbox", "retry", "--all").output == "\(id)  waits again\n")
  }

  @Test("leaves by itself while the sender watches, and the sender ends on a signal")
  func watch() async throws {
    let directory = try directory()
    let server = try PythonServer("receive.py")
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: TestDirectory.program)
    process.arguments = [
      "directory", "deliver", "--watch", "--smtp", "smtp://127.0.0.1:\(server.port)", "--from",
      "no-reply@contoso.example",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: directory.folder)
    process.standardOutput = .nothing
    try process.run()
    defer { process.terminate() }
    #expect(try directory.asAda("reset", "mette@contoso.example", "--to", "m@privat.example").code == 0)
    let mails = try [await server.nextLine(), await server.nextLine()].map { try ReceivedMail(line: try #require($0)) }
    #expect(Set(mails.flatMap(\.to)) == ["m@privat.example", "mette@privat.example"])
    process.terminate()
    #expect(process.end == .exit(0))
  }
}
