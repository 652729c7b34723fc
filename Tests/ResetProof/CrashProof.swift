import ChildProcesses
import Foundation
import PasswordReset
import PasswordResetSQLite

/// Kills a working process again and again, then looks for an acknowledged reset that is lost, or one that is half done.
struct CrashProof {
  let kills: Int

  func run() async throws -> Bool {
    let folder = try ResetProof.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try await CrashDirectory(folder: folder, round: 0).setUp()
    var acknowledged: [ResetID: UserID] = [:]
    var rounds = 0
    for round in 1...kills {
      let said = Acknowledgements.read(try killOne(folder, round))
      if !said.isEmpty { rounds = round }
      acknowledged.merge(said) { first, _ in first }
      if round.isMultiple(of: 100) { print("\(round) kills, \(acknowledged.count) resets acknowledged") }
    }
    let faults = try await audit(folder, acknowledged, round: rounds + 2)
    for fault in faults.prefix(20) { print("broken: \(fault)") }
    print(
      "crash: \(kills) kills, \(acknowledged.count) acknowledged resets, \(faults.count) lost or half done")
    return faults.isEmpty
  }

  private func killOne(_ folder: URL, _ round: Int) throws -> [Substring] {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["crash-worker", folder.path, String(round)]
    let output = Pipe()
    process.standardOutput = .pipe(output)
    try process.run()
    usleep(UInt32.random(in: 5_000...80_000))
    kill(process.processIdentifier, SIGKILL)
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return said.split(separator: "\n")
  }

  private func audit(
    _ folder: URL, _ acknowledged: [ResetID: UserID], round: Int
  ) async throws -> [String] {
    let directory = try CrashDirectory(folder: folder, round: round)
    // Leases of killed senders end within ten minutes, and the round is hours later.
    try await directory.service.deliver()
    let admin = try await directory.admin()
    return try await CrashAudit(
      service: directory.service,
      store: SQLiteResetStore(path: folder.appendingPathComponent("directory.sqlite").path), admin: admin,
      spool: folder.appendingPathComponent("spool")
    ).run(acknowledged)
  }
}
