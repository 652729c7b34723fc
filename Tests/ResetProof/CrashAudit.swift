import Foundation
import PasswordReset

/// Looks through a directory that processes were killed on for whatever is lost, half done or forged.
struct CrashAudit {
  let service: PasswordResetService
  let store: any ResetStore
  let admin: Session
  let spool: URL

  func run(_ acknowledged: [ResetID: UserID]) async throws -> [String] {
    var faults: [String] = []
    if case .broken(let place) = try await service.verifyAudit(as: admin) {
      faults.append("the trail at event \(place)")
    }
    let lines = (try? String(contentsOf: spool, encoding: .utf8)) ?? ""
    let delivered = Dictionary(grouping: lines.split(separator: "\n"), by: { $0.prefix { $0 != " " } })
    let events = try await resetEvents()
    var (reset, twice) = (0, 0)
    for user in try await service.users(matching: "user", as: admin) {
      let state = try await store.read { tx throws(ResetError) in
        (
          version: try tx.credential(of: user.id)?.version, epoch: try tx.user(user.id)?.sessionEpoch,
          resets: try tx.resets(of: user.id, limit: 10_000_000)
        )
      }
      let count = state.resets.count
      reset += count
      if state.version != count + 1 || state.epoch != count { faults.append("\(user.userPrincipalName) is half done") }
      let versions = state.resets.map(\.credentialVersion).sorted(by: >)
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
  private func resetEvents() async throws -> [String: Int] {
    var counts: [String: Int] = [:]
    var last = 0
    while true {
      let after = last
      let page = try await store.read { tx throws(ResetError) in try tx.events(after: after, limit: 10_000) }
      guard let end = page.last else { return counts }
      for event in page where event.activity == .resetByAdmin && event.refusal == nil {
        if let id = event.details["reset"] { counts[id, default: 0] += 1 }
      }
      last = end.sequence
    }
  }
}

/// The lines by which workers say what was acknowledged.
enum Acknowledgements {
  static func read(_ lines: some Sequence<Substring>) -> [ResetID: UserID] {
    var acknowledged: [ResetID: UserID] = [:]
    for line in lines {
      let words = line.split(separator: " ")
      // The last line may have been cut by the kill.
      guard words.count == 2, words[0].utf8.count == 32, words[1].utf8.count == 32 else { continue }
      acknowledged[ResetID(rawValue: String(words[0]))] = UserID(rawValue: String(words[1]))
    }
    return acknowledged
  }
}
