internal import Diagnostics

/// Compares words for equality as readers do, and finds the nearest for a suggestion. Nothing is ever bound by likeness.
enum Spelling {
  /// One space between words, none at the ends, no mark at the end. Swift compares strings by canonical equivalence, so
  /// that composed and decomposed letters are equal without more.
  static func normalized(_ text: String) -> String {
    var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let last = words.last, ".,:;!?…".contains(last) || last.isWhitespace { words.removeLast() }
    return words
  }

  /// The same for prose, where letter case and commas say nothing.
  static func folded(_ text: String) -> String { normalized(text).lowercased().replacing(",", with: "") }

  /// The candidate that `word` was most likely meant to be: one that is spelled nearly so, or that differs in one of
  /// several words.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let candidates = Array(candidates)
    if let near = NearName.closest(to: word, among: candidates) { return near }
    let own = word.split(separator: " ")
    return candidates.first { candidate in
      let words = candidate.split(separator: " ")
      return own.count > 1 && words.count == own.count && zip(own, words).count { $0 != $1 } == 1
    }
  }
}
