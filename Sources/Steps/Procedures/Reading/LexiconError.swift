internal import Yams

/// Why a text is no lexicon, and where.
package struct LexiconError: Error, CustomStringConvertible {
  package let description: String
  /// 1-based.
  package let line: Int
  package let column: Int
  /// What stands there, and what could.
  package let found: String
  package let known: [String]

  init(_ description: String, at node: Node? = nil, known: [String] = []) {
    self.description = description
    line = node?.mark?.line ?? 1
    column = node?.mark?.column ?? 1
    found = node?.string ?? ""
    self.known = known
  }
}
