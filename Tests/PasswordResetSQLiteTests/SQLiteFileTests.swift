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
      #expect(error.reason.contains("file is not a database"))
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == text)
    #expect(throws: ResetError.self) { try SQLiteResetStore(path: file.folder.path + "/missing/directory.sqlite") }
  }
}
