#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The bytes of a file with the start of each line, so that an offset becomes the place that an author reads.
package struct SourceText: Sendable {
  package let bytes: [UInt8]
  /// The offset of the first byte of each line. `\n`, `\r\n` and a lone `\r` end a line, as in CommonMark.
  package let lineStarts: [Int32]
  /// Of lines longer than ``stride``, by number: the scalars before each ``stride``th byte. Without them, the places of
  /// all links of one endless line would take the square of its length.
  private let columns: [Int: [Int]]

  private static let stride = 4096

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts: [Int32] = [0]
    starts.reserveCapacity(bytes.count / 48 + 4)
    unsafe bytes.withUnsafeBytes { buffer in
      // Nearly no file has a lone `\r`: then the C library finds line ends many bytes at a time.
      guard let start = buffer.baseAddress, unsafe memchr(start, 0x0D, buffer.count) == nil else {
        unsafe Self.appendStarts(of: buffer, to: &starts)
        return
      }
      var offset = 0
      while let found = unsafe memchr(start + offset, 0x0A, buffer.count - offset) {
        offset = unsafe UnsafeRawPointer(found) - start + 1
        starts.append(Int32(truncatingIfNeeded: offset))
      }
    }
    lineStarts = starts
    columns = Self.columns(of: bytes, starts)
  }

  /// The part of a text from `start` on: the bytes stay where they are, the lines count from there.
  init(_ source: SourceText, from start: Int) {
    bytes = source.bytes
    lineStarts = [Int32(truncatingIfNeeded: start)] + source.lineStarts[(source.line(at: start) + 1)...]
    columns = [:]
  }

  private static func appendStarts(of bytes: UnsafeRawBufferPointer, to starts: inout [Int32]) {
    for index in bytes.indices {
      let isEnd =
        unsafe bytes[index] == UInt8(ascii: "\n")
        || (bytes[index] == UInt8(ascii: "\r")
          && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")))
      if isEnd { starts.append(Int32(truncatingIfNeeded: index + 1)) }
    }
  }

  package var lineCount: Int { lineStarts.count }

  /// The bytes of a line (0-based) without its line end.
  package func lineRange(_ line: Int) -> Range<Int> {
    let start = Int(lineStarts[line])
    var end = line + 1 < lineStarts.count ? Int(lineStarts[line + 1]) : bytes.count
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The line (0-based) that holds the byte at `offset`.
  package func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The 1-based line and column of a byte; the column counts Unicode scalars.
  package func position(of offset: Int) -> TextPosition {
    let line = line(at: offset)
    var start = Int(lineStarts[line])
    let end = max(start, min(offset, bytes.count))
    var column = 1
    if end - start >= Self.stride, let columns = columns[line] {
      let number = min((end - start) / Self.stride, columns.count) - 1
      column += columns[number]
      start += (number + 1) * Self.stride
    }
    column += Self.scalarCount(bytes.span.extracting(start..<end))
    return TextPosition(line: Int32(line + 1), column: Int32(truncatingIfNeeded: column))
  }

  private static func columns(of bytes: [UInt8], _ starts: [Int32]) -> [Int: [Int]] {
    var columns: [Int: [Int]] = [:]
    guard bytes.count > stride else { return columns }
    for line in starts.indices {
      var start = Int(starts[line])
      let end = line + 1 < starts.count ? Int(starts[line + 1]) : bytes.count
      guard end - start > stride else { continue }
      var counts: [Int] = []
      while start + stride <= end {
        counts.append((counts.last ?? 0) + scalarCount(bytes.span.extracting(start..<start + stride)))
        start += stride
      }
      columns[line] = counts
    }
    return columns
  }

  /// The bytes that begin a scalar; eight are looked at together, since lines of prose are long.
  private static func scalarCount(_ bytes: Span<UInt8>) -> Int {
    let raw = unsafe bytes.bytes
    var count = bytes.count
    var index = 0
    while index + 8 <= raw.byteCount {
      let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
      // A continuation byte has its top bit and not the one below.
      count -= ((word >> 7) & ~(word >> 6) & 0x0101_0101_0101_0101).nonzeroBitCount
      index += 8
    }
    while index < bytes.count {
      if bytes[index] & 0xC0 == 0x80 { count -= 1 }
      index += 1
    }
    return count
  }

  package func range(of offsets: Range<Int>) -> TextRange {
    let start = position(of: offsets.lowerBound)
    return TextRange(start: start, end: position(of: offsets.upperBound, after: (offsets.lowerBound, start)))
  }

  /// - Parameter known: A place that mostly stands before the byte on its line: then only what is between is counted.
  func position(of offset: Int, after known: (offset: Int, position: TextPosition)) -> TextPosition {
    let next = Int(known.position.line) < lineStarts.count ? Int(lineStarts[Int(known.position.line)]) : bytes.count
    guard known.offset >= 0, known.offset <= offset, offset < next, offset - known.offset < Self.stride else {
      return position(of: offset)
    }
    let count = Self.scalarCount(bytes.span.extracting(known.offset..<offset))
    return TextPosition(line: known.position.line, column: known.position.column + Int32(truncatingIfNeeded: count))
  }
}

/// 1-based; columns count Unicode scalars.
package struct TextPosition: Sendable, Hashable {
  package var line: Int32
  package var column: Int32

  package init(line: Int32, column: Int32) {
    self.line = line
    self.column = column
  }
}

/// From `start` up to, not including, `end`.
package struct TextRange: Sendable, Hashable {
  package var start: TextPosition
  package var end: TextPosition

  package init(start: TextPosition, end: TextPosition) {
    self.start = start
    self.end = end
  }
}
