import Foundation
import GRDB
import PasswordReset
import PasswordResetSQLite
import Testing

@Suite("A directory in a file")
struct SQLiteFileTests {
  @Test("is there after the program has ended")
  func reopened() async throws {
    let file = try DirectoryFile()
    let password: Secret
    do {
      let service = try await file.setUp()
      let ada = try await file.admin(service)
      let mette = try await service.user(named: "mette@contoso.example", as: ada)
      password = try #require(try await service.resetPassword(of: mette.id, as: ada).generated)
    }
    let service = try file.service()
    let session = try await service.signIn("mette@contoso.example", password: password)
    #expect(session.kind == .changeOnly(.temporaryPassword))
    await #expect(throws: ResetError.conflict(reason: "the directory is set up already")) {
      try await service.setUp(Tenant(name: "Other"), domains: [Domain(name: "other.example")], users: [])
    }
  }

  @Test(
    "keeps a commit through a power cut, rows to their references, and nothing of what was wiped",
    arguments: [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1")])
  func settings(pragma: String, value: String) async throws {
    let file = try DirectoryFile()
    #expect(try await SQLiteResetStore(path: file.path).setting(pragma) == value)
  }

  @Test(
    "shows an audit trail that was changed, cut into, swapped or forged, and where",
    arguments: [
      "UPDATE event SET actor = 'somebody@contoso.example' WHERE sequence = 3",
      "UPDATE event SET refusal = NULL, details = '{\"a\":\"b\"}' WHERE sequence = 3",
      "UPDATE event SET at = at + 1 WHERE sequence = 3",
      "DELETE FROM event WHERE sequence = 3",
      "UPDATE event SET hash = (SELECT hash FROM event WHERE sequence = 2) WHERE sequence = 3",
      "UPDATE event SET sequence = -3 WHERE sequence = 3; UPDATE event SET sequence = 3 WHERE sequence = 4; "
        + "UPDATE event SET sequence = 4 WHERE sequence = -3",
    ])
  func tampering(sql: String) async throws {
    let file = try DirectoryFile()
    let service = try await file.setUp()
    let ada = try await file.admin(service)
    try await service.setExpiration(.days(90), as: ada)
    try file.meddle(sql)
    #expect(try await service.verifyAudit(as: ada) == .broken(at: 3))
  }

  @Test(
    "tells whatever else was done to the rows of its trail as that, at which event, and goes on serving",
    arguments: [
      ("UPDATE event SET details = 'no JSON' WHERE sequence = 2", 2),
      ("UPDATE event SET details = '[]' WHERE sequence = 1", 1),
      ("UPDATE event SET details = CAST(x'ff00fe' AS TEXT) WHERE sequence = 2", 2),
      ("UPDATE event SET actor = actor || char(0) || 'x' WHERE sequence = 2", 2),
      ("UPDATE event SET at = 9223372036854775807 WHERE sequence = 2", 2),
      ("UPDATE event SET at = -9223372036854775808 WHERE sequence = 2", 2),
      ("UPDATE event SET sequence = 9223372036854775807 WHERE sequence = 3", 3),
      ("UPDATE event SET actor = 'x' WHERE sequence = 1", 1),
      ("DELETE FROM event", 1),
      ("DELETE FROM event WHERE sequence > 3", 4),
      ("DELETE FROM event WHERE sequence < 3", 1),
      ("DELETE FROM head", 6),
      ("DELETE FROM head; DELETE FROM event", 1),
      ("DELETE FROM head; DELETE FROM event WHERE sequence > 3", 4),
      ("UPDATE head SET sequence = 3, hash = (SELECT hash FROM event WHERE sequence = 3)", 6),
      ("DELETE FROM event WHERE sequence > 3; UPDATE head SET sequence = 3", 4),
      (
        "INSERT INTO event SELECT -7, at, activity, actor, target, refusal, details, previous, hash FROM event "
          + "WHERE sequence = 2", -7
      ),
    ])
  func tamperedRows(sql: String, place: Int) async throws {
    let file = try DirectoryFile()
    let service = try await file.setUp()
    let ada = try await file.admin(service)
    try await service.setExpiration(.days(90), as: ada)
    #expect(try await service.auditEvents(as: ada).count == 5)
    try file.meddle(sql)
    try await file.service().checkKey()
    #expect(try await service.verifyAudit(as: ada) == .broken(at: place))
    for event in try await service.auditEvents(as: ada) { #expect(!event.jsonLine.isEmpty) }
    _ = try? await service.setExpiration(.days(91), as: ada)
    guard case .broken = try await service.verifyAudit(as: ada) else {
      Issue.record("another event hides what was done")
      return
    }
  }

  @Test("is told from a database of another program, and from an empty one, which stay as they are")
  func foreignDatabase() async throws {
    let file = try DirectoryFile()
    try file.meddle("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT); PRAGMA journal_mode = DELETE")
    let before = try Data(contentsOf: URL(fileURLWithPath: file.path))
    for mayCreate in [true, false] {
      do {
        _ = try SQLiteResetStore(path: file.path, mayCreate: mayCreate)
        Issue.record("a database of another program was taken for a directory")
      } catch {
        #expect(error.reason.hasPrefix("\(file.path): it is a database of another program"))
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == before)
    let empty = file.folder.path + "/empty.sqlite"
    #expect(FileManager.default.createFile(atPath: empty, contents: nil))
    #expect(throws: ResetError.self) { try SQLiteResetStore(path: empty, mayCreate: false) }
    #expect(try Data(contentsOf: URL(fileURLWithPath: empty)).isEmpty)
    #expect(throws: ResetError.self) { try SQLiteResetStore(path: empty + "x", mayCreate: false) }
    #expect(!FileManager.default.fileExists(atPath: empty + "x"))
    _ = try SQLiteResetStore(path: empty)
  }

  @Test("is not opened by an earlier version than wrote it")
  func laterVersion() async throws {
    let file = try DirectoryFile()
    _ = try await file.setUp()
    try file.meddle("INSERT INTO grdb_migrations VALUES ('of a later version')")
    do {
      _ = try file.service()
      Issue.record("the file was opened")
    } catch let error as ResetError {
      #expect(error.reason == "\(file.path): it was written by a later version of the library")
    }
  }

  @Test("says that it is busy, and not broken, while another program keeps it")
  func busy() async throws {
    let file = try DirectoryFile()
    let service = try await file.setUp()
    let ada = try await file.admin(service)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let other = try DatabaseQueue(path: file.path, configuration: configuration)
    try await other.writeWithoutTransaction { db in try db.execute(sql: "BEGIN IMMEDIATE") }
    do {
      try await service.setExpiration(.days(90), as: ada)
      Issue.record("two programs wrote at once")
    } catch {
      #expect(error.reason.hasPrefix("\(file.path) is busy"))
      #expect(error.remedy == "Try again in a moment; nothing was changed.")
    }
    try await other.writeWithoutTransaction { db in try db.execute(sql: "ROLLBACK") }
    try await service.setExpiration(.days(90), as: ada)
  }

  @Test("holds no password, code or key in the clear, neither while mail waits nor after")
  func noSecrets() async throws {
    let file = try DirectoryFile()
    let service = try await file.setUp()
    let ada = try await file.admin(service)
    let mette = try await service.user(named: "mette@contoso.example", as: ada)
    try await service.setSelfService(.all, as: ada)
    try await service.setContact(alternateEmail: "mette@privat.example", mobile: nil, of: mette.id, as: ada)
    let created = "Planted-password-8472"
    _ = try await service.resetPassword(
      of: mette.id, to: .created(Secret(created)), deliverTo: ["a@privat.example"], as: ada)
    let receipt = try await service.resetPassword(of: mette.id, deliverTo: ["b@privat.example"], as: ada)
    let generated = try #require(receipt.generated).reveal()
    _ = try await service.startRecovery(of: "mette@contoso.example")
    _ = try? await service.signIn("mette@contoso.example", password: Secret("Planted-mistyped-3391"))
    let waiting = try contents(file)
    try await service.deliver()
    let code = try #require(file.mailbox.messages.last { $0.channel == .mail && $0.secret?.count == 8 }?.secret)
    let token = unsafe ada.token.withBytes { bytes in unsafe Array(bytes) }
    let after = try contents(file)
    for bytes in [waiting, after] {
      for planted in [created, generated, code.reveal(), DirectoryFile.password, "Planted-mistyped-3391"] {
        #expect(bytes.range(of: Data(planted.utf8)) == nil)
        #expect(bytes.range(of: Data(planted.utf8.map { String(format: "%02x", $0) }.joined().utf8)) == nil)
      }
      #expect(bytes.range(of: Data(token)) == nil)
    }
    for line in try await service.exportAudit(as: ada) {
      for planted in [created, generated, code.reveal(), DirectoryFile.password] { #expect(!line.contains(planted)) }
    }
  }

  /// Every byte of the database, its log and its index.
  private func contents(_ file: DirectoryFile) throws -> Data {
    var all = Data()
    for name in try FileManager.default.contentsOfDirectory(atPath: file.folder.path) {
      all += try Data(contentsOf: file.folder.appendingPathComponent(name))
    }
    return all
  }

  @Test("overwrites what it wipes")
  func secureDelete() async throws {
    let file = try DirectoryFile()
    let service = try await file.setUp()
    let ada = try await file.admin(service)
    let mette = try await service.user(named: "mette@contoso.example", as: ada)
    _ = try await service.resetPassword(of: mette.id, deliverTo: ["a@privat.example"], as: ada)
    let sealed = try await DatabaseQueue(path: file.path).read { db in
      try String.fetchAll(
        db,
        sql: "SELECT sealed FROM message WHERE sealed IS NOT NULL UNION SELECT sealed FROM reset WHERE sealed NOT NULL"
      )
    }
    #expect(sealed.count == 2)
    try await service.deliver()
    try file.meddle("PRAGMA wal_checkpoint(TRUNCATE)")
    let bytes = try contents(file)
    for text in sealed { #expect(bytes.range(of: Data(text.utf8)) == nil) }
  }

  @Test("says what is wrong with a file that is none of its own, and leaves it alone")
  func notADatabase() throws {
    let file = try DirectoryFile()
    let text = Data(String(repeating: "no database at all\n", count: 100).utf8)
    try text.write(to: URL(fileURLWithPath: file.path))
    #expect(throws: ResetError.self) { try file.service() }
    do {
      _ = try file.service()
    } catch let error as ResetError {
      #expect(error.code == "unavailable")
      #expect(error.reason.contains("file is not a database") && error.reason.contains(file.path))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == text)
    #expect(throws: ResetError.self) { try SQLiteResetStore(path: file.folder.path + "/missing/directory.sqlite") }
  }
}
