/// The range of a moniker zone or of a page: `a || >= b`.
package struct MonikerRange: Sendable {
  /// The monikers in the range, each once, in the order of the docset, then of the range.
  package let members: [String]

  /// - Parameter known: The docset's monikers from the oldest to the newest: what `>=` and `<=` count by. A bound that
  ///   is none of them stands for itself.
  package init(_ text: String, known: [String]) {
    var named: Set<String> = []
    var unknown: [String] = []
    for part in text.split(separator: "|") {
      let part = part.filter { !$0.isWhitespace }
      let name = String(part.drop { "<>=".contains($0) })
      let comparison = part.prefix { "<>=".contains($0) }
      guard !name.isEmpty else { continue }
      guard let place = known.firstIndex(of: name) else {
        if !unknown.contains(name) { unknown.append(name) }
        continue
      }
      switch comparison {
      case ">=": named.formUnion(known[place...])
      case ">": named.formUnion(known[(place + 1)...])
      case "<=": named.formUnion(known[...place])
      case "<": named.formUnion(known[..<place])
      default: named.insert(name)
      }
    }
    members = known.filter(named.contains) + unknown
  }
}
