extension [UInt8] {
  /// The offset of the first byte that is not UTF-8; nil where all are.
  ///
  /// Passes over what is ASCII, or a letter of two bytes as Danish has them, sixteen bytes and two bytes at a time;
  /// the standard library judges the rest.
  package var firstInvalidUTF8: Int? {
    var index = 0
    while index < count {
      let found = SixteenBytes.places(in: span, from: index) { $0.others }
      guard found.bits != 0 else {
        index = found.next
        continue
      }
      index = found.start + found.bits.trailingZeroBitCount
      let byte = self[index]
      if byte >= 0xC2, byte < 0xE0, index + 1 < count, self[index + 1] & 0xC0 == 0x80 {
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
