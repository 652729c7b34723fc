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
      case "displayproperty", "alt", "title": continue
      default: kept.append(pair)
      }
    }
    query = kept.isEmpty ? [] : [UInt8(ascii: "?")] + kept.joined(separator: [UInt8(ascii: "&")])
  }

  package static func isOne(_ destination: some RandomAccessCollection<UInt8>) -> Bool {
    destination.count >= scheme.count && zip(destination, scheme).allSatisfy { Ascii.lower($0) == $1 }
  }
}
