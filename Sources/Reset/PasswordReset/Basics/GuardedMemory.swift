internal import CSodium
internal import Synchronization

/// Memory for secrets: between guard pages, locked into memory, left out of core files.
///
/// Each piece costs the system a dozen calls, which stop all threads of the process for a moment; so a few that were
/// given back are kept, wiped, for the next secret of the same size.
@safe final class GuardedMemory: Sendable {
  static let shared = GuardedMemory()

  private static let largestKept = 128
  private static let mostKept = 64

  @safe private struct Piece: @unchecked Sendable {
    let bytes: UnsafeMutablePointer<UInt8>
  }

  private let kept = Mutex<[Int: [Piece]]>([:])

  /// - Returns: `count` bytes that may be written.
  func take(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if let piece = kept.withLock({ $0[count]?.popLast() }) { return unsafe piece.bytes }
    guard let memory = unsafe sodium_malloc(count) else { preconditionFailure("out of guarded memory") }
    return unsafe memory.assumingMemoryBound(to: UInt8.self)
  }

  /// Wipes what ``take(_:)`` gave.
  func giveBack(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) {
    guard count <= Self.largestKept else { return unsafe sodium_free(bytes) }
    unsafe sodium_mprotect_readwrite(bytes)
    unsafe sodium_memzero(bytes, count)
    let piece = unsafe Piece(bytes: bytes)
    let isKept = kept.withLock { kept in
      guard kept[count, default: []].count < Self.mostKept else { return false }
      kept[count, default: []].append(piece)
      return true
    }
    if !isKept { unsafe sodium_free(bytes) }
  }
}
