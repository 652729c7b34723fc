/// Values by label patterns, of which a product may have very many: found by what a pattern begins or ends with.
package struct PatternTable<Value: Sendable>: Sendable {
  private typealias Entry = (pattern: LabelPattern, value: Value)

  private var beginnings: [ArraySlice<UInt8>: [Entry]] = [:]
  private var endings: [ArraySlice<UInt8>: [Entry]] = [:]
  /// Those that the product fills at both ends.
  private var others: [Entry] = []
  /// How many bytes the keys have.
  private var beginningCounts: Set<Int> = []
  private var endingCounts: Set<Int> = []

  package init() {}

  package mutating func add(_ pattern: LabelPattern, _ value: Value) {
    if let text = pattern.beginning {
      beginnings[ArraySlice(text.utf8), default: []].append((pattern, value))
      beginningCounts.insert(text.utf8.count)
    } else if let text = pattern.ending {
      endings[ArraySlice(text.utf8), default: []].append((pattern, value))
      endingCounts.insert(text.utf8.count)
    } else {
      others.append((pattern, value))
    }
  }

  /// The first pattern that a label fits, and what stands in its places.
  package func find(_ label: String) -> (value: Value, filled: [String: String])? {
    let bytes = ArraySlice(label.utf8)
    // The more of its own a pattern has, the likelier it is meant.
    for count in beginningCounts.sorted(by: >) where count < bytes.count {
      if let found = Self.match(label, beginnings[bytes.prefix(count)]) { return found }
    }
    for count in endingCounts.sorted(by: >) where count < bytes.count {
      if let found = Self.match(label, endings[bytes.suffix(count)]) { return found }
    }
    return Self.match(label, others)
  }

  private static func match(_ label: String, _ entries: [Entry]?) -> (value: Value, filled: [String: String])? {
    for entry in entries ?? [] {
      if let filled = entry.pattern.values(in: label) { return (entry.value, filled) }
    }
    return nil
  }
}
