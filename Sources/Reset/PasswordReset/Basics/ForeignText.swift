/// Text that somebody else wrote, where an error or a report quotes it.
enum ForeignText {
  private static let longest = 60

  /// The start of `text`, on one line and without what a terminal obeys: controls, and the marks that turn the reading
  /// direction and so make a line look like another.
  static func shown(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(longest).map { isObeyed($0) ? Unicode.Scalar("?") : $0 }
    return String(String.UnicodeScalarView(start)) + (text.unicodeScalars.count > longest ? "…" : "")
  }

  /// Whether a terminal acts on `scalar` instead of showing it.
  static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
