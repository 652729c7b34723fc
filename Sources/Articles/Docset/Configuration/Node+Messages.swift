internal import Diagnostics
internal import Yams

/// What messages about a configuration say of a place in it.
extension Node {
  func place(in file: String) -> SourcePlace {
    SourcePlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  /// What stands there, as a sentence names it; of a long text its beginning.
  var shown: String {
    switch self {
    case .scalar(let scalar):
      let text = scalar.string.prefix(80).replacing("\n", with: " ")
      return scalar.string.isEmpty ? "empty" : "`\(text)\(scalar.string.count > 80 ? "…" : "")`"
    case .mapping: return "lines of `key: value`"
    case .sequence(let entries): return entries.isEmpty ? "an empty list" : "a list"
    case .alias(let alias): return "the alias `*\(alias.anchor.rawValue)`"
    }
  }

  /// The same, with the texts of a list.
  var shownList: String {
    guard let entries = sequence, !entries.isEmpty, entries.allSatisfy({ $0.string != nil }) else { return shown }
    return "`[\(entries.prefix(8).compactMap(\.string).joined(separator: ", "))\(entries.count > 8 ? ", …" : "")]`"
  }

  /// Which of the keys are not there, as a clause.
  func lacking(_ keys: [String]) -> String {
    guard mapping != nil else { return "stands \(shown)" }
    let missing = keys.filter { self[$0]?.string?.isEmpty ?? true }.map { "`\($0)`" }
    return "\(missing.joined(separator: " and ")) \(missing.count == 1 ? "is" : "are") missing"
  }
}
