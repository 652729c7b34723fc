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

  /// How many findings of each code it knows.
  package var countsByCode: [String: Int] {
    Dictionary(counts.map { ($0.key.code, $0.value) }, uniquingKeysWith: +)
  }

  /// The files that it knows findings of.
  package var files: Set<String> { Set(counts.keys.map(\.file)) }

  package var text: String {
    let lines = counts.map { "\($0.value) \($0.key.code) \($0.key.digits) \($0.key.file)" }
    // By file, then by code, as a reader looks for them.
    let keyed = zip(counts.keys.map { "\($0.file)\0\($0.code)\0\($0.digits)" }, lines)
    let sorted = keyed.sorted { $0.0.precedesInBytes($1.0) }
    return ([Self.header] + sorted.map(\.1)).map { $0 + "\n" }.joined()
  }

  /// The same findings under the names that their files have now.
  ///
  /// - Parameter formerNames: By the name of today, both relative to the docset's root.
  package func renaming(_ formerNames: [String: String]) -> Baseline {
    guard !formerNames.isEmpty else { return self }
    let names = Dictionary(formerNames.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    var renamed = self
    renamed.counts = Dictionary(
      counts.map { fingerprint, count in
        let file = names[fingerprint.file] ?? fingerprint.file
        return (Fingerprint(code: fingerprint.code, file: file, hash: fingerprint.hash), count)
      }, uniquingKeysWith: +)
    return renamed
  }

  /// Tells which findings the baseline does not know. Of more alike than it knows, those that are likely new are taken
  /// first, and then the last.
  ///
  /// - Parameter isLikelyNew: By number of finding.
  /// - Returns: The numbers of the new findings, in their order, and how many of the baseline's are gone.
  package func compare(
    _ fingerprints: [Fingerprint], isLikelyNew: (Int) -> Bool = { _ in false }
  ) -> (new: [Int], gone: Int) {
    var alike: [Fingerprint: [Int]] = [:]
    for (number, fingerprint) in fingerprints.enumerated() { alike[fingerprint, default: []].append(number) }
    var new: [Int] = []
    for (fingerprint, numbers) in alike {
      let known = counts[fingerprint] ?? 0
      guard numbers.count > known else { continue }
      let ordered = known == 0 ? numbers : numbers.filter { !isLikelyNew($0) } + numbers.filter(isLikelyNew)
      new += ordered.dropFirst(known)
    }
    let gone = counts.reduce(0) { $0 + max(0, $1.value - (alike[$1.key]?.count ?? 0)) }
    return (new.sorted(), gone)
  }
}
