internal import LearnMarkdown

/// An address of another site, as a content security policy names it.
///
/// - SeeAlso: W3C Content Security Policy Level 3, 2.3.1.
package struct WebOrigin: Sendable {
  /// `https://host`, with a port where one is written.
  package let origin: String
  /// What stands behind it, without a query and a fragment.
  package let path: String

  /// Nil for what is no address that begins with `https://` or `//`.
  package init?(_ address: some Sequence<UInt8>) {
    var rest = Array(address)[...]
    if rest.starts(with: "https:".utf8) { rest = rest.dropFirst(6) }
    guard rest.starts(with: "//".utf8) else { return nil }
    let host = rest.dropFirst(2).prefix { Ascii.isLetter($0) || Ascii.isDigit($0) || ".-:".utf8.contains($0) }
    guard host.contains(UInt8(ascii: ".")), let first = host.first, let last = host.last,
      Ascii.isLetter(first) || Ascii.isDigit(first), Ascii.isLetter(last) || Ascii.isDigit(last)
    else { return nil }
    origin = "https://" + host.utf8String
    path = rest[host.endIndex...].prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }.utf8String
  }

  /// The script at the address, for a policy; nil where the address holds what a policy cannot.
  package var policySource: String? {
    let isPlain = path.utf8.allSatisfy { Ascii.isLetter($0) || Ascii.isDigit($0) || "-._~/%@!$*+=:".utf8.contains($0) }
    return isPlain && (path.isEmpty || path.hasPrefix("/")) ? origin + path : nil
  }

  /// The origins that a text names: behind `https:`, and as `//host` at the beginning of what is quoted.
  package static func all(in text: ArraySlice<UInt8>) -> [String] {
    var origins: [String] = []
    var index = text.startIndex
    while let slashes = text[index...].firstIndex(of: UInt8(ascii: "/")) {
      index = slashes + 1
      guard index < text.endIndex, text[index] == UInt8(ascii: "/") else { continue }
      index += 1
      let before = text[..<slashes].suffix(6)
      let isQuoted = before.isEmpty || before.last.map { "\"'`".utf8.contains($0) } == true
      guard isQuoted || before.elementsEqual("https:".utf8), let found = WebOrigin(text[slashes...]) else { continue }
      if !origins.contains(found.origin) { origins.append(found.origin) }
    }
    return origins
  }
}
