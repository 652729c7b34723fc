/// `xref:uid?text=shown#bookmark`: a link to the page that calls itself `uid`, wherever its file lies.
package struct CrossReference: Sendable {
  static let scheme = Array("xref:".utf8)

  /// As written, still percent-encoded.
  package var uid: ArraySlice<UInt8>
  /// With its `?`, without `text=`, `displayProperty=` and the like, which say how the link is shown.
  package var query: [UInt8]
  /// With its `#`.
  package var fragment: ArraySlice<UInt8>
  /// What is shown, where the author says so.
  package var text: ArraySlice<UInt8>?
  /// What is shown where no page has that `uid`.
  package var otherwise: ArraySlice<UInt8>?

  /// Nil for addresses of other kinds.
  package init?(_ destination: [UInt8]) {
    guard Self.isOne(destination) else { return nil }
    let hash = destination.firstIndex(of: UInt8(ascii: "#")) ?? destination.count
    let question = destination[..<hash].firstIndex(of: UInt8(ascii: "?")) ?? hash
    uid = destination[Self.scheme.count..<max(question, Self.scheme.count)]
    fragment = destination[hash...]
    var kept: [ArraySlice<UInt8>] = []
    for pair in destination[question..<hash].dropFirst().split(separator: UInt8(ascii: "&")) {
      let name = pair.prefix { $0 != UInt8(ascii: "=") }.utf8String.lowercased()
      switch name {
      case "text": text = pair.dropFirst(name.utf8.count + 1)
      case "alt": otherwise = pair.dropFirst(name.utf8.count + 1)
      case "displayproperty", "title": continue
      default: kept.append(pair)
      }
    }
    query = kept.isEmpty ? [] : [UInt8(ascii: "?")] + kept.joined(separator: [UInt8(ascii: "&")])
  }

  /// A destination that is read back as such a reference.
  static func destination(uid: [UInt8], otherwise: [UInt8]) -> [UInt8] {
    scheme + encoded(uid) + Array("?alt=".utf8) + encoded(otherwise)
  }

  private static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return bytes.flatMap { byte in
      Ascii.isLetter(byte) || Ascii.isDigit(byte) || "-._".utf8.contains(byte)
        ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }

  package static func isOne(_ destination: some RandomAccessCollection<UInt8>) -> Bool {
    destination.count >= scheme.count && zip(destination, scheme).allSatisfy { Ascii.lower($0) == $1 }
  }
}
