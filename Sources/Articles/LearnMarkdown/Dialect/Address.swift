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

  package init(_ destination: some RandomAccessCollection<UInt8>) {
    guard let first = destination.first else {
      self = .empty
      return
    }
    if first == UInt8(ascii: "#") {
      self = .fragment
      return
    }
    // Browsers drop control characters and white space before and inside a scheme; so does this reading.
    var scheme: [UInt8] = []
    for byte in destination {
      if byte <= 0x20 { continue }
      if byte == UInt8(ascii: ":") {
        let isLocal = scheme.count < 2 || scheme.elementsEqual(CrossReference.scheme.dropLast())
        self = Self.isUnsafe(scheme) ? .unsafe : isLocal ? .local : .external
        return
      }
      guard Ascii.isLetter(byte) || Ascii.isDigit(byte) || [0x2B, 0x2D, 0x2E].contains(byte), scheme.count < 40 else {
        break
      }
      scheme.append(Ascii.lower(byte))
    }
    self = destination.starts(with: "//".utf8) ? .external : .local
  }

  private static func isUnsafe(_ scheme: [UInt8]) -> Bool {
    ["javascript", "vbscript", "livescript", "data", "file", "blob", "about", "view-source", "mhtml", "jar"]
      .contains { $0.utf8.elementsEqual(scheme) }
  }
}
