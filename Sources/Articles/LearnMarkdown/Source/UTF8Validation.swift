extension [UInt8] {
  /// The offset of the first byte that is not UTF-8; nil where all are.
  ///
  /// Passes over what is ASCII, or a letter of two bytes as Danish has them, eight bytes and two bytes at a time;
  /// the standard library judges the rest.
  package var firstInvalidUTF8: Int? {
    let raw = unsafe span.bytes
    var index = 0
    while index < count {
      if index + 8 <= count {
        let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
        if word & 0x8080_8080_8080_8080 == 0 {
          index += 8
          continue
        }
        index += (UInt64(littleEndian: word) & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
      }
      let byte = self[index]
      if byte < 0x80 {
        index += 1
      } else if byte >= 0xC2, byte < 0xE0, index + 1 < count, self[index + 1] & 0xC0 == 0x80 {
        index += 2
      } else {
        var end = index
        while end < count, self[end] >= 0x80 { end += 1 }
        do {
          _ = try UTF8Span(validating: span.extracting(index..<end))
          index = end
        } catch {
          return index + error.byteOffsets.lowerBound
        }
      }
    }
    return nil
  }
}
