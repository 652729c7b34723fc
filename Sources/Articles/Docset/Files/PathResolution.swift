internal import LearnMarkdown

/// Paths with `/`, relative to a docset's folder.
package enum Paths {
  /// `relative` as seen from a file at `path`, without `.` and `..`; nil where it leaves the docset's folder.
  package static func resolve(_ relative: some Collection<UInt8>, from path: some Collection<UInt8>) -> [UInt8]? {
    var folder = Array(path)
    removeLastPart(&folder)
    return append(Array(relative), to: folder)
  }

  package static func normalize(_ path: some Collection<UInt8>) -> [UInt8]? { append(Array(path), to: []) }

  private static func append(_ relative: [UInt8], to folder: [UInt8]) -> [UInt8]? {
    var result = folder
    var start = 0
    while start <= relative.count {
      let end = relative[start...].firstIndex(of: slash) ?? relative.count
      let part = relative[start..<end]
      if part.elementsEqual("..".utf8) {
        guard !result.isEmpty else { return nil }
        removeLastPart(&result)
      } else if !part.isEmpty, !part.elementsEqual(".".utf8) {
        if !result.isEmpty { result.append(slash) }
        result.append(contentsOf: part)
      }
      start = end + 1
    }
    return result
  }

  private static let slash = UInt8(ascii: "/")

  private static func removeLastPart(_ path: inout [UInt8]) {
    path.removeSubrange((path.lastIndex(of: slash) ?? 0)...)
  }

  /// A destination parted at its first `?` and `#`.
  package static func split(
    _ destination: [UInt8]
  ) -> (path: ArraySlice<UInt8>, query: ArraySlice<UInt8>, fragment: ArraySlice<UInt8>?) {
    let hash = destination.firstIndex(of: UInt8(ascii: "#")) ?? destination.endIndex
    let beforeHash = destination[..<hash]
    let question = beforeHash.firstIndex(of: UInt8(ascii: "?")) ?? hash
    let fragment = hash < destination.endIndex ? destination[(hash + 1)...] : nil
    return (beforeHash[..<question], beforeHash[question...], fragment)
  }

  /// `%20` and the like decoded; what is no valid escape stays.
  package static func decodePercent(_ text: some Collection<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "%")) else { return Array(text) }
    let bytes = Array(text)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
