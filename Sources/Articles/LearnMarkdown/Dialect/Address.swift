internal import CommonMark

/// What kind of address a link's destination is, told from its first bytes.
package enum Address: Sendable, Hashable {
  case empty
  /// `#bookmark`: on the page itself.
  case fragment
  /// Relative to the file, to the root of the site, or a ``CrossReference``: the docset answers.
  case local
  /// Has one of the ``AddressScheme/allowed`` schemes, or begins with `//`.
  case external
  /// Has any other scheme: it may run code or open the reader's own files, so it reaches no page.
  case refused

  package init(_ destination: [UInt8]) { self = unsafe destination.withUnsafeBufferPointer { unsafe Self.read($0) } }

  init(_ destination: Bytes) {
    self = unsafe destination.withContiguousStorageIfAvailable { unsafe Self.read($0) } ?? .empty
  }

  private static func read(_ destination: UnsafeBufferPointer<UInt8>) -> Address {
    guard destination.count > 0 else { return .empty }
    if unsafe destination[0] == UInt8(ascii: "#") { return .fragment }
    // Most links outside are this: no scheme is read.
    if unsafe destination.starts(with: "https:", at: 0) { return .external }
    if let scheme = unsafe AddressScheme.read(destination) {
      // `C:` is a drive.
      if scheme.count <= 1 || scheme.elementsEqual(CrossReference.scheme.dropLast()) { return .local }
      return AddressScheme.isAllowed(scheme) ? .external : .refused
    }
    let slash = UInt8(ascii: "/")
    guard destination.count > 1 else { return .local }
    return unsafe destination[0] == slash && destination[1] == slash ? .external : .local
  }
}

/// The scheme of an address as a browser reads it.
///
/// - SeeAlso: the URL standard, basic URL parser: controls and blanks at the ends, and tabs and line breaks anywhere,
///   are taken out first; then come a letter, letters, digits, `+`, `-` and `.`, and a colon.
enum AddressScheme {
  /// What pages may link to. Whatever is not known here may run code in the page's origin, such as `javascript:`,
  /// `data:` and `blob:`, or in a program of the reader's, such as `ms-msdt:`.
  static let allowed: Set<String> = [
    "http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sftp", "geo", "news", "irc", "ircs", "sip", "sips", "xmpp",
    "webcal",
    // Programs that articles about Windows and Microsoft 365 open.
    "ms-settings", "feedback-hub", "ms-windows-store", "msteams",
  ]

  /// Longer than any name in use; what follows is not looked through for a colon.
  private static let longest = 60

  static func isAllowed(_ scheme: [UInt8]) -> Bool { allowed.contains(String(decoding: scheme, as: UTF8.self)) }

  /// In small letters; nil for an address without one.
  static func read(_ address: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var count = 0
    for index in 0..<address.count {
      let byte = unsafe address[index]
      switch byte {
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
      case 0...0x20 where count == 0: continue
      case UInt8(ascii: ":"):
        return unsafe count == 0 ? nil : address[..<index].filter { $0 > 0x20 }.map(Ascii.lower)
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if count == 0 { return nil }
      default:
        guard Ascii.isLetter(byte) || count > 0 && Ascii.isDigit(byte) else { return nil }
      }
      if count == longest { return nil }
      count += 1
    }
    return nil
  }
}
