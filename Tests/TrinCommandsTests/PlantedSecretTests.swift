import Foundation
import MailServers
import Testing

/// Everything that the commands write is searched for every secret that went through them.
@Suite(
  "Planted secrets",
  .enabled(if: TestDirectory.isBuilt, "trin is not built"),
  .enabled(
    if: PythonServer.isInstalled("aiosmtpd"),
    "skipped: python3-aiosmtpd is not installed (apt-get install python3-aiosmtpd)"), .timeLimit(.minutes(3)))
struct PlantedSecretTests {
  /// What was written, by where.
  private struct Trace {
    var texts: [(place: String, bytes: Data)] = []

    mutating func add(_ place: String, _ run: TestDirectory.Run) {
      texts.append(("output of \(place)", Data(run.output.utf8)))
      texts.append(("errors of \(place)", Data(run.errors.utf8)))
    }

    mutating func add(files names: [String], of directory: TestDirectory) throws {
      for name in names where directory.exists(name) {
        texts.append((name, try Data(contentsOf: URL(fileURLWithPath: directory.path(name)))))
      }
    }

    /// The places that hold `secret`, as it is or in a spelling that gives it away.
    func places(of secret: String) -> [String] {
      let bytes = Data(secret.utf8)
      let spellings = [
        bytes, Data(bytes.base64EncodedString().utf8), Data(bytes.map { String(format: "%02x", $0) }.joined().utf8),
      ]
      return texts.filter { text in spellings.contains { text.bytes.range(of: $0) != nil } }.map(\.place)
    }
  }

  @Test("are in the mail, and nowhere else that the commands write")
  func commands() async throws {
    let directory = try TestDirectory.made()
    let server = try PythonServer("receive.py")
    try directory.copyFixture("good.csv")
    var trace = Trace()
    trace.add("import", try directory.asAda("import", "good.csv"))
    try directory.secret("Planted-wrong-9", in: "wrong")
    try directory.secret("Planted-smtp-9", in: "smtp")
    try directory.secret("Planted-new-9", in: "new")
    try directory.secret("Plnt-9", in: "short")

    func ada(_ arguments: String...) throws {
      trace.add(
        arguments.joined(separator: " "),
        try directory.run(arguments + ["--as", "ada@contoso.example", "--password-file", "password"]))
    }
    try ada("reset", "mette@contoso.example", "--to", "m@privat.example", "--to", "nobody@privat.example")
    try ada("reset", "pia@contoso.example", "--create-from", "new", "--to", "p@privat.example")
    try ada("reset", "pia@contoso.example", "--create-from", "short")
    trace.add(
      "a wrong password",
      try directory.run("outbox", "--as", "ada@contoso.example", "--password-file", "wrong"))
    trace.add(
      "a mail server that wants no password",
      try directory.run(
        "deliver", "--smtp", "smtp://127.0.0.1:1", "--from", "a@contoso.example", "--smtp-user", "trin",
        "--smtp-password-file", "smtp"))
    // What waits is sealed, also in the write-ahead log.
    try trace.add(files: ["directory.sqlite", "directory.sqlite-wal"], of: directory)
    try ada("outbox", "--state", "queued")
    // The server that was not there put all messages off for a while; they are taken as due now.
    let script =
      "import sqlite3; db = sqlite3.connect('directory.sqlite'); db.execute('update message set next_try = 0'); db.commit()"
    #expect(try directory.start(TestDirectory.python, ["-c", script], input: "").code == 0)
    trace.add("deliver", try directory.deliver(to: server.port))
    try ada("outbox")
    try ada("audit", "export")
    try ada("audit", "verify")
    try trace.add(files: ["directory.sqlite", "directory.sqlite-wal", "directory.sqlite-shm"], of: directory)
    #expect(trace.texts.count > 20)

    let mails = try await server.end().map { try ReceivedMail(line: $0) }
    var mailed = Trace()
    for mail in mails { mailed.texts.append((mail.to.joined(), Data(mail.parts.values.joined().utf8))) }
    let label = "Midlertidig adgangskode: "
    let line = try #require(
      mails.compactMap { $0.parts["text/plain"] }.flatMap { $0.split(whereSeparator: \.isNewline) }
        .first { $0.contains(label) })
    let generated = String(line.split(separator: label, maxSplits: 1)[1])

    // That the search finds what is there: the mails hold what they are for, and the trace holds names.
    #expect(mailed.places(of: generated) == ["m@privat.example"])
    #expect(mailed.places(of: "Planted-new-9") == ["p@privat.example"])
    #expect(trace.places(of: "mette@contoso.example").count > 3)
    let key = try String(contentsOfFile: directory.path("directory.key"), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    let keyBytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(key.dropFirst($0).prefix(2), radix: 16) }
    for secret in [
      generated, TestDirectory.administrator, "Planted-wrong-9", "Planted-smtp-9", "Planted-new-9", "Plnt-9", key,
    ] {
      #expect(trace.places(of: secret).isEmpty)
    }
    #expect(keyBytes.count == 32)
    #expect(trace.texts.filter { $0.bytes.range(of: Data(keyBytes)) != nil }.map(\.place).isEmpty)
  }
}
