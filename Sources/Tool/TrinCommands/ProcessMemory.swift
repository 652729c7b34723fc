internal import CLibrary

/// What lives as long as the process.
///
/// A command ends with the process, and the system takes all memory back at once; to free the hundred thousand parts of
/// a site one by one first takes as long as checking a tenth of it.
enum ProcessMemory {
  /// Called once, before there are threads.
  ///
  /// Glibc asks the system for each page by which the heap of a thread grows, and the threads wait for each other there.
  /// What is asked for and not used takes no memory; a heap of Glibc holds at most 64 MiB.
  static func prepare() { trin_grow_heaps_by(64 << 20) }

  /// Gives the system back what is free: after a docset was read anew, that is as much as it takes.
  static func giveBack() { trin_trim_heaps() }

  private final class Holder<Value> {
    private let value: Value

    init(_ value: Value) { self.value = value }
  }

  /// For a command that ends with what it does; a server would never give the memory back.
  static func keep<Value>(_ value: Value) { _ = unsafe Unmanaged.passRetained(Holder(value)) }
}
