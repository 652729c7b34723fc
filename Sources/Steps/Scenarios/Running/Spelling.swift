internal import Diagnostics

/// Compares words for equality as readers do, and finds the nearest for a suggestion. Nothing is ever bound by likeness.
enum Spelling {
  /// One space between words, none at the ends, no mark at the end. Swift compares strings by canonical equivalence, so
  /// that composed and decomposed letters are equal without more.
  static func normalized(_ text: String) -> String {
    var words = text.onOneLine
    while let last = words.last, ".,:;!?…".contains(last) || last.isWhitespace { words.removeLast() }
    return words
  }

  /// The same for prose, where letter case and commas say nothing.
  static func folded(_ text: String) -> String {
    String(
      normalized(text).lowercased().compactMap { character in
        switch character {
        case ",": nil
        case "\u{2019}", "\u{2018}", "\u{02BC}": "'"
        default: character
        }
      })
  }

  /// The candidate that `word` was most likely meant to be: one that is spelled nearly so, that differs in one of
  /// several words, that holds or is held by what was written, or that shares most of its words.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let candidates = Array(candidates)
    if let near = NearName.closest(to: word, among: candidates) { return near }
    let own = words(of: word)
    guard !own.isEmpty else { return nil }
    if let near = candidates.first(where: { candidate in
      let words = words(of: candidate)
      return own.count > 1 && words.count == own.count && zip(own, words).count { $0 != $1 } == 1
    }) {
      return near
    }
    let holding = candidates.filter { candidate in
      let words = words(of: candidate)
      return !words.isEmpty && (own.contains(words) || words.contains(own))
    }
    if let near = holding.max(by: { $0.count < $1.count }) { return near }
    let shared = candidates.map { candidate in (candidate, Set(own).intersection(words(of: candidate)).count) }
    guard let best = shared.max(by: { $0.1 < $1.1 }), best.1 > 0, best.1 * 2 >= own.count else { return nil }
    return best.0
  }

  private static func words(of text: String) -> [String] {
    folded(text).split { $0.isWhitespace || $0 == "-" || $0 == "." || $0 == "/" }.map(String.init)
  }
}
