internal import Diagnostics
internal import LearnMarkdown

/// An address with names in braces, which stand for what each page has: `https://example.org/edit/{path}`.
package struct LinkPattern: Sendable {
  /// What a name stands for.
  package enum Name: String, Sendable, CaseIterable {
    /// The file of the article, from the docset's folder on.
    case path
    /// The locale that the file is written in.
    case locale
    case title
    /// The address of the page.
    case address
  }

  package struct Mistake: Error, Sendable {
    /// A whole sentence.
    package let reason: String
  }

  private enum Part: Sendable {
    case text([UInt8])
    case name(Name)
  }

  private let parts: [Part]

  package init(_ written: String, key: String, schemes: [String]) throws(Mistake) {
    let isPlain = written.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"\"'<>\\^`|".utf8.contains($0) }
    guard isPlain, schemes.contains(where: { written.lowercased().hasPrefix($0) }) else {
      throw Mistake(
        reason:
          "`\(key)` is an address that begins with \(schemes.map { "`\($0)`" }.joined(separator: " or ")) and has no blank in it; `\(written)` is none."
      )
    }
    var parts: [Part] = []
    var rest = written[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      parts.append(.text(Array(rest[..<brace].utf8)))
      let name = rest[brace...].dropFirst().prefix { $0 != "{" && $0 != "}" }
      guard rest[brace] == "{", name.endIndex < rest.endIndex, rest[name.endIndex] == "}" else {
        throw Mistake(reason: "Braces in `\(key)` hold a name, as in `{path}`; here is a brace without its other one.")
      }
      guard let known = Name(rawValue: String(name)) else {
        let names = Name.allCases.map(\.rawValue)
        throw Mistake(
          reason:
            "`\(key)` knows \(names.map { "`{\($0)}`" }.joined(separator: ", ")); `{\(name)}` is none of these."
            + (NearName.closest(to: String(name), among: names).map { " Did you mean `{\($0)}`?" } ?? ""))
      }
      parts.append(.name(known))
      rest = rest[rest.index(after: name.endIndex)...]
    }
    parts.append(.text(Array(rest.utf8)))
    self.parts = parts
  }

  package func has(_ name: Name) -> Bool {
    parts.contains { if case .name(name) = $0 { true } else { false } }
  }

  /// The address for a page, fit for an attribute: what the names stand for is percent-encoded.
  package func address(_ value: (Name) -> [UInt8]) -> [UInt8] {
    var html = HTMLBytes(reserving: 128)
    for part in parts {
      switch part {
      case .text(let text): html.append(address: text)
      case .name(let name): html.append(component: value(name), isPath: name == .path)
      }
    }
    return html.bytes
  }
}
