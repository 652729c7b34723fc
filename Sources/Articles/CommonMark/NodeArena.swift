internal import CCMark
internal import CLibrary

/// The memory of one document: libcmark's nodes and texts, one behind the other, given back all at once.
///
/// libcmark asks for some two pieces a node and gives each back by itself, which with malloc is a third of a parse.
/// Its allocator takes no context, so the arena at work is kept for each thread; after the parse libcmark asks for
/// nothing more.
@safe final class NodeArena {
  private let memory: UnsafeMutablePointer<Memory>

  /// - Parameter textSize: The bytes of the text to parse; the first block holds the nodes of common prose of that size.
  init(textSize: Int) {
    unsafe memory = .allocate(capacity: 1)
    unsafe memory.initialize(to: Memory(blockSize: min(max(textSize * 8, 4096), Memory.largestBlock)))
  }

  deinit {
    unsafe memory.pointee.deallocate()
    unsafe memory.deinitialize(count: 1)
    unsafe memory.deallocate()
  }

  // MARK: libcmark's side

  /// Runs `body`, which may parse, with what libcmark asks for coming from this arena.
  func use<Result>(_ body: (UnsafeMutablePointer<cmark_mem>) -> Result) -> Result {
    let outer = unsafe trin_context_of_thread()
    unsafe trin_set_context_of_thread(memory)
    defer { unsafe trin_set_context_of_thread(outer) }
    return unsafe body(Self.functions)
  }

  /// What the arena at work in this thread holds; the arena lives on in who called ``use(_:)``.
  @inline(__always)
  private static var current: UnsafeMutablePointer<Memory> {
    guard let pointer = unsafe trin_context_of_thread() else {
      preconditionFailure("libcmark asks for memory while it parses only")
    }
    return unsafe pointer.assumingMemoryBound(to: Memory.self)
  }

  private nonisolated(unsafe) static let functions: UnsafeMutablePointer<cmark_mem> = {
    let functions = UnsafeMutablePointer<cmark_mem>.allocate(capacity: 1)
    unsafe functions.initialize(
      to: cmark_mem(
        calloc: { count, size in unsafe current.pointee.allocate(count * size) },
        realloc: { piece, size in unsafe current.pointee.reallocate(piece, size) },
        // All goes at once: taking single pieces back costs more than it saves.
        free: { _ in }))
    return unsafe functions
  }()
}

/// Blocks that pieces are taken from. A struct, and not the class: the functions above reach it by one pointer.
@safe private struct Memory {
  /// Before each piece stands its size, so that it can be made longer; pieces begin at multiples of this.
  private static let header = 16
  /// Blocks double up to this size (bytes); only a piece that is larger gets a larger one.
  static let largestBlock = 1 << 20

  private var blocks: [UnsafeMutableRawPointer] = unsafe []
  private var next: UnsafeMutableRawPointer
  private var left: Int
  private var blockSize: Int
  /// The piece that was given last: it can grow where it stands.
  private var last: UnsafeMutableRawPointer?

  init(blockSize: Int) {
    self.blockSize = blockSize
    left = blockSize
    unsafe next = Self.block(of: blockSize)
    unsafe blocks.append(next)
  }

  func deallocate() { unsafe blocks.forEach { unsafe $0.deallocate() } }

  private static func block(of size: Int) -> UnsafeMutableRawPointer {
    .allocate(byteCount: size, alignment: header)
  }

  /// Zeroed, as calloc gives it.
  @inline(__always)
  mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer {
    let piece = unsafe reserve(size)
    unsafe piece.initializeMemory(as: UInt8.self, repeating: 0, count: size)
    return unsafe piece
  }

  @inline(__always)
  private mutating func reserve(_ size: Int) -> UnsafeMutableRawPointer {
    let room = Self.room(size)
    if room > left { addBlock(holding: room) }
    unsafe next.storeBytes(of: size, as: Int.self)
    let piece = unsafe next + Self.header
    unsafe next += room
    left &-= room
    unsafe last = piece
    return unsafe piece
  }

  @inline(never)
  private mutating func addBlock(holding room: Int) {
    blockSize = min(blockSize * 2, Self.largestBlock)
    left = max(blockSize, room)
    unsafe next = Self.block(of: left)
    unsafe blocks.append(next)
  }

  @inline(__always)
  mutating func reallocate(_ piece: UnsafeMutableRawPointer?, _ size: Int) -> UnsafeMutableRawPointer {
    guard let piece = unsafe piece else { return unsafe reserve(size) }
    let old = unsafe (piece - Self.header).load(as: Int.self)
    if size <= old { return unsafe piece }
    let growth = Self.room(size) - Self.room(old)
    if unsafe piece == last, growth <= left {
      unsafe next += growth
      left -= growth
      unsafe (piece - Self.header).storeBytes(of: size, as: Int.self)
      return unsafe piece
    }
    let longer = unsafe reserve(size)
    unsafe longer.copyMemory(from: piece, byteCount: old)
    return unsafe longer
  }

  private static func room(_ size: Int) -> Int { (size + (header + header - 1)) & ~(header - 1) }
}
