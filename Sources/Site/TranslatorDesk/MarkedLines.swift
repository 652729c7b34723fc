internal import Diagnostics
internal import LearnMarkdown
internal import Preview

/// The line of a finding as it is, and as its certain repair makes it.
struct MarkedLines {
  let before: DeskPage.MarkedLine
  let after: DeskPage.MarkedLine?

  /// How much of a line is shown on either side of what stands out (scalars).
  private static let reach = 60

  /// Nil where the place is not in the text, as for a finding about a file as a whole.
  init?(of finding: Diagnostic, in text: SourceText) {
    let place = finding.place
    guard place != SourcePlace(file: place.file), let bytes = Self.bytes(of: place, in: text) else { return nil }
    guard let fix = finding.fix, let mended = try? fix.apply(to: text.bytes),
      let first = fix.edits.map(\.range.lowerBound).min(), let last = fix.edits.map(\.range.upperBound).max()
    else {
      before = Self.line(around: bytes, in: text.bytes)
      after = nil
      return
    }
    // What the repair changes says more than the place of the finding, which may be all of a link.
    let growth = mended.count - text.bytes.count
    let (old, new) = Self.difference(text.bytes[first..<last], mended[first..<(last + growth)])
    before = Self.line(around: old, in: text.bytes)
    after = Self.line(around: new, in: mended)
  }

  /// The bytes of a place, whose columns count scalars.
  static func bytes(of place: SourcePlace, in text: SourceText) -> Range<Int>? {
    guard place.line >= 1, place.line <= text.lineCount, place.endLine >= place.line, place.endLine <= text.lineCount
    else { return nil }
    let start = offset(place.line, place.column, in: text)
    return start..<max(start, offset(place.endLine, place.endColumn, in: text))
  }

  private static func offset(_ line: Int, _ column: Int, in text: SourceText) -> Int {
    let range = text.lineRange(line - 1)
    var (left, offset) = (column - 1, range.lowerBound)
    while left > 0, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, text.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  /// The parts of two texts in which they differ.
  private static func difference(
    _ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>
  ) -> (old: Range<Int>, new: Range<Int>) {
    var start = 0
    while start < old.count, start < new.count, old[old.startIndex + start] == new[new.startIndex + start] {
      start += 1
    }
    var end = 0
    while end < old.count - start, end < new.count - start, old[old.endIndex - 1 - end] == new[new.endIndex - 1 - end] {
      end += 1
    }
    return (
      old.startIndex + start..<old.endIndex - end, new.startIndex + start..<new.endIndex - end
    )
  }

  private static func line(around range: Range<Int>, in bytes: [UInt8]) -> DeskPage.MarkedLine {
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<range.lowerBound].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[range.upperBound...].firstIndex(of: newline) ?? bytes.count
    let before = String(decoding: bytes[start..<range.lowerBound], as: UTF8.self)
    let after = String(decoding: bytes[range.upperBound..<end], as: UTF8.self)
    let marked = String(decoding: bytes[range], as: UTF8.self)
    return DeskPage.MarkedLine(
      before: before.count > reach ? "…" + before.suffix(reach) : before,
      marked: marked.count > 4 * reach ? marked.prefix(4 * reach) + "…" : marked,
      after: after.count > reach ? after.prefix(reach) + "…" : after)
  }
}
