internal import CommonMark

/// HTML as bytes, appended to.
package struct HTMLBytes: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init(reserving count: Int = 0) { bytes.reserveCapacity(count) }

  package var count: Int { bytes.count }

  @inline(__always)
  package mutating func append(_ byte: UInt8) { bytes.append(byte) }

  @inline(__always)
  package mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  // Concrete types where other modules call: a generic one is not specialised for them, and costs a call a byte.
  package mutating func append(raw: [UInt8]) { bytes.append(contentsOf: raw) }

  package mutating func append(raw: ArraySlice<UInt8>) { bytes.append(contentsOf: raw) }

  package mutating func append(number: Int) { append(String(number)) }

  /// Starts a new line unless one has just begun.
  package mutating func lineBreak() {
    if let last = bytes.last, last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
  }

  /// Text for element content and for attribute values in double quotes.
  package mutating func append(escaping text: [UInt8]) {
    unsafe text.withUnsafeBufferPointer { unsafe appendEscaped($0) }
  }

  package mutating func append(escaping text: ArraySlice<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe appendEscaped($0) }
  }

  mutating func append(escaping text: some Collection<UInt8>) {
    let done: Void? = text.withContiguousStorageIfAvailable { unsafe appendEscaped($0) }
    if done == nil { unsafe Array(text).withUnsafeBufferPointer { unsafe appendEscaped($0) } }
  }

  package mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { unsafe appendEscaped($0) }
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    var index = 0
    let count = text.count
    while index < count {
      let byte = unsafe text[index]
      let replacement: StaticString
      switch byte {
      case UInt8(ascii: "<"): replacement = "&lt;"
      case UInt8(ascii: ">"): replacement = "&gt;"
      case UInt8(ascii: "&"): replacement = "&amp;"
      case UInt8(ascii: "\""): replacement = "&quot;"
      default:
        index += 1
        continue
      }
      if index > start { unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index])) }
      append(replacement)
      index += 1
      start = index
    }
    if count > start { unsafe bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<count])) }
  }

  /// An address for an attribute value in double quotes, percent-encoded where libcmark encodes it.
  package mutating func append(address: [UInt8]) { append(address: address[...]) }

  package mutating func append(address: ArraySlice<UInt8>) {
    var start = address.startIndex
    for index in address.indices {
      let byte = address[index]
      if Self.isSafeInAddress(byte) { continue }
      if index > start { bytes.append(contentsOf: address[start..<index]) }
      start = index + 1
      if byte == UInt8(ascii: "&") {
        append("&amp;")
      } else if byte == UInt8(ascii: "'") {
        append("&#x27;")
      } else {
        let digits: StaticString = "0123456789ABCDEF"
        bytes.append(UInt8(ascii: "%"))
        unsafe bytes.append(digits.utf8Start[Int(byte >> 4)])
        unsafe bytes.append(digits.utf8Start[Int(byte & 15)])
      }
    }
    if start < address.endIndex { bytes.append(contentsOf: address[start...]) }
  }

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

  /// Takes the line break away that was written last, where one was.
  package mutating func removeLineBreak() {
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
  }

  /// Takes the blanks away that were written last.
  package mutating func removeBlanks() {
    while let last = bytes.last, Ascii.isBlank(last) { bytes.removeLast() }
  }

  /// Takes out `wanted` where it stands at `offset`; false where it does not.
  mutating func removeBytes(_ wanted: [UInt8], at offset: Int) -> Bool {
    guard bytes[offset...].starts(with: wanted) else { return false }
    bytes.removeSubrange(offset..<offset + wanted.count)
    return true
  }
}
