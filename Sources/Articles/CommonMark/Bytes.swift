#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A text of a node, as bytes that the document owns: never keep one past the document's life.
///
/// Inlinable: the modules that walk it byte by byte would otherwise make a call through a table for each byte.
@safe @frozen package struct Bytes: RandomAccessCollection {
  @usableFromInline let buffer: UnsafeBufferPointer<UInt8>

  init(cString: UnsafePointer<CChar>?) {
    guard let cString = unsafe cString else {
      unsafe buffer = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    let count = unsafe strlen(cString)
    unsafe buffer = UnsafeBufferPointer(
      start: UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self), count: count)
  }

  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { unsafe buffer.count }
  @inlinable package subscript(position: Int) -> UInt8 {
    precondition(position >= 0 && position < endIndex)
    return unsafe buffer[position]
  }

  @inlinable package func withContiguousStorageIfAvailable<R>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R? { try unsafe body(buffer) }

  package func contains(_ byte: UInt8) -> Bool {
    guard let start = unsafe buffer.baseAddress else { return false }
    return unsafe memchr(start, Int32(byte), buffer.count) != nil
  }

  package var string: String { String(decoding: self, as: UTF8.self) }
}
