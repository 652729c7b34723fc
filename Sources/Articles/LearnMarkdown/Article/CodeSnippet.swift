/// The lines of a file of code that a page shows, without the indentation that all of them have.
package struct CodeSnippet: Sendable {
  package enum Fault: Error, Sendable, Hashable {
    /// No snippet has that name; the file has these.
    case noSnippet(String, known: [String])
    /// The file has fewer lines.
    case tooFewLines(Int, asked: Int)
    case unreadable(String)
  }

  package var lines: [ArraySlice<UInt8>]
  private var highlighted: [LineRange]

  package init(_ selection: CodeSelection, of code: [UInt8]) throws(Fault) {
    let all = Self.lines(of: code)
    highlighted = selection.highlighted
    switch selection.part {
    case .whole: lines = all
    case .snippet(let name): lines = try Self.snippet(name, in: all)
    case .lines(let ranges):
      lines = []
      for range in ranges {
        let last = range.last ?? max(all.count, range.first)
        guard last <= all.count else { throw .tooFewLines(all.count, asked: last) }
        lines += all[range.first - 1..<last]
      }
    case .unreadable(let text): throw .unreadable(text)
    }
    let indentation = Self.commonIndentation(of: lines)
    lines = lines.map { $0.dropFirst(min(indentation, $0.prefix(while: Ascii.isBlank).count)) }
  }

  /// - Parameter index: Of ``lines``, from 0.
  package func isHighlighted(_ index: Int) -> Bool { highlighted.contains { $0.contains(index + 1) } }

  private static func lines(of code: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
  }

  private static func snippet(_ name: String, in lines: [ArraySlice<UInt8>]) throws(Fault) -> [ArraySlice<UInt8>] {
    let wanted = name.lowercased()
    var known: [String] = []
    var found: [ArraySlice<UInt8>] = []
    // Regions end without their name, so that those within the wanted one are counted.
    var openRegions = 0
    var isInside = false
    for line in lines {
      guard let mark = SnippetMark(line) else {
        if isInside { found.append(line) }
        continue
      }
      switch mark {
      case .begin(let other): if !known.contains(other) { known.append(other) }
      case .beginRegion(let other):
        if !known.contains(other) { known.append(other) }
        if isInside { openRegions += 1 }
      case .end, .endRegion: break
      }
      if isInside {
        if mark == .end(wanted) { return found }
        if mark == .endRegion {
          openRegions -= 1
          if openRegions == 0 { return found }
        }
      } else if mark == .begin(wanted) {
        isInside = true
        openRegions = .max / 2
      } else if mark == .beginRegion(wanted) {
        isInside = true
        openRegions = 1
      }
    }
    guard isInside else { throw .noSnippet(name, known: known) }
    return found
  }

  private static func commonIndentation(of lines: [ArraySlice<UInt8>]) -> Int {
    lines.filter { !$0.allSatisfy(Ascii.isSpace) }.map { $0.prefix(while: Ascii.isBlank).count }.min() ?? 0
  }
}

/// A line of a comment that marks where a snippet begins or ends: `// <main>`, `# </main>`, `#region main`.
///
/// Names are in lower case: letter case does not count.
private enum SnippetMark: Hashable {
  case begin(String)
  case end(String)
  case beginRegion(String)
  case endRegion

  init?(_ line: ArraySlice<UInt8>) {
    // What opens a comment is no letter in any language: `//`, `#`, `--`, `<!--`, `'`.
    let text = line.drop(while: Ascii.isSpace)
    guard let start = text.firstIndex(where: Self.isWord), start > text.startIndex else { return nil }
    let name = text[start...].prefix { Self.isWord($0) || $0 == UInt8(ascii: "-") }
    let opening = text[..<start]
    let rest = text[name.endIndex...].drop(while: Ascii.isSpace)
    let word = name.utf8String.lowercased()
    if rest.first == UInt8(ascii: ">"), !rest.contains(where: Self.isWord) {
      let isEnd = opening.last == UInt8(ascii: "/")
      let comment = opening.dropLast(isEnd ? 1 : 0)
      guard comment.last == UInt8(ascii: "<"), comment.dropLast().contains(where: { !Ascii.isSpace($0) }) else {
        return nil
      }
      self = isEnd ? .end(word) : .begin(word)
      return
    }
    guard opening.contains(UInt8(ascii: "#")) else { return nil }
    switch word {
    case "endregion": self = .endRegion
    case "end" where rest.utf8String.lowercased().hasPrefix("region"): self = .endRegion
    case "region": self = .beginRegion(rest.utf8String.lowercased().filter { $0 != "\"" && !$0.isWhitespace })
    default: return nil
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte >= 0x80
  }
}
