/// A file pattern of docfx: `**` any folders, `*` and `?` within a name, `{a,b}` alternatives.
package struct Glob: Sendable {
  /// What nearly all patterns are, and what they ask of a path then.
  private enum Form {
    case path([UInt8])
    /// `folder/**`, with the `/`.
    case prefix([UInt8])
    /// `**/*.md`
    case suffix([UInt8])
    /// `**/folder/**`, with both `/`.
    case folder([UInt8])
    case pattern([UInt8])

    init(_ pattern: [UInt8]) {
      let isInAnyFolder = pattern.starts(with: "**/".utf8)
      let hasAllBelow = pattern.count > 3 && pattern.suffix(3).elementsEqual("/**".utf8)
      let rest = pattern.dropFirst(isInAnyFolder ? 3 : 0).dropLast(hasAllBelow ? 3 : 0)
      let slash = [UInt8(ascii: "/")]
      self =
        switch (isInAnyFolder, hasAllBelow) {
        case (false, false) where Self.isPlain(rest): .path(pattern)
        case (false, true) where Self.isPlain(rest): .prefix(rest + slash)
        case (true, true) where Self.isPlain(rest): .folder(slash + rest + slash)
        case (true, false)
        where rest.first == UInt8(ascii: "*") && Self.isPlain(rest.dropFirst()) && !rest.contains(UInt8(ascii: "/")):
          .suffix(Array(rest.dropFirst()))
        default: .pattern(pattern)
        }
    }

    private static func isPlain(_ part: ArraySlice<UInt8>) -> Bool {
      !part.isEmpty && !part.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
    }
  }

  private let alternatives: [Form]

  package init(_ pattern: String) {
    var pattern = pattern.replacing("\\", with: "/")
    // docfx lets a bare folder stand for all that is in it.
    if pattern.hasSuffix("/") { pattern += "**" }
    if pattern.hasPrefix("./") { pattern.removeFirst(2) }
    alternatives = Self.expand(Array(pattern.utf8)).map(Form.init)
  }

  package func matches(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { text in
      for form in alternatives where unsafe Self.matches(form, text) { return true }
      return false
    }
  }

  private static func matches(_ form: Form, _ path: UnsafeBufferPointer<UInt8>) -> Bool {
    switch form {
    case .path(let whole): unsafe path.elementsEqual(whole)
    case .prefix(let prefix): unsafe path.starts(with: prefix)
    case .suffix(let suffix): unsafe path.suffix(suffix.count).elementsEqual(suffix)
    case .folder(let folder): unsafe path.starts(with: folder.dropFirst()) || contains(path, folder)
    case .pattern(let pattern): unsafe match(pattern[...], path[...])
    }
  }

  private static func contains(_ path: UnsafeBufferPointer<UInt8>, _ part: [UInt8]) -> Bool {
    var start = 0
    while start + part.count <= path.count {
      if unsafe path[start] == part[0], unsafe path[start..<start + part.count].elementsEqual(part) { return true }
      start += 1
    }
    return false
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
