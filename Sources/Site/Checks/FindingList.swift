internal import Diagnostics

/// Findings on their way into reading order: those of one article after the other, put in order where they are found,
/// and a few loose ones.
///
/// A docset has tens of thousands of findings, each of many parts: to sort them all at the end, on one core, would cost
/// more than half of the checks.
struct FindingList {
  /// Each in order, and nearly always of one file.
  private var groups: [[Diagnostic]] = []
  private var loose: [Diagnostic] = []

  init(_ loose: [Diagnostic] = []) { self.loose = loose }

  mutating func append(_ findings: [Diagnostic]) { loose += findings }

  /// - Parameter findings: As ``order(_:)`` leaves them.
  mutating func append(ordered findings: [Diagnostic]) { if !findings.isEmpty { groups.append(findings) } }

  mutating func append(_ other: FindingList) {
    loose += other.loose
    groups += other.groups
  }

  /// - Parameter change: Keeps what it leaves in order.
  mutating func change(_ change: ([Diagnostic]) -> [Diagnostic]) {
    loose = change(loose)
    for number in groups.indices { groups[number] = change(groups[number]) }
    groups.removeAll(where: \.isEmpty)
  }

  /// Puts findings in reading order, each once: what the locales share, such as the redirections of `site.yml`, is found
  /// for each of them.
  static func order(_ findings: inout [Diagnostic]) {
    // As most are found: to sort them copies each a few times.
    let isOrdered = findings.indices.dropFirst().allSatisfy {
      Diagnostic.inReadingOrder(findings[$0 - 1], findings[$0])
    }
    guard !isOrdered else { return }
    findings.sort(by: Diagnostic.inReadingOrder)
    let isRepeated = findings.indices.dropFirst().contains { findings[$0] == findings[$0 - 1] }
    guard isRepeated else { return }
    var left: [Diagnostic] = []
    for finding in findings where finding != left.last { left.append(finding) }
    findings = left
  }

  /// Parts that make the list one behind the other, and none of which is empty; nearly always, a part is a file's.
  ///
  /// Not as one list, since to make it copies each finding, which takes longer than to count them.
  consuming func inReadingOrder() -> [[Diagnostic]] {
    Self.order(&loose)
    var start = 0
    for end in loose.indices where end + 1 == loose.count || !loose[end + 1].isOfFile(loose[end].place.file) {
      groups.append(Array(loose[start...end]))
      start = end + 1
    }
    let order = groups.indices.map { (number: $0, file: groups[$0][0].place.file) }
      .sorted { $0.file.precedesInBytes($1.file) }
    var ordered: [[Diagnostic]] = []
    ordered.reserveCapacity(order.count)
    var isOrdered = true
    var next = 0
    while next < order.count {
      let file = order[next].file
      var group = groups[order[next].number]
      next += 1
      while next < order.count, groups[order[next].number][0].isOfFile(file) {
        group += groups[order[next].number]
        next += 1
        if next == order.count || !groups[order[next].number][0].isOfFile(file) { Self.order(&group) }
      }
      if !group[group.count - 1].isOfFile(file) { isOrdered = false }
      ordered.append(group)
    }
    if isOrdered { return ordered }
    var all = Array(ordered.joined())
    Self.order(&all)
    return [all]
  }
}

extension Diagnostic {
  /// By bytes, as files are ordered: two names that only look alike are two files.
  fileprivate func isOfFile(_ file: String) -> Bool { place.file.hasSameBytes(as: file) }
}
