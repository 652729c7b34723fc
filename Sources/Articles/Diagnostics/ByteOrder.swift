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
}
