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
package struct ByteString: Hashable, Sendable, Comparable {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }
  package init(_ text: String) { bytes = Array(text.utf8) }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// All bytes at once: an array compares them one by one.
  package static func == (a: ByteString, b: ByteString) -> Bool {
    a.bytes.count == b.bytes.count && a.bytes.holds(b.bytes, at: 0)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(ByteHash.of(bytes)) }

  package static func < (a: ByteString, b: ByteString) -> Bool { a.bytes.precedesInBytes(b.bytes) }
}

extension [UInt8] {
  /// Whether this comes before `other`, byte by byte.
  package func precedesInBytes(_ other: [UInt8]) -> Bool {
    let order = unsafe withUnsafeBytes { a in
      unsafe other.withUnsafeBytes { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return Int32(0) }
        return unsafe memcmp(left, right, Swift.min(a.count, b.count))
      }
    }
    return order == 0 ? count < other.count : order < 0
  }
}
