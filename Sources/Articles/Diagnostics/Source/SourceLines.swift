/// A file's bytes by line, and the way from a byte to the line and column that an author sees.
///
/// A line ends at LF, CR LF or CR, as in CommonMark. What is not UTF-8 counts one scalar for each U+FFFD that a
/// decoder puts in its place.
package struct SourceLines: Sendable {
  package let bytes: [UInt8]
  /// The offset of each line's first byte; never empty.
  private let starts: [Int]

  package init(_ bytes: [UInt8]) {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      index = unsafe bytes.withUnsafeBytes { unsafe Self.nextControl(in: $0, from: index) }
      guard index < bytes.count else { break }
      let byte = bytes[index]
      index += 1
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      if byte == 0x0A || byte == 0x0D { starts.append(index) }
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// Eight bytes at a time: where a byte below U+000E stands, which no word of an article holds.
  private static func nextControl(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while index + 8 <= bytes.count {
      let eight = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if (eight &- 0x0E0E_0E0E_0E0E_0E0E) & ~eight & 0x8080_8080_8080_8080 != 0 { break }
      index += 8
    }
    while index < bytes.count, unsafe bytes[index] >= 0x0E { index += 1 }
    return index
  }

  /// Counts the empty line after a final line end, since a finding may point there.
  package var count: Int { starts.count }

  /// The bytes of a 1-based line without its line end; nil when the file has no such line.
  package subscript(line: Int) -> ArraySlice<UInt8>? {
    guard line >= 1, line <= starts.count else { return nil }
    let start = starts[line - 1]
    var end = line < starts.count ? starts[line] : bytes.count
    if end > start, bytes[end - 1] == 0x0A { end -= 1 }
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return bytes[start..<end]
  }

  /// The 0-based line that holds the byte at `offset`; a line end belongs to the line that it ends.
  func lineIndex(ofByte offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The byte range of the 0-based line, with its line end.
  func range(ofLineIndex index: Int) -> Range<Int> {
    starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
  }

  /// The 1-based line and column (in scalars) of the byte at `offset`, which is at most the file's length.
  package func position(ofByte offset: Int) -> (line: Int, column: Int) {
    let index = lineIndex(ofByte: offset)
    var column = 1
    SourceScalars.forEach(in: bytes[starts[index]..<offset]) { _ in
      column += 1
      return true
    }
    return (index + 1, column)
  }
}
