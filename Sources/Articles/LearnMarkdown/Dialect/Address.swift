internal import CommonMark

/// What kind of address a link's destination is, told from its first bytes.
package enum Address: Sendable, Hashable {
  case empty
  /// `#bookmark`: on the page itself.
  case fragment
  /// Relative to the file, to the root of the site, or a ``CrossReference``: the docset answers.
  case local
  /// Has a scheme that a page may link to, or begins with `//`.
  case external
  /// Has a scheme that runs code or opens the reader's own files.
  case unsafe

  package init(_ destination: [UInt8]) { self = unsafe destination.withUnsafeBufferPointer { unsafe Self.read($0) } }

  init(_ destination: Bytes) {
    self = unsafe destination.withContiguousStorageIfAvailable { unsafe Self.read($0) } ?? .empty
  }

  private static func read(_ destination: UnsafeBufferPointer<UInt8>) -> Address {
    guard destination.count > 0 else { return .empty }
    if unsafe destination[0] == UInt8(ascii: "#") { return .fragment }
    // Most links outside are this: no scheme is read.
    if unsafe destination.starts(with: "https:", at: 0) { return .external }
    // Browsers drop control characters and white space before and inside a scheme; so does this reading.
    var length = 0
    for index in 0..<destination.count {
      let byte = unsafe destination[index]
      if byte <= 0x20 { continue }
      if byte == UInt8(ascii: ":") {
        if length <= 1 { return .local }
        let scheme = unsafe destination[..<index].filter { $0 > 0x20 }.map(Ascii.lower)
        if scheme.elementsEqual(CrossReference.scheme.dropLast()) { return .local }
        return isUnsafe(scheme) ? .unsafe : .external
      }
      let isOfScheme =
        Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
      guard isOfScheme, length < 40 else { break }
      length += 1
    }
    let slash = UInt8(ascii: "/")
    guard destination.count > 1 else { return .local }
    return unsafe destination[0] == slash && destination[1] == slash ? .external : .local
  }

  private static func isUnsafe(_ scheme: [UInt8]) -> Bool {
    ["javascript", "vbscript", "livescript", "data", "file", "blob", "about", "view-source", "mhtml", "jar"]
      .contains { $0.utf8.elementsEqual(scheme) }
  }
}
