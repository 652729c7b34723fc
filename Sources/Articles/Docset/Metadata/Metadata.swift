/// The front matter of an article: keys as written, in their order; unknown ones are kept.
package struct Metadata: Sendable {
  package enum Value: Sendable, Hashable {
    case text(String)
    case list([String])
    case empty
    /// A mapping, or a list of something other than texts: kept as its YAML.
    case other(String)
  }

  package struct Entry: Sendable {
    package var key: String
    package var value: Value
    /// 1-based, in the file.
    package var line: Int
  }

  package var entries: [Entry]

  package init(entries: [Entry] = []) { self.entries = entries }

  package subscript(key: String) -> Value? { index(of: key).map { entries[$0].value } }

  package func text(_ key: String) -> String? {
    if case .text(let text) = self[key] { return text }
    return nil
  }

  package func line(of key: String) -> Int? { index(of: key).map { entries[$0].line } }

  /// The lengths tell most keys apart, without a copy of any entry.
  private func index(of key: String) -> Int? {
    let length = key.utf8.count
    return entries.indices.first { entries[$0].key.utf8.count == length && entries[$0].key == key }
  }
}
