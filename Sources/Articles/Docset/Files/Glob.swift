/// A file pattern of docfx: `**` any folders, `*` and `?` within a name, `{a,b}` alternatives.
package struct Glob: Sendable {
  private let alternatives: [[UInt8]]

  package init(_ pattern: String) {
    var pattern = pattern.replacing("\\", with: "/")
    // docfx lets a bare folder stand for all that is in it.
    if pattern.hasSuffix("/") { pattern += "**" }
    if pattern.hasPrefix("./") { pattern.removeFirst(2) }
    alternatives = Self.expand(Array(pattern.utf8))
  }

  package func matches(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { text in
      for pattern in alternatives where unsafe Self.match(pattern[...], text[...]) { return true }
      return false
    }
  }

  private static func expand(_ pattern: [UInt8]) -> [[UInt8]] {
    guard let open = pattern.firstIndex(of: UInt8(ascii: "{")),
      let close = pattern[open...].firstIndex(of: UInt8(ascii: "}"))
    else { return [pattern] }
    let choices = pattern[open + 1..<close].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard choices.count <= 64 else { return [pattern] }
    return choices.flatMap { expand(Array(pattern[..<open]) + $0 + pattern[(close + 1)...]) }
  }

  /// Greedy with one point to come back to for each kind of star, so that no pattern takes exponential time.
  private static func match(_ pattern: ArraySlice<UInt8>, _ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var p = pattern.startIndex
    var t = unsafe text.startIndex
    var star: (p: Int, t: Int)?
    var doubleStar: (p: Int, t: Int)?
    let end = unsafe text.endIndex
    while true {
      if p < pattern.endIndex, pattern[p] == UInt8(ascii: "*") {
        if p + 1 < pattern.endIndex, pattern[p + 1] == UInt8(ascii: "*") {
          var after = p + 2
          if after < pattern.endIndex, pattern[after] == UInt8(ascii: "/") { after += 1 }
          doubleStar = (after, t)
          star = nil
          p = after
        } else {
          star = (p + 1, t)
          p += 1
        }
        continue
      }
      if t == end, p == pattern.endIndex { return true }
      if t < end, p < pattern.endIndex {
        let byte = unsafe text[t]
        if pattern[p] == byte || (pattern[p] == UInt8(ascii: "?") && byte != UInt8(ascii: "/")) {
          p += 1
          t += 1
          continue
        }
      }
      if let back = star, back.t < end, unsafe text[back.t] != UInt8(ascii: "/") {
        star = (back.p, back.t + 1)
        p = back.p
        t = back.t + 1
      } else if let back = doubleStar, back.t < end {
        // `**/` begins again after the next folder only; `**` at the end takes all.
        var next = back.t + 1
        if back.p < pattern.endIndex { while next < end, unsafe text[next - 1] != UInt8(ascii: "/") { next += 1 } }
        guard next <= end else { return false }
        doubleStar = (back.p, next)
        star = nil
        p = back.p
        t = next
        if next == end, back.p < pattern.endIndex { return false }
      } else {
        return false
      }
    }
  }
}
