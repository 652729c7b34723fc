#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension [UInt8] {
  /// The first index in `range` that holds `byte`: the C library looks at many bytes at a time.
  package func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress, !range.isEmpty,
        let found = unsafe memchr(start + range.lowerBound, Int32(byte), range.count)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }

  package func firstIndex(of text: StaticString, in range: Range<Int>) -> Int? {
    let length = text.utf8CodeUnitCount
    guard length > 0, range.count >= length else { return nil }
    let first = unsafe text.utf8Start[0]
    var index = range.lowerBound
    while index <= range.upperBound - length,
      let found = firstIndex(of: first, in: index..<range.upperBound - length + 1)
    {
      if starts(with: text, at: found) { return found }
      index = found + 1
    }
    return nil
  }

  /// Whether `other` stands at `index`.
  func holds(_ other: [UInt8], at index: Int) -> Bool {
    guard index >= 0, index + other.count <= count else { return false }
    return unsafe withUnsafeBytes { buffer in
      unsafe other.withUnsafeBytes { wanted in
        guard let start = buffer.baseAddress, let first = wanted.baseAddress else { return other.isEmpty }
        return unsafe memcmp(start + index, first, wanted.count) == 0
      }
    }
  }
}
