internal import LearnMarkdown

/// A file pattern of docfx: `**` any folders, `*` and `?` within a name, `[a-z]` one of some letters, `{a,b}`
/// alternatives, `!` before it all for what it does not take. `**.md` is `**/*.md`. The letter case of ASCII does not
/// count.
///
/// - SeeAlso: `GlobMatcher` of docfx.
package struct Glob: Sendable {
  /// What nearly all patterns are, and what they ask of a path then; all in lower case.
  private enum Form {
    case path([UInt8])
    /// `folder/**`, with the `/`.
    case prefix([UInt8])
    /// `**/*.md`
    case suffix([UInt8])
    /// `**/folder/**`, with both `/`.
    case folder([UInt8])
    case pattern([GlobToken])

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
        default: .pattern(GlobToken.read(pattern))
        }
    }

    private static func isPlain(_ part: ArraySlice<UInt8>) -> Bool {
      !part.isEmpty && !part.contains { "*?[".utf8.contains($0) }
    }
  }

  private let alternatives: [Form]
  private let isNegated: Bool
  /// Whether its braces stand for so many alternatives that it takes nothing.
  package let isTooLarge: Bool

  package init(_ pattern: String) {
    var text = Array(pattern.utf8.map { Ascii.lower($0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0) })[...]
    let marks = text.prefix { $0 == UInt8(ascii: "!") }.count
    isNegated = !marks.isMultiple(of: 2)
    text = text.dropFirst(marks)
    let choices = GlobChoices.expand(text)
    isTooLarge = choices == nil
    alternatives = (choices ?? []).map { Form(Self.normalized($0)) }
  }

  static func rule(brokenBy pattern: String) -> String {
    "The braces of a pattern stand for at most \(GlobChoices.most) alternatives; those of `\(pattern.prefix(80))` are more."
  }

  /// Its parts, each `**` by itself: so docfx reads `**.md`, and a bare folder stands for all that is in it.
  private static func normalized(_ pattern: [UInt8]) -> [UInt8] {
    // Of an address, `//` stays.
    let isAddress = pattern.firstIndex(of: "://", in: pattern.indices) != nil
    let split = pattern.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: !isAddress)
    var parts = split.flatMap { part -> [[UInt8]] in
      let stars = part.prefix { $0 == UInt8(ascii: "*") }.count
      if stars == part.count, stars > 1 { return [Array("**".utf8)] }
      // Amid a name, any number of stars is one.
      var name: [UInt8] = []
      for byte in part where byte != UInt8(ascii: "*") || name.last != byte { name.append(byte) }
      return stars > 1 ? [Array("**".utf8), name] : [name]
    }
    if parts.first?.elementsEqual(".".utf8) == true { parts.removeFirst() }
    if pattern.last == UInt8(ascii: "/"), parts.last?.elementsEqual("**".utf8) == false {
      parts.append(Array("**".utf8))
    }
    return Array(parts.joined(separator: [UInt8(ascii: "/")]))
  }

  package func matches(_ path: String) -> Bool {
    var path = path
    let isTaken = path.withUTF8 { text in
      for form in alternatives where unsafe Self.matches(form, text[...]) { return true }
      return false
    }
    return isTaken != isNegated
  }

  private static func matches(_ form: Form, _ path: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    switch form {
    case .path(let whole): unsafe isSame(path, whole[...])
    case .prefix(let prefix): unsafe path.count > prefix.count && isSame(path.prefix(prefix.count), prefix[...])
    case .suffix(let suffix): unsafe isSame(path.suffix(suffix.count), suffix[...])
    case .folder(let folder):
      unsafe isSame(path.prefix(folder.count - 1), folder.dropFirst()) || contains(path, folder)
    case .pattern(let pattern): unsafe GlobToken.match(pattern, path)
    }
  }

  private static func isSame(_ path: Slice<UnsafeBufferPointer<UInt8>>, _ part: ArraySlice<UInt8>) -> Bool {
    unsafe path.count == part.count && path.elementsEqual(part) { Ascii.lower($0) == $1 }
  }

  private static func contains(_ path: Slice<UnsafeBufferPointer<UInt8>>, _ part: [UInt8]) -> Bool {
    var start = unsafe path.startIndex
    while unsafe start + part.count <= path.endIndex {
      if unsafe path[start] == part[0], unsafe isSame(path[start..<start + part.count], part[...]) { return true }
      start += 1
    }
    return false
  }
}
