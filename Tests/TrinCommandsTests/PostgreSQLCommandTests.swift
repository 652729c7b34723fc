import Foundation
import MailServers
import PostgreSQLServers
import Testing

@Suite(
  "A directory in PostgreSQL on the command line", .enabled(if: TestDirectory.isBuilt, "trin is not built"),
  .enabled(
    if: PostgreSQLServer.isInstalled, "skipped: PostgreSQL is not installed (apt-get install postgresql)"),
  .timeLimit(.minutes(5)))
struct PostgreSQLCommandTests {
  private func ada(_ directory: TestDirectory, _ address: String, _ arguments: String...) throws -> TestDirectory.Run {
    try directory.run(
      arguments + ["--directory", address, "--as", "ada@contoso.example", "--password-file", "password"])
  }

  private func made(_ address: String) throws -> TestDirectory {
    let directory = try TestDirectory()
    let run = try directory.run(
      "init", "--tenant", "Contoso", "--domain", "contoso.example", "--administrator", "ada@contoso.example",
      "--password-file", "password", "--directory", address)
    #expect(run.code == 0, "\(run.errors)")
    return directory
  }

  @Test("does all that one in a file does, with the same exit codes")
  func commands() throws {
    let address = try PostgreSQLServer.shared().database()
    let directory = try made(address)
    try directory.copyFixture("good.csv")
    #expect(try ada(directory, address, "import", "good.csv").output == "Created 2 users.\n")
    try directory.copyFixture("bad.csv")
    #expect(try ada(directory, address, "import", "bad.csv").code == 1)
    #expect(try ada(directory, address, "reset", "mette@contoso.example", "--to", "m@privat.example").code == 0)
    #expect(try ada(directory, address, "reset", "ada@contoso.example", "--to", "m@privat.example").code == 1)
    #expect(try ada(directory, address, "outbox", "--state", "queued").output.contains("m@privat.example"))
    #expect(try ada(directory, address, "audit", "verify").output.hasPrefix("intact "))
    #expect(try ada(directory, address, "audit", "export").output.contains("Reset password (by admin)"))
    let again = try directory.run(
      "init", "--tenant", "Contoso", "--domain", "contoso.example", "--administrator", "ada@contoso.example",
      "--password-file", "password", "--directory", address)
    #expect(again.code == 1 && again.errors.contains("set up already"))
    let wrong = try ada(directory, "postgresql://trin:Planted-1@localhost/x", "outbox")
    #expect(wrong.code != 0 && !wrong.errors.contains("Planted") && wrong.errors.contains("password"))
    #expect(try ada(directory, "postgresql://trin@/x?host=/nowhere", "outbox").code == 2)
  }

  @Test("is copied from a file and back, row by row, with its trail, and into nothing that is there already")
  func copy() throws {
    let server = try PostgreSQLServer.shared()
    let directory = try TestDirectory.made()
    try directory.copyFixture("good.csv")
    #expect(try directory.asAda("import", "good.csv").code == 0)
    for user in ["mette", "pia"] {
      #expect(try directory.asAda("reset", "\(user)@contoso.example", "--to", "m@privat.example").code == 0)
    }
    let noted = try directory.asAda("audit", "verify").output
    let address = try server.database()
    let there = try directory.run("copy", "directory.sqlite", address)
    #expect(there.code == 0, "\(there.errors)")
    #expect(there.output.hasPrefix("Copied ") && there.output.contains("events of the trail are verified"))
    #expect(try ada(directory, address, "audit", "verify").output == noted)
    #expect(
      try ada(directory, address, "outbox", "--state", "queued").output
        == directory.asAda("outbox", "--state", "queued").output)
    #expect(try directory.run("copy", "directory.sqlite", address).errors.contains("there is a directory already"))
    let back = try directory.run("copy", address, "back.sqlite")
    #expect(back.code == 0, "\(back.errors)")
    #expect(try directory.asAda("audit", "verify", "--directory", "back.sqlite").output == noted)
    #expect(try directory.run("copy", address, "back.sqlite").code == 2)
    #expect(try directory.run("copy", "missing.sqlite", "new.sqlite").code == 2)
    #expect(!directory.exists("new.sqlite"))
    let edit =
      "import sqlite3; db = sqlite3.connect('back.sqlite'); db.execute(\"update event set actor = 'x' where sequence = 2\"); db.commit()"
    #expect(try directory.start(TestDirectory.python, ["-c", edit], input: "").code == 0)
    let broken = try directory.run("copy", "back.sqlite", "other.sqlite")
    #expect(broken.code == 1 && broken.errors.contains("is broken"))
    #expect(!directory.exists("other.sqlite"))
  }
}
