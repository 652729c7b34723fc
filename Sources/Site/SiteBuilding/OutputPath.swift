/// A path of a file within the output folder. No value of this type leads elsewhere: whatever a configuration, an article
/// or a file system calls something, what is written lies in the output.
struct OutputPath: Sendable {
  /// Parts that are no `.` and no `..`, with one `/` between them.
  let bytes: [UInt8]

  /// - Throws: ``OutputError`` for a route that is no such path.
  init(_ route: [UInt8]) throws(OutputError) {
    guard Self.isInside(route) else {
      throw OutputError(
        "`\(String(decoding: route, as: UTF8.self))` is no path within the output; nothing is written there.")
    }
    bytes = route
  }

  init(_ route: String) throws(OutputError) { try self.init(Array(route.utf8)) }

  private static func isInside(_ route: [UInt8]) -> Bool {
    var start = 0
    while true {
      var end = start
      while end < route.count, route[end] != UInt8(ascii: "/") {
        if route[end] == 0 { return false }
        end += 1
      }
      let isDots = end - start <= 2 && route[start..<end].allSatisfy { $0 == UInt8(ascii: ".") }
      if isDots { return false }
      if end == route.count { return true }
      start = end + 1
    }
  }

  /// Of the folder that it lies in: empty for the output itself.
  var folder: ArraySlice<UInt8> { bytes[..<(bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)] }

  var name: ArraySlice<UInt8> { bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...] }
}
