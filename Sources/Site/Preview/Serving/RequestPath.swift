/// The path of a request, decoded and found harmless.
struct RequestPath: Sendable, Equatable {
  /// Starts with `/`; has no empty, `.` or `..` parts, no backslash and no NUL.
  let decoded: String

  var isFolder: Bool { decoded.utf8.last == UInt8(ascii: "/") }

  /// Nil for what no page of ours can be called, before or after decoding. Decodes once only, so that an encoded
  /// percent sign stays one.
  init?(encoded: some StringProtocol) {
    var bytes: [UInt8] = []
    var rest = encoded.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(Self.digit), let low = rest.popFirst().flatMap(Self.digit) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    guard bytes.first == UInt8(ascii: "/"), let text = String(validating: bytes, as: UTF8.self) else { return nil }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else { return nil }
    let parts = bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if part.isEmpty && !isLast { return nil }
      if part.elementsEqual(".".utf8) || part.elementsEqual("..".utf8) { return nil }
    }
    decoded = text
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
