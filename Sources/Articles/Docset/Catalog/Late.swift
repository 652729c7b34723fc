internal import Synchronization

/// A value that is made when it is first asked for, once.
package final class Late<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  package var value: Value {
    made.withLock { made in
      if let made { return made }
      let value = make()
      made = value
      return value
    }
  }

  /// The same for one who asks once: what is made for this is not kept.
  var valueOnce: Value { made.withLock { $0 } ?? make() }
}
