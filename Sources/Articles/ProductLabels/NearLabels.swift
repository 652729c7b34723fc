internal import Diagnostics

/// Finds the label that a misspelled one was likely meant to be, among very many.
struct NearLabels: Sendable {
  /// By their first bytes and by their last: a mistake leaves one or the other as it was.
  private var beginnings: [ArraySlice<UInt8>: [String]] = [:]
  private var endings: [ArraySlice<UInt8>: [String]] = [:]

  private static let fewest = 5
  private static let key = 4

  init(_ labels: Set<String>) {
    for label in labels where label.unicodeScalars.count >= Self.fewest - 1 && LabelPattern(label) == nil {
      let bytes = Array(label.utf8)
      beginnings[bytes.prefix(Self.key), default: []].append(label)
      endings[bytes.suffix(Self.key), default: []].append(label)
    }
  }

  /// A label that differs in a letter, or in two of long ones; words of as many letters are seldom meant to be two.
  func nearest(to label: String) -> String? {
    let count = label.unicodeScalars.count
    guard count >= Self.fewest else { return nil }
    let limit = count < 12 ? 1 : 2
    let bytes = Array(label.utf8)
    var best: (distance: Int, label: String)?
    for others in [beginnings[bytes.prefix(Self.key)], endings[bytes.suffix(Self.key)]].compactMap(\.self) {
      for other in others {
        guard let distance = NearName.distance(label, other, limit: limit), Self.isSlip(label, other) else { continue }
        if best.map({ (distance, other) < ($0.distance, $0.label) }) ?? true { best = (distance, other) }
      }
    }
    return best?.label
  }

  /// Whether two texts differ as by a slip: an ending more is another form of the word ("bruger", "brugere"), another
  /// number is another thing, and letters in another case are the concern of style sheets.
  private static func isSlip(_ label: String, _ other: String) -> Bool {
    let (a, b) = (label.lowercased(), other.lowercased())
    let digits = [a, b].map { $0.filter(\.isNumber) }
    guard a != b, digits[0] == digits[1] else { return false }
    let (mine, theirs) = (a.split(separator: " "), b.split(separator: " "))
    guard mine.count == theirs.count else { return true }
    return !zip(mine, theirs).allSatisfy { $0.hasPrefix($1) || $1.hasPrefix($0) }
  }
}
