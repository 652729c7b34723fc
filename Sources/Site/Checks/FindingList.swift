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
    // As most are found.
    guard !isOrdered(findings.span) else { return }
    // The numbers are sorted, since a sort moves each a few times.
    let unordered = findings
    let order = unordered.indices.sorted { Diagnostic.inReadingOrder(unordered.span[$0], unordered.span[$1]) }
    findings.removeAll(keepingCapacity: true)
    for number in order where findings.last != unordered[number] { findings.append(unordered[number]) }
  }

  /// By a span, which shows each finding where it is: an array gives copies.
  private static func isOrdered(_ findings: Span<Diagnostic>) -> Bool {
    var index = 1
    while index < findings.count {
      guard Diagnostic.inReadingOrder(findings[index - 1], findings[index]) else { return false }
      index += 1
    }
    return true
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
