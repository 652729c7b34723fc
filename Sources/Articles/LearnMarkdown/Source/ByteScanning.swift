/// Small readers of ASCII in UTF-8 text. None of them looks outside the range that it is given.
///
/// Inlinable, as are those below: called from another module, a generic one would cost a call through a table a byte.
@usableFromInline package enum Ascii {
  @inlinable @inline(__always) package static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  @inlinable @inline(__always) package static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
  }
  @inlinable @inline(__always) package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  @inlinable @inline(__always) package static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
  }
  @inlinable @inline(__always) package static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
  }
  @inlinable @inline(__always) package static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
  }
  @inlinable @inline(__always) package static func isPunctuation(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte < 0x7F && !isDigit(byte) && !isLetter(byte)
  }
}

extension RandomAccessCollection<UInt8> where Index == Int {
  @inlinable package func starts(with text: StaticString, at index: Int) -> Bool {
    guard index >= startIndex, index + text.utf8CodeUnitCount <= endIndex else { return false }
    return text.withUTF8Buffer { wanted in
      for offset in 0..<wanted.count where unsafe self[index + offset] != wanted[offset] { return false }
      return true
    }
  }

  /// Letter case of ASCII does not count.
  @inlinable package func startsCaseless(with text: StaticString, at index: Int) -> Bool {
    guard index >= startIndex, index + text.utf8CodeUnitCount <= endIndex else { return false }
    return text.withUTF8Buffer { wanted in
      for offset in 0..<wanted.count
      where unsafe Ascii.lower(self[index + offset]) != Ascii.lower(wanted[offset]) { return false }
      return true
    }
  }

  @inlinable package func firstIndex(of text: StaticString, in range: Range<Int>) -> Int? {
    let length = text.utf8CodeUnitCount
    guard length > 0, range.count >= length else { return nil }
    let first = unsafe text.utf8Start[0]
    var index = range.lowerBound
    let last = range.upperBound - length
    while index <= last {
      if self[index] == first, starts(with: text, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The first index in `range` whose byte is no blank; the end of the range where there is none.
  @inlinable package func skipBlanks(in range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, Ascii.isBlank(self[index]) { index += 1 }
    return index
  }
}

extension Sequence<UInt8> {
  package var utf8String: String { String(decoding: Array(self), as: UTF8.self) }
}

extension ArraySlice<UInt8> {
  /// The same for a slice, as most are: the general one is not specialized outside of its module.
  package var utf8String: String { String(decoding: self, as: UTF8.self) }

  /// A name of ASCII in lower case, as nearly all are written.
  var lowercaseName: String {
    let name = String(decoding: self, as: UTF8.self)
    return contains { Ascii.lower($0) != $0 } ? name.lowercased() : name
  }
}

extension [UInt8] {
  package var utf8String: String { String(decoding: self, as: UTF8.self) }

  /// The end of the code span that the run of backticks at `start` begins; that of the run where nothing closes it.
  package func endOfCode(_ start: Int, in line: Range<Int>) -> Int {
    var end = start
    while end < line.upperBound, self[end] == UInt8(ascii: "`") { end += 1 }
    let length = end - start
    var index = end
    while index < line.upperBound {
      guard self[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let run = index
      while index < line.upperBound, self[index] == UInt8(ascii: "`") { index += 1 }
      if index - run == length { return index }
    }
    return end
  }

  /// A part without the blanks at its ends.
  package func trimmingBlanks(in range: Range<Int>) -> Range<Int> {
    let start = skipBlanks(in: range)
    var end = range.upperBound
    while end > start, Ascii.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }

  package func trimmingBlanks() -> [UInt8] { Array(self[trimmingBlanks(in: indices)]) }
}

extension Span<UInt8> {
  /// Eight bytes, the first in the lowest bits; nothing behind the text's end.
  @inlinable @inline(__always)
  package func eightBytes(at index: Int) -> UInt64 {
    let raw = unsafe bytes
    let behind = raw.byteCount - index
    precondition(index >= 0 && behind >= 0)
    if behind >= 8 {
      return unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
    }
    if raw.byteCount >= 8 {
      let last = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: raw.byteCount - 8, as: UInt64.self)
      return behind == 0 ? 0 : last.littleEndian &>> UInt64(truncatingIfNeeded: 8 * (8 - behind))
    }
    return (0..<behind).reversed().reduce(0) { $0 << 8 | UInt64(self[index + $1]) }
  }
}
