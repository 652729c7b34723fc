extension [UInt8] {
  /// The offset of the first byte that is not UTF-8; nil where all are.
  ///
  /// Passes over what is ASCII, or a letter of two bytes as Danish has them, sixteen bytes and two bytes at a time;
  /// the standard library judges the rest.
  package var firstInvalidUTF8: Int? {
    var invalid: Int?
    SixteenBytes.read(span, 0..<count) {
      $0.others
    } _: { place in
      let byte = self[place]
      if byte >= 0xC2, byte < 0xE0, place + 1 < count, self[place + 1] & 0xC0 == 0x80 { return place + 2 }
      var end = place
      while end < count, self[end] >= 0x80 { end += 1 }
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: span.extracting(place..<end))
        return end
      } catch {
        invalid = place + error.byteOffsets.lowerBound
        return count
      }
    }
    return invalid
  }
}
