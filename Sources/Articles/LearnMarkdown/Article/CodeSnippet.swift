/// The lines of a file of code that a page shows, without the indentation that all of them have.
package struct CodeSnippet: Sendable {
  package enum Fault: Error, Sendable, Hashable {
    /// No snippet has that name; the file has these.
    case noSnippet(String, known: [String])
    /// The file has fewer lines.
    case tooFewLines(Int, asked: Int)
    case unreadable(String)
    /// The file is no notebook.
    case notNotebook
  }

  package var lines: [ArraySlice<UInt8>]
  private var highlighted: [LineRange]

  /// - Parameter path: Of the file, whose ending says in which language its marks are comments.
  package init(_ selection: CodeSelection, of code: [UInt8], path: [UInt8]) throws(Fault) {
    let all = Self.lines(of: code)
    highlighted = selection.highlighted
    switch selection.part {
    case .whole: lines = all
    case .snippet(let name): lines = try Self.snippet(name, in: all, openings: CommentOpenings.of(path))
    case .lines(let ranges):
      lines = []
      for range in ranges {
        let last = range.last ?? max(all.count, range.first)
        guard last <= all.count else { throw .tooFewLines(all.count, asked: last) }
        lines += all[range.first - 1..<last]
      }
    case .unreadable(let text): throw .unreadable(text)
    }
    let indentation = selection.dedent ?? Self.commonIndentation(of: lines)
    lines = lines.map { $0.dropFirst(min(indentation, $0.prefix(while: Ascii.isBlank).count)) }
  }

  /// - Parameter index: Of ``lines``, from 0.
  package func isHighlighted(_ index: Int) -> Bool { highlighted.contains { $0.contains(index + 1) } }

  private static func lines(of code: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines = code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }
  }

  private static func snippet(
    _ name: String, in lines: [ArraySlice<UInt8>], openings: [StaticString]
  ) throws(Fault) -> [ArraySlice<UInt8>] {
    let marks = lines.map { SnippetMark($0, openings: openings) }
    var known: [String] = []
    for mark in marks {
      switch mark {
      case .begin(let name)?, .beginRegion(let name)?: if !known.contains(name) { known.append(name) }
      default: break
      }
    }
    // `#2` is what the file calls `Snippet2`, too.
    let names = [name.lowercased(), "snippet" + name.lowercased()]
    guard let wanted = names.first(where: known.contains),
      let start = marks.firstIndex(where: { $0 == .begin(wanted) || $0 == .beginRegion(wanted) })
    else { throw .noSnippet(name, known: known) }
    // Regions end without their name, so that those within the wanted one are counted.
    let isRegion = marks[start] == .beginRegion(wanted)
    var openRegions = 1
    var found: [ArraySlice<UInt8>] = []
    for index in lines.indices.dropFirst(start + 1) {
      switch marks[index] {
      case nil: found.append(lines[index])
      case .beginRegion?: openRegions += 1
      case .endRegion?:
        openRegions -= 1
        if isRegion, openRegions == 0 { return found }
      case .end(wanted)? where !isRegion: return found
      case .begin?, .end?: break
      }
    }
    return found
  }

  private static func commonIndentation(of lines: [ArraySlice<UInt8>]) -> Int {
    lines.filter { !$0.allSatisfy(Ascii.isSpace) }.map { $0.prefix(while: Ascii.isBlank).count }.min() ?? 0
  }
}
