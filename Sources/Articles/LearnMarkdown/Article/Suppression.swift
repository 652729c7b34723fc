package import Diagnostics

/// `<!-- trin-ignore: code, code -->`: the author puts up with findings in the next block.
package struct Suppression: Sendable {
  package var codes: [String]
  /// Of the comment.
  package var place: SourcePlace
  /// The lines of the next block, 1-based; nil where none follows.
  package var lines: ClosedRange<Int>?

  package init(codes: [String], place: SourcePlace, lines: ClosedRange<Int>?) {
    self.codes = codes
    self.place = place
    self.lines = lines
  }

  private static let mark: StaticString = "trin-ignore"

  /// The codes that a comment of HTML names; nil for any other comment.
  static func codes(in literal: some Collection<UInt8>) -> [String]? {
    let bytes = Array(literal)
    guard bytes.starts(with: "<!--", at: 0) else { return nil }
    let start = bytes.skipBlanks(in: 4..<bytes.count)
    guard bytes.starts(with: mark, at: start) else { return nil }
    let from = start + mark.utf8CodeUnitCount
    guard let end = bytes.firstIndex(of: "-->", in: from..<bytes.count) else { return nil }
    return bytes[from..<end].split { Ascii.isSpace($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ":") }
      .map(\.utf8String)
  }
}
