import Foundation
import PasswordReset
import PasswordResetSQLite

/// The directory that the killed processes share.
struct CrashDirectory {
  static let password = "Nine-green-7-tractors"
  static let users = 20

  let folder: URL
  let service: PasswordResetService

  /// - Parameter round: Each round is two hours after the one before, so that no limit of an hour is met.
  init(folder: URL, round: Int) throws {
    self.folder = folder
    let clock = ManualClock()
    clock.advance(by: .hours(2 * round))
    service = PasswordResetService(
      store: try SQLiteResetStore(path: folder.appendingPathComponent("directory.sqlite").path),
      keys: try KeyRing(master: Secret([UInt8](repeating: 7, count: 32))),
      hasher: PasswordHasher(cost: .reducedForTests), clock: clock,
      mail: Spool(file: folder.appendingPathComponent("spool")))
  }

  func setUp() async throws {
    var users = [
      NewUser("ada@contoso.example", roles: [.globalAdministrator], password: Secret(Self.password))
    ]
    for number in 0..<Self.users {
      users.append(NewUser("user\(number)@contoso.example", alternateEmail: "user\(number)@privat.example"))
    }
    try await service.setUp(
      Tenant(name: "Contoso", temporaryValidity: nil), domains: [Domain(name: "contoso.example")], users: users)
  }

  func admin() async throws -> Session {
    try await service.signIn("ada@contoso.example", password: Secret(Self.password))
  }
}

/// A mail server that takes a message by writing one line, durably.
struct Spool: MessageTransport {
  let file: URL

  func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    let descriptor = unsafe open(file.path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    defer { close(descriptor) }
    let line = Array("\(message.id) \(message.recipient)\n".utf8)
    guard descriptor >= 0, unsafe write(descriptor, line, line.count) == line.count, fsync(descriptor) == 0 else {
      throw DeliveryFailure(isPermanent: false, reason: "the spool cannot be written", remedy: "Check the disk.")
    }
  }
}

/// Resets and delivers until it is killed; says each reset that was acknowledged.
struct CrashWorker {
  let folder: URL
  let round: Int

  init(_ arguments: [String]) {
    folder = URL(fileURLWithPath: arguments[0])
    round = Int(arguments[1]) ?? 0
  }

  func run() async throws {
    let directory = try CrashDirectory(folder: folder, round: round)
    let service = directory.service
    let admin = try await directory.admin()
    let users = try await service.users(matching: "user", as: admin)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for turn in 0... {
          let user = users[turn % users.count]
          let receipt = try await service.resetPassword(
            of: user.id, deliverTo: turn < 150 ? ["box@\(user.id.rawValue.prefix(8)).example"] : [], as: admin)
          let line = Array("\(receipt.id) \(user.id)\n".utf8)
          _ = unsafe write(1, line, line.count)
        }
      }
      group.addTask {
        while true { try await service.deliver(batch: 4) }
      }
      try await group.waitForAll()
    }
  }
}
