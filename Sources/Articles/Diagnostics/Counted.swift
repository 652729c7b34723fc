/// A number with its noun, as a sentence has them.
package enum Counted {
  /// `1 page`, `2 pages`; `1 entry`, `2 entries`.
  package static func of(_ count: Int, _ noun: String) -> String {
    if count == 1 { return "1 \(noun)" }
    let takesIES = noun.hasSuffix("y") && !["a", "e", "o", "u"].contains(noun.dropLast().suffix(1))
    return takesIES ? "\(count) \(noun.dropLast())ies" : "\(count) \(noun)s"
  }
}
