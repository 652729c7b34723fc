internal import Diagnostics

/// Finds the label that a misspelled one was likely meant to be, among very many.
struct NearLabels: Sendable {
  /// By their first half and by their last, in bytes: a mistake leaves one or the other as it was.
  private var beginnings: [ArraySlice<UInt8>: [String]] = [:]
  private var endings: [ArraySlice<UInt8>: [String]] = [:]

  private static let fewest = 5
  /// Of more labels that begin or end alike, as numbered ones do, none is likelier meant than another.
  private static let most = 500

  init(_ labels: Set<String>) {
    for label in labels where label.unicodeScalars.count >= Self.fewest - 1 && LabelPattern(label) == nil {
      let bytes = Array(label.utf8)
      let half = Self.half(of: bytes.count)
      beginnings[bytes.prefix(half), default: []].append(label)
      endings[bytes.suffix(half), default: []].append(label)
    }
  }

  /// In steps of four, so that labels of nearly the same length have the same.
  private static func half(of count: Int) -> Int { max(4, count / 8 * 4) }

  /// A label that differs in a letter, or in two of long ones; words of as many letters are seldom meant to be two.
  func nearest(to label: String) -> String? {
    let count = label.unicodeScalars.count
    guard count >= Self.fewest else { return nil }
    let limit = count < 12 ? 1 : 2
    let bytes = Array(label.utf8)
    var best: (distance: Int, label: String)?
    for half in Set([bytes.count - 2, bytes.count, bytes.count + 2].map(Self.half)) {
      let alike = [beginnings[bytes.prefix(half)], endings[bytes.suffix(half)]].compactMap(\.self)
      for other in alike.filter({ $0.count <= Self.most }).joined() {
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
