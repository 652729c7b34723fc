/// The findings that an old docset is known to have: only others fail a run.
///
/// The file holds one line for each kind of finding: how many there are, the code, the hash of the text and the file.
/// It is sorted, so that it merges and its diff shows what was mended.
package struct Baseline: Sendable, Hashable {
  /// Why a file is no baseline.
  package struct Failure: Error, Sendable, Hashable {
    /// 1-based.
    package let line: Int
    package let reason: String
  }

  private static let header = "# Findings that are known, written by trin check --write-baseline. Version 1."

  private var counts: [Fingerprint: Int]

  package init(_ fingerprints: [Fingerprint]) {
    counts = Dictionary(fingerprints.map { ($0, 1) }, uniquingKeysWith: +)
  }

  package init(parsing text: String) throws(Failure) {
    counts = [:]
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    guard lines.first == Substring(Self.header) else {
      throw Failure(line: 1, reason: "A baseline begins with the line `\(Self.header)`.")
    }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let parts = line.split(separator: " ", maxSplits: 3)
      guard parts.count == 4, let count = Int(parts[0]), count > 0, let hash = UInt64(parts[2], radix: 16) else {
        throw Failure(
          line: index + 1, reason: "A line of a baseline is `count code hash file`; this one is `\(line.prefix(60))`.")
      }
      counts[Fingerprint(code: String(parts[1]), file: String(parts[3]), hash: hash), default: 0] += count
    }
  }

  package var text: String {
    let lines = counts.map { "\($0.value) \($0.key.code) \($0.key.digits) \($0.key.file)" }
    // By file, then by code, as a reader looks for them.
    let keyed = zip(counts.keys.map { "\($0.file)\0\($0.code)\0\($0.digits)" }, lines)
    let sorted = keyed.sorted { $0.0.precedesInBytes($1.0) }
    return ([Self.header] + sorted.map(\.1)).map { $0 + "\n" }.joined()
  }

  /// Parts findings into those that the baseline does not know and the number of those that it does; of more alike
  /// than it knows the last are new.
  ///
  /// - Returns: Also how many of its findings are gone.
  package func compare(
    _ findings: [Diagnostic], _ fingerprints: [Fingerprint]
  ) -> (new: [Diagnostic], known: Int, gone: Int) {
    var left = counts
    var new: [Diagnostic] = []
    for (finding, fingerprint) in zip(findings, fingerprints) {
      if let count = left[fingerprint], count > 0 {
        left[fingerprint] = count - 1
      } else {
        new.append(finding)
      }
    }
    return (new, findings.count - new.count, left.values.reduce(0, +))
  }
}
