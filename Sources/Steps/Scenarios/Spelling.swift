/// Compares words for equality as readers do, and finds the nearest for a suggestion. Nothing is ever bound by likeness.
enum Spelling {
  /// One space between words, none at the ends, no mark at the end. Swift compares strings by canonical equivalence, so
  /// that composed and decomposed letters are equal without more.
  static func normalized(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let last = words.last, ".,:;!?…".contains(last) || last.isWhitespace { words.removeLast() }
    return words
  }

  /// The same for prose, where letter case says nothing.
  static func folded(_ text: String) -> String { normalized(text).lowercased() }

  /// The candidate that `word` was most likely meant to be: at most a third of it differs, and one word of several may.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    var best: (distance: Int, candidate: String)?
    let ownWords = word.split(separator: " ")
    for candidate in candidates {
      let distance = distance(Array(word.lowercased()), Array(candidate.lowercased()))
      let words = candidate.split(separator: " ")
      let sharesAllButOneWord =
        ownWords.count > 1 && words.count == ownWords.count && zip(ownWords, words).count { $0 != $1 } == 1
      guard distance <= max(1, word.count / 3) || sharesAllButOneWord else { continue }
      if distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.candidate
  }

  /// How many letters must be put in, taken out or changed.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    // A label is short; longer text is not worth comparing.
    guard a.count < 200, b.count < 200 else { return .max }
    var previous = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var current = [i + 1]
      for (j, y) in b.enumerated() {
        current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (x == y ? 0 : 1)))
      }
      previous = current
    }
    return previous[b.count]
  }
}
