/// What lives as long as the process.
///
/// A command ends with the process, and the system takes all memory back at once; to free the hundred thousand parts of
/// a site one by one first takes as long as checking a tenth of it.
enum ProcessMemory {
  private final class Holder<Value> {
    private let value: Value

    init(_ value: Value) { self.value = value }
  }

  /// For a command that ends with what it does; a server would never give the memory back.
  static func keep<Value>(_ value: Value) { _ = unsafe Unmanaged.passRetained(Holder(value)) }
}
