#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A text of a node, as bytes that the document owns: never keep one past the document's life.
@safe package struct Bytes: RandomAccessCollection {
  private let buffer: UnsafeBufferPointer<UInt8>

  init(cString: UnsafePointer<CChar>?) {
    guard let cString = unsafe cString else {
      unsafe buffer = UnsafeBufferPointer(start: nil, count: 0)
      return
    }
    let count = unsafe strlen(cString)
    unsafe buffer = UnsafeBufferPointer(
      start: UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self), count: count)
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { unsafe buffer.count }
  package subscript(position: Int) -> UInt8 {
    precondition(position >= 0 && position < endIndex)
    return unsafe buffer[position]
  }

  package func withContiguousStorageIfAvailable<R>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R? { try unsafe body(buffer) }

  package var string: String { String(decoding: self, as: UTF8.self) }
}
