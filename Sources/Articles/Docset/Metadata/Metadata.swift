internal import LearnMarkdown

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

  private enum Storage: Sendable {
    case plain(PlainFrontMatter)
    case entries([Entry])
  }

  private let storage: Storage

  package init(entries: [Entry] = []) { storage = .entries(entries) }

  init(_ plain: PlainFrontMatter) { storage = .plain(plain) }

  package var entries: [Entry] {
    switch storage {
    case .plain(let plain):
      (0..<plain.count).map { Entry(key: plain.key($0), value: plain.value($0), line: plain.line($0)) }
    case .entries(let entries): entries
    }
  }

  /// In the order of the file.
  package var keys: [String] {
    switch storage {
    case .plain(let plain): (0..<plain.count).map(plain.key)
    case .entries(let entries): entries.map(\.key)
    }
  }

  package var isEmpty: Bool {
    switch storage {
    case .plain(let plain): plain.count == 0
    case .entries(let entries): entries.isEmpty
    }
  }

  package subscript(key: String) -> Value? {
    switch storage {
    case .plain(let plain): plain.number(of: key).map(plain.value)
    case .entries(let entries): entries.first { $0.key == key }?.value
    }
  }

  /// Words that are not localized stand there without their marks.
  package func text(_ key: String) -> String? {
    if case .text(let text) = self[key] { return NoLocalization.words(of: text) }
    return nil
  }

  package func line(of key: String) -> Int? {
    switch storage {
    case .plain(let plain): plain.number(of: key).map(plain.line)
    case .entries(let entries): entries.first { $0.key == key }?.line
    }
  }
}
