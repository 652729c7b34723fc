#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A path, route or id, compared byte for byte.
///
/// `String` calls precomposed and decomposed letters equal; addresses on the web do not.
///
/// Inlinable, so that each module's dictionaries of them know how they are compared.
@frozen @usableFromInline package struct ByteString: Hashable, Sendable, Comparable {
  @usableFromInline package let bytes: [UInt8]

  @inlinable package init(_ bytes: [UInt8]) { self.bytes = bytes }
  package init(_ text: String) { bytes = Array(text.utf8) }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// All bytes at once: an array compares them one by one.
  @inlinable package static func == (a: ByteString, b: ByteString) -> Bool { a.bytes.hasSameBytes(as: b.bytes) }

  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(ByteHash.of(bytes.span)) }

  /// What sets and dictionaries ask for. By itself it would make a `Hasher`, which takes longer than the bytes do.
  @inlinable package func _rawHashValue(seed: Int) -> Int {
    Int(truncatingIfNeeded: ByteHash.of(bytes.span, seed: seed))
  }

  @inlinable package static func < (a: ByteString, b: ByteString) -> Bool { a.bytes.precedesInBytes(b.bytes) }
}

extension Span<UInt8> {
  /// Whether the two hold the same bytes.
  package func hasSameBytes(as other: Span<UInt8>) -> Bool {
    guard count == other.count else { return false }
    return unsafe withUnsafeBufferPointer { a in
      unsafe other.withUnsafeBufferPointer { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return true }
        return unsafe left == right || memcmp(left, right, a.count) == 0
      }
    }
  }
}

extension [UInt8] {
  /// The same as `==`, all bytes at once.
  @usableFromInline package func hasSameBytes(as other: [UInt8]) -> Bool {
    span.hasSameBytes(as: other.span)
  }

  /// How many bytes the two have in common at their heads; eight are looked at together, since paths are long.
  package func lengthShared(with other: [UInt8]) -> Int {
    let limit = Swift.min(count, other.count)
    return unsafe withUnsafeBytes { a in
      unsafe other.withUnsafeBytes { b in
        var index = 0
        while index + 8 <= limit {
          let different =
            unsafe a.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            ^ b.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          if different != 0 { return index + UInt64(littleEndian: different).trailingZeroBitCount / 8 }
          index += 8
        }
        while index < limit, unsafe a[index] == b[index] { index += 1 }
        return index
      }
    }
  }

  /// How often a byte stands behind `start`; eight are looked at together.
  package func count(of byte: UInt8, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let wanted = ones &* UInt64(byte)
    return unsafe withUnsafeBytes { bytes in
      var count = 0
      var index = start
      while index + 8 <= bytes.count {
        let others = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ wanted
        // The high bit of each byte that is not 0; none carries into the next.
        let low = ones &* 0x7F
        count += 8 - (((others & low) &+ low | others) & ~low).nonzeroBitCount
        index += 8
      }
      while index < bytes.count {
        if unsafe bytes[index] == byte { count += 1 }
        index += 1
      }
      return count
    }
  }

  /// Whether this comes before `other`, byte by byte.
  @usableFromInline package func precedesInBytes(_ other: [UInt8]) -> Bool {
    let order = unsafe withUnsafeBytes { a in
      unsafe other.withUnsafeBytes { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return Int32(0) }
        return unsafe memcmp(left, right, Swift.min(a.count, b.count))
      }
    }
    return order == 0 ? count < other.count : order < 0
  }
}
