import Foundation
import MailServers
import PasswordReset
import PasswordResetSQLite
import Testing

@Suite("A directory on the command line", .enabled(if: TestDirectory.isBuilt, "trin is not built"))
struct DirectoryCommandTests {
  @Test("is made with a key, both closed to everybody else, and never made over")
  func initialize() throws {
    let directory = try TestDirectory.made()
    for name in ["directory.sqlite", "directory.key"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: directory.path(name))
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
    let again = try directory.initialize()
    #expect(again.code == 1)
    #expect(again.errors.contains("the directory is set up already"))
    #expect(try directory.asAda("outbox").code == 0)
  }

  @Test("is not made at all where its first administrator cannot be")
  func initializeRefused() throws {
    let directory = try TestDirectory()
    try directory.secret("Ab1-xyz", in: "password")
    let run = try directory.initialize()
    #expect(run.code == 1)
    #expect(run.errors.contains("ada@contoso.example: the password is shorter"))
    #expect(!run.errors.contains("Ab1"))
    #expect(!directory.exists("directory.sqlite") && !directory.exists("directory.key"))
  }

  @Test("takes a list of users whole")
  func importGood() throws {
    let directory = try TestDirectory.made()
    try directory.copyFixture("good.csv")
    let run = try directory.asAda("import", "good.csv")
    #expect(run.code == 0)
    #expect(run.output == "Created 2 users.\n")
  }

