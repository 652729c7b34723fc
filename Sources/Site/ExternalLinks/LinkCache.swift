internal import Diagnostics

/// What servers have said of addresses, so that a run need not ask again what one a moment ago learnt.
///
/// One line an address: when, as seconds since 1970, the status, the address. A line that is none is passed over:
/// the worst that it costs is a question.
package struct LinkCache: Sendable {
  private static let header = "# Answers of servers, written by trin check --external-cache. Version 1."
  /// In seconds. What was there an hour ago is believed for a day.
  private static let age = 86_400

  private var entries: [String: (time: Int, status: Int)] = [:]
  private let now: Int

  /// - Parameter now: Seconds since 1970.
  package init(_ text: String = "", now: Int) {
    self.now = now
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count == 3, let time = Int(parts[0]), let status = Int(parts[1]), time <= now, now - time < Self.age
      else { continue }
      entries[String(parts[2])] = (time, status)
    }
  }

  func status(of address: String) -> Int? { entries[address]?.status }

  /// Keeps an answer that will be the same for a while.
  mutating func note(_ status: Int, of address: String) {
    // What may name a user, and hold a password, is not written down.
    guard (200..<300).contains(status), !address.contains(where: { $0.isNewline || $0 == "@" }) else { return }
    entries[address] = (now, status)
  }

  package var text: String {
    let lines = entries.map { "\($0.value.time) \($0.value.status) \($0.key)" }
    let sorted = zip(entries.keys, lines).sorted { $0.0.precedesInBytes($1.0) }
    return ([Self.header] + sorted.map(\.1)).map { $0 + "\n" }.joined()
  }
}
