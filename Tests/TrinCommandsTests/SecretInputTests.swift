import Foundation
import Testing

@Suite("Secrets on the command line", .enabled(if: TestDirectory.isBuilt, "trin is not built"))
struct SecretInputTests {
  @Test("come from files that are closed to everybody else, and from no others")
  func permissions() throws {
    let directory = try TestDirectory.made()
    try directory.secret(TestDirectory.administrator, in: "password", mode: 0o640)
    let open = try directory.asAda("outbox")
    #expect(open.code == 2)
    #expect(open.errors.contains("chmod 600 password"))
    try directory.secret("", in: "password")
    #expect(try directory.asAda("outbox").errors.contains("its first line is empty"))
    try directory.secret(String(repeating: "x", count: 5000), in: "password")
    #expect(try directory.asAda("outbox").errors.contains("holds more than 4096 bytes"))
    #expect(try directory.asAda("outbox", "--key", "/dev/zero").errors.contains("neither a file nor a pipe"))
    #expect(try directory.asAda("outbox", "--key", "none").errors.contains("there is no such file"))
  }

  @Test("come from a pipe")
  func pipe() throws {
    let directory = try TestDirectory.made()
    let script = "'\(TestDirectory.program)' directory outbox --as ada@contoso.example --password-file <(cat password)"
    #expect(try directory.start("/bin/bash", ["-c", script], input: "").code == 0)
  }

  @Test("are asked for where there is a terminal, and a file is asked for where there is none")
  func noTerminal() throws {
    let directory = try TestDirectory.made()
    let run = try directory.run("outbox", "--as", "ada@contoso.example")
    #expect(run.code == 2)
    #expect(run.errors.contains("--password-file"))
  }

  private static let hasTerminal = FileManager.default.isExecutableFile(atPath: TestDirectory.python)

  @Test("are not shown while they are typed", .enabled(if: hasTerminal, "skipped: python3 is not installed"))
  func typed() throws {
    let directory = try TestDirectory.made()
    let run = try directory.onTerminal(
      "outbox", "--as", "ada@contoso.example", answers: [TestDirectory.administrator])
    #expect(run.code == 0, "\(run.output)")
    #expect(run.output.contains("Password of ada@contoso.example: \n"))
    #expect(!run.output.contains("tractors"))
    // Ctrl-U takes the line back, and backspace the last letter with all of its bytes.
    let mended = try directory.onTerminal(
      "outbox", "--as", "ada@contoso.example", answers: ["wrong\u{15}\(TestDirectory.administrator)å\u{7F}"])
    #expect(mended.code == 0, "\(mended.output)")
    let ended = try directory.onTerminal("outbox", "--as", "ada@contoso.example", answers: ["\u{3}"])
    #expect(ended.code == 130)
  }

  @Test(
    "that are new are asked for twice, and one that was made is shown once",
    .enabled(if: hasTerminal, "skipped: python3 is not installed"))
  func new() throws {
    let directory = try TestDirectory.made()
    try directory.copyFixture("good.csv")
    #expect(try directory.asAda("import", "good.csv").code == 0)
    let arguments = ["reset", "mette@contoso.example", "--as", "ada@contoso.example", "--password-file", "password"]
    let different = try directory.onTerminal(arguments + ["--create"], answers: ["Rye-bread-4-lunch", "Rye-bread-4"])
    #expect(different.code == 2)
    #expect(different.output.contains("the two passwords are not the same"))
    let same = try directory.onTerminal(
      arguments + ["--create"], answers: ["Rye-bread-4-lunch", "Rye-bread-4-lunch"])
    #expect(same.code == 0, "\(same.output)")
    #expect(!same.output.contains("Rye"))
    let shown = try directory.onTerminal(arguments + ["--show"], answers: [])
    #expect(shown.code == 0)
    #expect(shown.output.contains(/Temporary password: [a-zA-Z2-9]{4}(-[a-zA-Z2-9]{4}){3}\n/))
  }
}
