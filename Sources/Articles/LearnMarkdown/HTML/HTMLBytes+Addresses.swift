/// Addresses and paths, percent-encoded.
extension HTMLBytes {
  /// An address for an attribute value in double quotes, percent-encoded where libcmark encodes it.
  ///
  /// - Parameter start: The bytes before it are left out.
  package mutating func append(address: [UInt8], from start: Int = 0) {
    unsafe address.withUnsafeBufferPointer { unsafe appendAddress(.init(rebasing: $0.dropFirst(start))) }
  }

  package mutating func append(address: ArraySlice<UInt8>) {
    unsafe address.withUnsafeBufferPointer { unsafe appendAddress($0) }
  }

  private mutating func appendAddress(_ address: UnsafeBufferPointer<UInt8>) {
    guard let bytes = address.baseAddress else { return }
    var start = 0
    SixteenBytes.read(unsafe Span(_unsafeElements: address), 0..<address.count) {
      Self.mayBeEncoded($0)
    } _: { place in
      let byte = unsafe bytes[place]
      if Self.isSafeInAddress(byte) { return place + 1 }
      unsafe append(bytes + start, place - start)
      start = place + 1
      if byte == UInt8(ascii: "&") {
        append("&amp;")
      } else if byte == UInt8(ascii: "'") {
        append("&#x27;")
      } else {
        appendEncoded(byte)
      }
      return start
    }
    unsafe append(bytes + start, address.count - start)
  }

  private mutating func appendEncoded(_ byte: UInt8) {
    let digits: StaticString = "0123456789ABCDEF"
    append(UInt8(ascii: "%"))
    unsafe append(digits.utf8Start[Int(byte >> 4)])
    unsafe append(digits.utf8Start[Int(byte & 15)])
  }

  /// The path of a file as part of an address: whatever means something in an address, in HTML, XML, JSON or Markdown,
  /// is percent-encoded, `%` too.
  ///
  /// - Parameter start: The bytes before it are left out.
  package mutating func append(path: [UInt8], from start: Int = 0) {
    unsafe path.withUnsafeBufferPointer { unsafe appendPath(.init(rebasing: $0.dropFirst(start))) }
  }

  private mutating func appendPath(_ path: UnsafeBufferPointer<UInt8>) {
    guard let bytes = path.baseAddress else { return }
    var start = 0
    SixteenBytes.read(unsafe Span(_unsafeElements: path), 0..<path.count) { sixteen in
      // Besides those of an address `#`, `%` and `?`, and the parentheses, which end an address in Markdown.
      Self.mayBeEncoded(sixteen) | sixteen.matches(0x20, ignoring: 0x03) | sixteen.matches(0x24, ignoring: 0x03)
        | sixteen.matches(0x28, ignoring: 0x01) | sixteen.matches(0x3C, ignoring: 0x03)
    } _: { place in
      let byte = unsafe bytes[place]
      if Self.isSafeInPath(byte) { return place + 1 }
      unsafe append(bytes + start, place - start)
      start = place + 1
      appendEncoded(byte)
      return start
    }
    unsafe append(bytes + start, path.count - start)
  }

  /// A value within an address: all but letters, digits, `-`, `.`, `_` and `~` is percent-encoded.
  ///
  /// - Parameter isPath: `/` stays.
  package mutating func append(component: some Sequence<UInt8>, isPath: Bool = false) {
    for byte in component {
      if Ascii.isDigit(byte) || Ascii.isLetter(byte) || "-._~".utf8.contains(byte)
        || isPath && byte == UInt8(ascii: "/")
      {
        append(byte)
      } else {
        appendEncoded(byte)
      }
    }
  }

  /// - SeeAlso: RFC 3986, 3.3: `pchar` without `&`, `'`, `(` and `)`, and `/`.
  private static func isSafeInPath(_ byte: UInt8) -> Bool {
    if Ascii.isDigit(byte) || Ascii.isLetter(byte) { return true }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "!"),
      UInt8(ascii: "$"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "/"):
      return true
    default: return false
    }
  }

  /// - SeeAlso: `HREF_SAFE` in libcmark's houdini_href_e.c; it writes `&` and `'` otherwise, too.
  private static func isSafeInAddress(_ byte: UInt8) -> Bool {
    if Ascii.isDigit(byte) || Ascii.isLetter(byte) { return true }
    switch byte {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","), UInt8(ascii: "%"),
      UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "?"), UInt8(ascii: "="), UInt8(ascii: ";"),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "$"), UInt8(ascii: "~"):
      return true
    default: return false
    }
  }

  /// The bytes that are not safe in an address, and few others.
  @inline(__always)
  private static func mayBeEncoded(_ bytes: SixteenBytes) -> SixteenBytes.Marks {
    // Blank and `"`, `&` and `'`, `<` and `>`, `\` and `^`, `[` and `]` with `Y` and `_`, `{` and DEL, `|` and `}`.
    bytes.matches(0x20, ignoring: 0x02) | bytes.matches(0x26, ignoring: 0x01) | bytes.matches(0x3C, ignoring: 0x02)
      | bytes.matches(0x5C, ignoring: 0x02) | bytes.matches(0x5B, ignoring: 0x06) | bytes.matches(0x7B, ignoring: 0x04)
      | bytes.matches(0x7C, ignoring: 0x01) | bytes.matches(UInt8(ascii: "`")) | bytes.controls | bytes.others
  }
}