  @Test("takes a list with bad rows not at all, and names each with its line")
  func importBad() throws {
    let directory = try TestDirectory.made()
    try directory.copyFixture("bad.csv")
    let run = try directory.asAda("import", "bad.csv")
    #expect(run.code == 1)
    #expect(
      try run.output
        == String(contentsOfFile: TestDirectory.repository + "/Tests/Fixtures/directory/bad.txt", encoding: .utf8))
    #expect(run.errors.contains("3 rows are wrong; nobody was created."))
    let reset = try directory.asAda("reset", "niels@contoso.example", "--to", "niels@privat.example")
    #expect(reset.code == 1)
    #expect(reset.errors.contains("userNotFound"))
  }

  @Test("prints nothing that a terminal obeys, wherever a list, an argument or a file name brings it from")
  func controlCharacters() throws {
    let directory = try TestDirectory.made()
    let escape = "\u{1B}[31m"
    let csv = "userPrincipalName,roles\nuwe@contoso.example,\(escape)red\u{1B}[0m\nt\(escape)@contoso.example,\n"
    try Data(csv.utf8).write(to: URL(fileURLWithPath: directory.path("a\(escape).csv")))
    try Data("\(escape)X,userPrincipalName\nq,x@contoso.example\n".utf8)
      .write(to: URL(fileURLWithPath: directory.path("heading.csv")))
    let runs = [
      try directory.asAda("import", "a\(escape).csv"), try directory.asAda("import", "heading.csv"),
      try directory.asAda("import", "missing\(escape)\u{9B}31m.csv"),
      try directory.asAda("outbox", "retry", "x\(escape)"),
      try directory.asAda("outbox", "--state", escape), try directory.asAda("outbox", "--directory", "x\(escape)"),
      try directory.asAda("reset", "x\(escape)@contoso.example", "--to", "a@privat.example"),
      try directory.asAda("outbox", "--\(escape)"),
    ]
    for run in runs {
      #expect(run.code != 0)
      let printed = (run.output + run.errors).unicodeScalars
      #expect(!printed.contains { ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) })
    }
    #expect(runs[0].output.contains("?[31mred?[0m"))
  }

  @Test("makes no tables in a database of another program, whichever command is given it")
  func foreignDatabase() throws {
    let directory = try TestDirectory.made()
    let script =
      "import sqlite3; sqlite3.connect('places.sqlite').execute('create table places (id)').connection.commit()"
    #expect(try directory.start(TestDirectory.python, ["-c", script], input: "").code == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: directory.path("places.sqlite")))
    for command in [["outbox"], ["audit", "verify"], ["reset", "a@contoso.example", "--to", "a@privat.example"]] {
      let run = try directory.run(
        command + ["--directory", "places.sqlite", "--as", "ada@contoso.example", "--password-file", "password"])
      #expect(run.code == 2)
      #expect(run.errors.contains("places.sqlite") && run.errors.contains("another program"))
    }
    let initialized = try directory.run(
      "init", "--tenant", "Contoso", "--domain", "contoso.example", "--administrator", "ada@contoso.example",
      "--password-file", "password", "--directory", "places.sqlite")
    #expect(initialized.code == 2)
    #expect(try Data(contentsOf: URL(fileURLWithPath: directory.path("places.sqlite"))) == before)
  }

  @Test("names the file that an error is about")
  func filesNamed() throws {
    let directory = try TestDirectory.made()
    try directory.secret("no key", in: "bad.key")
    for (arguments, name) in [
      (["outbox", "--key", "bad.key"], "bad.key"), (["outbox", "--key", "missing.key"], "missing.key"),
      (["outbox", "--directory", "missing.sqlite"], "missing.sqlite"), (["import", "missing.csv"], "missing.csv"),
    ] {
      let run = try directory.run(arguments + ["--as", "ada@contoso.example", "--password-file", "password"])
      #expect(run.code == 2)
      #expect(run.errors.contains(name))
    }
  }

  @Test("authorises a reset like any other, and audits its refusal")
  func refusal() throws {
    let directory = try TestDirectory.made()
    let own = try directory.asAda("reset", "ada@contoso.example", "--to", "ada@privat.example")
    #expect(own.code == 1)
    #expect(own.errors.contains("selfResetForbidden"))
    try directory.secret("Wrong-green-7-tractors", in: "password")
    let wrong = try directory.asAda("reset", "ada@contoso.example", "--to", "ada@privat.example")
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("invalidCredentials"))
    try directory.secret(TestDirectory.administrator, in: "password")
    let lines = try directory.asAda("audit", "export").output.split(separator: "\n")
    let last = try #require(lines.last)
    let event = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    #expect(event["activityDisplayName"] as? String == "Reset password (by admin)")
    #expect(event["initiatedBy"] as? String == "ada@contoso.example")
    #expect(event["result"] as? String == "failure")
    #expect(event["resultReason"] as? String == "selfResetForbidden")
  }

  @Test("lets an imported administrator in after a temporary password was changed, and not before")
  func temporaryPassword() throws {
    let directory = try TestDirectory.made()
    try directory.copyFixture("good.csv")
    #expect(try directory.asAda("import", "good.csv").code == 0)
    try directory.secret("Rye-bread-4-lunch", in: "temporary")
    try directory.secret("Kale-soup-5-supper", in: "own")
    #expect(try directory.asAda("reset", "pia@contoso.example", "--create-from", "temporary").code == 0)
    let reset = ["reset", "mette@contoso.example", "--to", "m@privat.example", "--as", "pia@contoso.example"]
    let early = try directory.run(reset + ["--password-file", "temporary"])
    #expect(early.code == 1)
    #expect(early.errors.contains("must choose a new password first"))
    let change = ["password", "pia@contoso.example", "--password-file", "temporary", "--new-password-file"]
    let kept = try directory.run(change + ["temporary"])
    #expect(kept.code == 1)
    #expect(kept.errors.contains("reusedPassword"))
    #expect(try directory.run(change + ["own"]).code == 0)
    #expect(try directory.run(reset + ["--password-file", "own"]).code == 0)
    let above = ["reset", "ada@contoso.example", "--to", "a@privat.example", "--as", "pia@contoso.example"]
    #expect(try directory.run(above + ["--password-file", "own"]).errors.contains("targetRoleTooHigh"))
  }

  @Test("leaves no session behind, whether the work was done or refused")
  func sessions() async throws {
    let directory = try TestDirectory.made()
    #expect(try directory.asAda("outbox").code == 0)
    #expect(try directory.asAda("reset", "nobody@contoso.example", "--to", "x@privat.example").code == 1)
    // A session that is still there would let the row of its user be found by it.
    let bytes = try directory.start(
      TestDirectory.python,
      [
        "-c",
        "import sqlite3; print(sqlite3.connect('directory.sqlite').execute('select count(*) from session').fetchone()[0])",
      ],
      input: "")
    #expect(bytes.output == "0\n")
  }

  @Test("verifies its audit trail, notices a changed event, and one that was cut off")
  func audit() throws {
    let directory = try TestDirectory.made()
    for end in ["", "-wal"] where directory.exists("directory.sqlite" + end) {
      try FileManager.default.copyItem(
        atPath: directory.path("directory.sqlite" + end), toPath: directory.path("early.sqlite" + end))
    }
    #expect(try directory.asAda("reset", "ada@contoso.example", "--to", "a@privat.example").code == 1)
    let first = try directory.asAda("audit", "verify")
    #expect(first.code == 0)
    let noted = try #require(first.output.split(separator: " ").last).trimmingCharacters(in: .newlines)
    #expect(try directory.asAda("audit", "verify", "--noted", noted).code == 0)
    #expect(try directory.asAda("audit", "verify", "--noted", "3").code == 2)

    func edit(_ sql: String) throws {
      let script = "import sqlite3; db = sqlite3.connect('directory.sqlite'); db.execute(\"\(sql)\"); db.commit()"
      #expect(try directory.start(TestDirectory.python, ["-c", script], input: "").code == 0)
    }
    try edit("delete from event where sequence = 3")
    let cut = try directory.asAda("audit", "verify")
    #expect(cut.code == 1)
    #expect(cut.errors.contains("the trail is broken at event 3"))
    try edit("update head set sequence = 2, hash = (select hash from event where sequence = 2)")
    #expect(try directory.asAda("audit", "verify").code == 1, "a head has a seal")
    let lost = try directory.asAda("audit", "verify", "--noted", noted, "--directory", "early.sqlite")
    #expect(lost.code == 1)
    #expect(lost.errors.contains("the trail has lost its end"))
    try edit("update event set actor = 'pia@contoso.example' where sequence = 2")
    let changed = try directory.asAda("audit", "verify")
    #expect(changed.code == 1)
    #expect(changed.errors.contains("the trail is broken at event 2"))
  }

  @Test("is not opened with another key, nor made by a command that should have found it")
  func files() throws {
    let directory = try TestDirectory.made()
    let other = try TestDirectory.made()
    let key = try directory.asAda("outbox", "--key", other.path("directory.key"))
    #expect(key.code == 2)
    #expect(key.errors.replacing("\n", with: " ").contains("the key does not fit the directory"))
    let missing = try directory.asAda("outbox", "--directory", "elsewhere.sqlite")
    #expect(missing.code == 2)
    #expect(!directory.exists("elsewhere.sqlite"))
    try directory.secret("no database, but long enough to be taken for one at first sight", in: "text.sqlite")
    #expect(try directory.asAda("outbox", "--directory", "text.sqlite").code == 2)
  }

  @Test("ends with 2 for wrong usage: no way for the password to be learnt, or to be shown into a file")
  func usage() throws {
    let directory = try TestDirectory.made()
    let lost = try directory.asAda("reset", "mette@contoso.example")
    #expect(lost.code == 2)
    #expect(lost.errors.contains("Nobody would learn the new password"))
    let shown = try directory.asAda("reset", "mette@contoso.example", "--show")
    #expect(shown.code == 2)
    #expect(shown.errors.contains("does not belong into a file or a log"))
    let url = try directory.run("deliver", "--smtp", "http://127.0.0.1", "--from", "a@contoso.example")
    #expect(url.code == 2)
    #expect(try directory.asAda("outbox", "--state", "gone").errors.contains("queued, sent, dead"))
  }
}
