/// Bytes as one number, eight of them at a time: a `Hasher` takes several times as long for a path.
///
/// Of use within one process only, since it begins with a secret number: nobody can write names that all have one hash.
/// - SeeAlso: wyhash, whose step of one multiplication this is.
@usableFromInline package enum ByteHash {
  package static let secret = UInt64.random(in: .min ... .max) | 1

  @inline(__always)
  @usableFromInline package static func of(_ bytes: Span<UInt8>, seed: Int = 0) -> UInt64 {
    of(bytes, seed: seed, secret: secret)
  }

  /// - Parameter secret: ``secret``, kept by who asks often.
  @inline(__always)
  @usableFromInline package static func of(_ bytes: Span<UInt8>, seed: Int = 0, secret: UInt64) -> UInt64 {
    let count = bytes.count
    let raw = unsafe bytes.bytes
    var hash = secret ^ UInt64(truncatingIfNeeded: count) ^ UInt64(truncatingIfNeeded: seed)
    guard count >= 8 else {
      var word: UInt64 = 0
      if count >= 4 {
        // The first four and the last four, some of them perhaps twice.
        let (first, last) = unsafe (
          raw.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: UInt32.self),
          raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count - 4, as: UInt32.self)
        )
        word = UInt64(first) << 32 | UInt64(last)
      } else {
        for index in 0..<count { word = word << 8 | UInt64(bytes[index]) }
      }
      return mixed(hash ^ word, secret)
    }
    var index = 0
    while index + 8 < count {
      hash = mixed(unsafe hash ^ raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self), secret)
      index += 8
    }
    // The last eight, some of them perhaps once more.
    return mixed(unsafe hash ^ raw.unsafeLoadUnaligned(fromUncheckedByteOffset: count - 8, as: UInt64.self), secret)
  }

  @inline(__always)
  private static func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
