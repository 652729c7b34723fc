#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension String {
  /// Whether this comes before `other` by the bytes of UTF-8, which is the order of everything that is written out.
  package func precedesInBytes(_ other: String) -> Bool {
    var a = self
    var b = other
    return a.withUTF8 { a in
      b.withUTF8 { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return a.isEmpty && !b.isEmpty }
        let order = unsafe memcmp(left, right, min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
      }
    }
  }

  /// Whether the two have the same bytes of UTF-8; `==` calls precomposed and decomposed letters equal.
  package func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    var a = self
    var b = other
    return a.withUTF8 { a in
      b.withUTF8 { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return true }
        return unsafe memcmp(left, right, a.count) == 0
      }
    }
  }
}
