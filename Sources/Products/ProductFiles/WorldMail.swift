internal import Foundation
internal import Scenarios

/// The mail that a product sent in one world.
struct WorldMail: Sendable {
  /// Nil: the mails are files of a folder.
  let sink: MailSink?
  let folder: URL?
  /// How long a mail may take to arrive.
  let limit: Duration

  /// From the oldest.
  private func mails() -> [MailMessage] {
    if let sink { return sink.mails.map(MailMessage.init) }
    guard let folder else { return [] }
    let keys: Set<URLResourceKey> = [.contentModificationDateKey]
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))) ?? []
    return
      files.map { file in
        ((try? file.resourceValues(forKeys: keys).contentModificationDate) ?? .distantPast, file)
      }
      .sorted { ($0.0, $0.1.path) < ($1.0, $1.1.path) }
      .compactMap { try? Data(contentsOf: $0.1) }.map(MailMessage.init)
  }

  private func until<Found>(_ find: ([MailMessage]) -> Found?) async -> Found? {
    let end = ContinuousClock.now + limit
    repeat {
      if let found = find(mails()) { return found }
      do { try await Task.sleep(for: .milliseconds(50)) } catch { return nil }
    } while ContinuousClock.now < end
    return nil
  }

  /// - Parameter name: What the text is called in a message, where it may be a secret.
  /// - Returns: Nothing where one arrived; else what did, without what it says: that may be a secret.
  func missing(to address: String, showing text: String?, named name: String?) async -> String? {
    let found = await until { mails in
      mails.first { $0.recipients.contains(address.lowercased()) && (text.map($0.shows) ?? true) }
    }
    if found != nil { return nil }
    let mails = mails()
    if mails.isEmpty { return "no mail arrived within \(limit)" }
    let recipients = Set(mails.flatMap(\.recipients)).sorted()
    guard recipients.contains(address.lowercased()) else {
      return "mail arrived for \(recipients.joined(separator: ", ")) only"
    }
    return "mail arrived for \(address), but none shows '\(name ?? "")'"
  }

  /// What the newest mail that fits has of a pattern, or of its first group.
  func value(_ pattern: String) async -> String? {
    guard let expression = try? Regex(pattern) else { return nil }
    return await until { mails in
      mails.reversed().lazy.compactMap { $0.text.firstMatch(of: expression) }.first.map { match in
        String((match.output.count > 1 ? match.output[1].substring : nil) ?? match.output[0].substring ?? "")
      }
    }
  }
}
