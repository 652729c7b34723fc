internal import LearnMarkdown

/// Paths with `/`, relative to a docset's folder.
package enum Paths {
  /// `relative` as seen from a file at `path`, without `.` and `..`; nil where it leaves the docset's folder, which
  /// `~/` stands for.
  package static func resolve(_ relative: ArraySlice<UInt8>, from path: [UInt8]) -> [UInt8]? {
    if relative.count > 1, relative.first == UInt8(ascii: "~"), relative[relative.startIndex + 1] == slash {
      return append(relative.dropFirst(2), to: [])
    }
    return append(relative, to: path[..<(path.lastIndex(of: slash) ?? 0)])
  }

  package static func resolve(_ relative: [UInt8], from path: [UInt8]) -> [UInt8]? {
    resolve(relative[...], from: path)
  }

  package static func normalize(_ path: [UInt8]) -> [UInt8]? { append(path[...], to: []) }

  /// A path that somebody configured, without `.` and `..`; nil where it is absolute, leads out of the folder that it is
  /// relative to, or could name no file.
  package static func inside(_ path: String) -> String? {
    guard !path.hasPrefix("/"), !path.utf8.contains(0) else { return nil }
    return normalize(Array(path.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a local address, escapes decoded, leads out of the folder that it is relative to.
  package static func climbsOut(_ address: [UInt8]) -> Bool {
    Address(address) == .local && normalize(decodePercent(split(address).path)) == nil
  }

  private static func append(_ relative: ArraySlice<UInt8>, to folder: ArraySlice<UInt8>) -> [UInt8]? {
    var isInside = true
    // Each link of a docset comes by here: the bytes are written where they stay, and taken back where dots say so.
    let result = unsafe [UInt8](unsafeUninitializedCapacity: folder.count + relative.count + 1) { path, count in
      for byte in folder {
        unsafe path[count] = byte
        count += 1
      }
      var index = relative.startIndex
      while index <= relative.endIndex {
        let before = count
        if count > 0 {
          unsafe path[count] = slash
          count += 1
        }
        let start = count
        while index < relative.endIndex, relative[index] != slash {
          unsafe path[count] = relative[index]
          count += 1
          index += 1
        }
        index += 1
        let isDots = unsafe count <= start + 2 && path[start..<count].allSatisfy { $0 == point }
        guard isDots else { continue }
        let isUp = count == start + 2
        count = before
        guard isUp else { continue }
        if count == 0 {
          isInside = false
          return
        }
        while unsafe count > 0 && path[count - 1] != slash { count -= 1 }
        if count > 0 { count -= 1 }
      }
    }
    return isInside ? result : nil
  }

  private static let slash = UInt8(ascii: "/")
  private static let point = UInt8(ascii: ".")

  /// A path in the small letters of ASCII.
  package static func small(_ path: [UInt8]) -> [UInt8] {
    var path = path
    // Without a branch, so that many bytes are changed at once.
    for index in path.indices { path[index] |= (0x41...0x5A).contains(path[index]) ? 0x20 : 0 }
    return path
  }

  /// A destination parted at its first `?` and `#`.
  package static func split(
    _ destination: [UInt8]
  ) -> (path: ArraySlice<UInt8>, query: ArraySlice<UInt8>, fragment: ArraySlice<UInt8>?) {
    let ends = ends(of: destination)
    let fragment = ends.query < destination.count ? destination[(ends.query + 1)...] : nil
    return (destination[..<ends.path], destination[ends.path..<ends.query], fragment)
  }

  /// Where the path of a destination ends, and its query.
  package static func ends(of destination: [UInt8]) -> (path: Int, query: Int) {
    var path = 0
    while path < destination.count, destination[path] != UInt8(ascii: "?"), destination[path] != UInt8(ascii: "#") {
      path += 1
    }
    var query = path
    while query < destination.count, destination[query] != UInt8(ascii: "#") { query += 1 }
    return (path, query)
  }

  /// `%20` and the like decoded; what is no valid escape stays.
  package static func decodePercent(_ text: ArraySlice<UInt8>) -> [UInt8] { Array(decodedPercent(text)) }

  package static func decodePercent(_ bytes: [UInt8]) -> [UInt8] { Array(decodedPercent(bytes[...])) }

  /// The same, without a copy where there is nothing to decode: nearly always.
  package static func decodedPercent(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(UInt8(ascii: "%")) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result[...]
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
