/// The alternatives that the braces of a pattern stand for: `{a,b{c,d}}` is `a`, `bc` and `bd`.
struct GlobChoices {
  /// More are a mistake: thirty pairs of braces would stand for a billion.
  static let most = 1_000
  private static let deepest = 16

  private struct TooLarge: Error {}

  private let pattern: ArraySlice<UInt8>
  private var index: Int

  /// Nil where there are too many; none where a brace has no other, as docfx has it.
  static func expand(_ pattern: ArraySlice<UInt8>) -> [[UInt8]]? {
    var reader = GlobChoices(pattern: pattern, index: pattern.startIndex)
    guard let choices = try? reader.sequence(depth: 0) else { return nil }
    return reader.index == pattern.endIndex ? choices : []
  }

  /// What stands before the next `,` or `}` of a brace, or the end.
  private mutating func sequence(depth: Int) throws(TooLarge) -> [[UInt8]] {
    guard depth <= Self.deepest else { throw TooLarge() }
    var results: [[UInt8]] = [[]]
    while index < pattern.endIndex {
      let byte = pattern[index]
      if byte == UInt8(ascii: "}") || depth > 0 && byte == UInt8(ascii: ",") { break }
      index += 1
      guard byte == UInt8(ascii: "{") else {
        for number in results.indices { results[number].append(byte) }
        continue
      }
      let choices = try choices(depth: depth + 1)
      guard results.count * choices.count <= Self.most else { throw TooLarge() }
      results = results.flatMap { start in choices.map { start + $0 } }
    }
    return results
  }

  /// What a brace holds; none where it does not end.
  private mutating func choices(depth: Int) throws(TooLarge) -> [[UInt8]] {
    var choices: [[UInt8]] = []
    while index < pattern.endIndex {
      choices += try sequence(depth: depth)
      guard choices.count <= Self.most else { throw TooLarge() }
      guard index < pattern.endIndex else { break }
      index += 1
      if pattern[index - 1] == UInt8(ascii: "}") { return choices }
    }
    return []
  }
}
