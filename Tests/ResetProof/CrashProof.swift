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
      for line in try killOne(folder, round) {
        let words = line.split(separator: " ")
        // The last line may have been cut by the kill.
        guard words.count == 2, words[0].utf8.count == 32, words[1].utf8.count == 32 else { continue }
        acknowledged[ResetID(rawValue: String(words[0]))] = UserID(rawValue: String(words[1]))
        rounds = round
      }
      if round.isMultiple(of: 100) { print("\(round) kills, \(acknowledged.count) resets acknowledged") }
    }
    let faults = try await audit(folder, acknowledged, round: rounds + 2)
    for fault in faults.prefix(20) { print("broken: \(fault)") }
    print(
      "crash: \(kills) kills, \(acknowledged.count) acknowledged resets, \(faults.count) lost or half done")
    return faults.isEmpty
  }

  private func killOne(_ folder: URL, _ round: Int) throws -> [Substring] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["crash-worker", folder.path, String(round)]
    let output = Pipe()
    process.standardOutput = output
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
    var faults: [String] = []
    if case .broken(let place) = try await directory.service.verifyAudit(as: admin) {
      faults.append("the trail at event \(place)")
    }
    let store = try SQLiteResetStore(path: folder.appendingPathComponent("directory.sqlite").path)
    let spool = try String(contentsOf: folder.appendingPathComponent("spool"), encoding: .utf8)
    let delivered = Dictionary(grouping: spool.split(separator: "\n"), by: { $0.prefix { $0 != " " } })
    let events = try await allEvents(store)
    var reset = 0
    var twice = 0
    for user in try await directory.service.users(matching: "user", as: admin) {
      let state = try await store.read { tx throws(ResetError) in
        (
          version: try tx.credential(of: user.id)?.version, epoch: try tx.user(user.id)?.sessionEpoch,
          resets: try tx.resets(of: user.id, limit: .max)
        )
      }
      let count = state.resets.count
      reset += count
      if state.version != count + 1 || state.epoch != count { faults.append("\(user.userPrincipalName) is half done") }
      let versions = state.resets.map(\.credentialVersion)
      if versions != (0..<count).map({ count + 1 - $0 }) { faults.append("the versions of \(user.userPrincipalName)") }
      for one in state.resets {
        if events[one.id.rawValue] != 1 { faults.append("reset \(one.id) has \(events[one.id.rawValue] ?? 0) events") }
        let messages = try await store.read { tx throws(ResetError) in try tx.messages(of: one.id.rawValue) }
        if messages.count(where: { $0.kind == .resetNotice }) != 1 { faults.append("the notice of reset \(one.id)") }
        for message in messages {
          let times = delivered[Substring(message.messageID)]?.count ?? 0
          if message.state == .queued || (message.state == .sent && times == 0) {
            faults.append("message \(message.id) is \(message.state) and was delivered \(times) times")
          }
          if message.sealed != nil { faults.append("message \(message.id) keeps its secret") }
          if times > 1 { twice += 1 }
        }
      }
      let known = Set(state.resets.map(\.id))
      for (id, owner) in acknowledged where owner == user.id && !known.contains(id) {
        faults.append("reset \(id) was acknowledged and is lost")
      }
    }
    print(
      "\(reset) resets are in the directory, \(twice) messages were delivered more than once, with their own Message-ID"
    )
    return faults
  }

  /// How many events tell of each reset.
  private func allEvents(_ store: SQLiteResetStore) async throws -> [String: Int] {
    var counts: [String: Int] = [:]
    var last = 0
    while true {
      let after = last
      let page = try await store.read { tx throws(ResetError) in try tx.events(after: after, limit: 10_000) }
      guard let end = page.last else { return counts }
      for event in page where event.activity == .resetByAdmin {
        if let id = event.details["reset"] { counts[id, default: 0] += 1 }
      }
      last = end.sequence
    }
  }
}
