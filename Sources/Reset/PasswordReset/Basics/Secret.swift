internal import CSodium

/// A password, a code or a key: prints as `<redacted>`, compares in constant time and wipes itself.
///
/// The bytes lie in guarded memory of libsodium, which is left out of core files where the system allows it.
/// A Swift `String` cannot be wiped: hosts that read secrets as bytes should hand them over as bytes.
public struct Secret: Sendable {
  private let storage: Storage

  /// Takes a copy of `bytes`.
  public init(_ bytes: some Collection<UInt8>) { storage = Storage(bytes) }

  /// Takes a copy of the UTF-8 of `text`.
  public init(_ text: String) { storage = Storage(text.utf8) }

  /// The number of bytes.
  public var count: Int { storage.count }

  public var isEmpty: Bool { count == 0 }

  /// Lends the bytes; the pointer must not outlive `body`.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let storage = storage
    defer { withExtendedLifetime(storage) {} }
    return unsafe try body(UnsafeBufferPointer(start: storage.bytes, count: storage.count))
  }

  /// As ``withBytes(_:)``, for C: the pointer is good for ``count`` bytes, and never null.
  func withPointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    let storage = storage
    defer { withExtendedLifetime(storage) {} }
    return unsafe body(storage.bytes)
  }

  /// The secret as text, for the one place that shows or types it. What is not UTF-8 becomes U+FFFD.
  public func reveal() -> String {
    unsafe withBytes { bytes in unsafe String(decoding: bytes, as: UTF8.self) }
  }

  @safe private final class Storage: @unchecked Sendable {
    let bytes: UnsafeMutablePointer<UInt8>
    let count: Int

    init(_ source: some Collection<UInt8>) {
      Sodium.ready()
      count = source.count
      unsafe bytes = GuardedMemory.shared.take(max(count, 1))
      for (offset, byte) in source.enumerated() { unsafe bytes[offset] = byte }
      // Nobody writes after this, so that lending the pointer to several threads is safe.
      unsafe sodium_mprotect_readonly(bytes)
    }

    deinit { unsafe GuardedMemory.shared.giveBack(bytes, max(count, 1)) }
  }
}

extension Secret: Equatable {
  /// Takes the same time wherever the first difference lies; only the length is told apart early.
  public static func == (a: Secret, b: Secret) -> Bool {
    guard a.count == b.count else { return false }
    let count = a.count
    return unsafe a.withPointer { a in
      unsafe b.withPointer { b in unsafe sodium_memcmp(a, b, count) == 0 }
    }
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "<redacted>" }
  public var debugDescription: String { "<redacted>" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
