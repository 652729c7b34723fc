/// The raw HTML elements that are open, so that what an author leaves open or closes twice never breaks the page.
struct RawTagStack {
  private var open: [String] = []
  private(set) var base = 0

  /// Begins a container that raw HTML may not reach out of; give the result to ``leave(_:)``.
  mutating func enter() -> Int {
    let outer = base
    base = open.count
    return outer
  }

  /// Ends the container; returns the elements to close, innermost first.
  mutating func leave(_ outer: Int) -> [String] {
    guard open.count > base else {
      base = outer
      return []
    }
    let left = Array(open[base...].reversed())
    open.removeSubrange(base...)
    base = outer
    return left
  }

  mutating func push(_ name: String) { open.append(name) }

  /// The elements that an end tag closes, innermost first and its own last; nil where it closes none.
  mutating func pop(_ name: String) -> [String]? {
    guard let index = open[base...].lastIndex(of: name) else { return nil }
    let closed = Array(open[index...].reversed())
    open.removeSubrange(index...)
    return closed
  }

  /// Ends all elements of the container at hand; returns them, innermost first.
  mutating func popAll() -> [String] {
    let left = Array(open[base...].reversed())
    open.removeSubrange(base...)
    return left
  }

  /// Those of the container at hand, outermost first.
  var openNames: ArraySlice<String> { open[base...] }
}
