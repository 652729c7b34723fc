#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#elseif canImport(Darwin)
  public import Darwin
#endif

/// A text of a node, as bytes that the document owns: never keep one past the document's life.
///
/// Inlinable: the modules that walk it byte by byte would otherwise make a call through a table for each byte.
@safe @frozen @usableFromInline package struct Bytes: RandomAccessCollection {
  @usableFromInline let buffer: UnsafeBufferPointer<UInt8>

  @inlinable init(cString: UnsafePointer<CChar>?) {
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

  @inlinable package func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte, from: 0) != nil }

  /// The first index from `start` on that holds `byte`.
  @inlinable package func firstIndex(of byte: UInt8, from start: Int) -> Int? {
    guard let bytes = unsafe buffer.baseAddress, start >= 0, start < count,
      let found = unsafe memchr(bytes + start, Int32(byte), count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
  }

  @inlinable package var last: UInt8? { unsafe buffer.isEmpty ? nil : buffer[buffer.count - 1] }

  @inlinable package func ends(with other: Bytes) -> Bool {
    guard let start = unsafe buffer.baseAddress, let end = unsafe other.buffer.baseAddress else { return other.isEmpty }
    return unsafe count >= other.count && memcmp(start + count - other.count, end, other.count) == 0
  }

  @inlinable package func append(to bytes: inout [UInt8]) { unsafe bytes.append(contentsOf: buffer) }

  @inlinable package func array(_ range: Range<Int>) -> [UInt8] { unsafe Array(buffer[range]) }

  /// A copy.
  @inlinable package var array: [UInt8] { unsafe Array(buffer) }

  @inlinable package var string: String { String(decoding: self, as: UTF8.self) }
}
