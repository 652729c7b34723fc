internal import Diagnostics

/// `**A:**B`: stars that cannot end the bold text, since punctuation stands before them and a letter after.
enum BoldDamage {
  static func isSuspected(_ before: UInt8, _ after: UInt8) -> Bool {
    isPunctuation(before) && (Ascii.isLetter(after) || Ascii.isDigit(after) || after >= 0x80)
  }

  /// Whether stars that are shown were to make bold: not those of `C:\Users\**.exe`, of a row of stars, or of a
  /// footnote, at the end of a cell or at the beginning of a line.
  static func isLikely(_ stars: Range<Int>, in line: Range<Int>, of bytes: [UInt8]) -> Bool {
    guard stars.count <= 4 else { return false }
    let after = bytes[stars.upperBound..<line.upperBound]
    let before = bytes[line.lowerBound..<stars.lowerBound]
    let token = before.reversed().prefix { !Ascii.isSpace($0) && $0 != UInt8(ascii: "|") }
    if token.contains(UInt8(ascii: "\\")) { return false }
    if after.first == UInt8(ascii: "."), after.dropFirst().first.map(Ascii.isLetter) ?? false { return false }
    // Of two in a line, one may begin what the other ends.
    let others = bytes[line].indices.contains { index in
      !stars.contains(index) && bytes[index] == UInt8(ascii: "*") && index + 1 < line.upperBound
        && bytes[index + 1] == UInt8(ascii: "*") && !isOfOtherCell(index, stars, bytes)
    }
    if others || stars.count != 2 { return true }
    if before.contains(UInt8(ascii: "|")), after.first(where: { !Ascii.isSpace($0) }) == UInt8(ascii: "|") {
      return false
    }
    return !(before.allSatisfy(Ascii.isSpace) && after.first.map(Ascii.isSpace) ?? true)
  }

  private static func isOfOtherCell(_ index: Int, _ stars: Range<Int>, _ bytes: [UInt8]) -> Bool {
    bytes[min(index, stars.lowerBound)..<max(index, stars.lowerBound)].contains(UInt8(ascii: "|"))
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"),
      UInt8(ascii: "?"):
      true
    default: false
    }
  }

  /// The repairs of a line: a space after the stars. None where the line's other stars do not pair, since then another
  /// reading is possible.
  static func repairs(in line: Range<Int>, of bytes: [UInt8]) -> [Repair] {
    var repairs: [Repair] = []
    var opening: Int?
    var index = line.lowerBound
    while index < line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"): index = bytes.endOfCode(index, in: line)
      case UInt8(ascii: "*"):
        let start = index
        while index < line.upperBound, bytes[index] == UInt8(ascii: "*") { index += 1 }
        guard index - start == 2 else { return [] }
        let sides = Sides(of: start..<index, in: line, bytes)
        guard let first = opening else {
          guard sides.canOpen else { return [] }
          opening = start
          continue
        }
        if !sides.canClose {
          guard isSuspected(bytes[start - 1], sides.isBeforeWord ? UInt8(ascii: "a") : 0) else { return [] }
          repairs.append(repair(first..<index, bytes))
        }
        opening = nil
      default: index += 1
      }
    }
    return opening == nil ? repairs : []
  }

  private static func repair(_ range: Range<Int>, _ bytes: [UInt8]) -> Repair {
    Repair(
      rule: .mtBoldBroken,
      message: "Bold ends with `**` before a space or punctuation; here a letter follows, so the stars are shown.",
      range: range, text: bytes[range] + [UInt8(ascii: " ")], isCertain: true)
  }
}

/// What stands on either side of a run of stars, as CommonMark's rules of flanking ask.
private struct Sides {
  private enum Kind { case space, punctuation, word }

  private let before: Kind
  private let after: Kind

  init(of run: Range<Int>, in line: Range<Int>, _ bytes: [UInt8]) {
    var start = run.lowerBound
    while start > line.lowerBound {
      start -= 1
      if bytes[start] & 0xC0 != 0x80 { break }
    }
    before = Self.kind(bytes[start..<run.lowerBound])
    after = Self.kind(bytes[run.upperBound..<min(run.upperBound + 4, line.upperBound)])
  }

  var isBeforeWord: Bool { after == .word }
  var canOpen: Bool { after == .word || (after == .punctuation && before != .word) }
  var canClose: Bool { before == .word || (before == .punctuation && after != .word) }

  /// The kind of the first scalar; an end of the line counts as white space.
  private static func kind(_ bytes: ArraySlice<UInt8>) -> Kind {
    guard let byte = bytes.first else { return .space }
    if byte < 0x80 { return Ascii.isSpace(byte) ? .space : Ascii.isPunctuation(byte) ? .punctuation : .word }
    guard let scalar = String(decoding: bytes, as: UTF8.self).unicodeScalars.first else { return .word }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .punctuation
    default: return .word
    }
  }
}
