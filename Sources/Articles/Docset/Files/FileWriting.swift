#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension Files {
  /// Writes all bytes to an open file, in as many pieces as the system takes them; false where it takes no more.
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    writeAll(bytes.span, to: descriptor)
  }

  package static func writeAll(_ bytes: Span<UInt8>, to descriptor: Int32) -> Bool {
    unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, buffer.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }
}
