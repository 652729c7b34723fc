/// A file whose code a page shows: `:::code source="a.cs" id="main":::`, `[!code-csharp[](a.cs#L3-L9)]`.
package struct CodeReference: Sendable {
  /// As written, without a query and a fragment.
  package var path: [UInt8]
  package var language: [UInt8]?
  package var selection: CodeSelection
  /// Of a notebook, the source of its cells is shown: of the one that the selection names, or of all that are code.
  package var isNotebook = false
  package var place: TextRange
  /// The bytes of the whole construct in the file.
  package var source: Range<Int>
}

/// What of a file of code is shown.
package struct CodeSelection: Sendable, Hashable {
  package enum Part: Sendable, Hashable {
    case whole
    case lines([LineRange])
    /// Between the marks `<name>` and `</name>`, or `#region name` and `#endregion`, in comments of the code.
    case snippet(String)
    /// Line numbers that cannot be read.
    case unreadable(String)
  }

  package var part = Part.whole
  /// Lines to stand out, counted from the first that is shown.
  package var highlighted: [LineRange] = []
  /// How many blanks go from the head of each line; nil: as many as all lines have.
  package var dedent: Int?

  package init() {}

  /// What a directive asks for.
  init(_ directive: Directive) {
    if let id = directive.text("id") {
      part = .snippet(id)
    } else if let range = directive.text("range") {
      part = Self.lines(range)
    }
    highlighted = directive.text("highlight").flatMap(LineRange.list) ?? []
  }

  /// What stands after the path in `[!code-csharp[](path?name=main&highlight=2#L3-L9)]`.
  init(query: ArraySlice<UInt8>, fragment: ArraySlice<UInt8>) {
    if let text = String(validating: fragment, as: UTF8.self), !text.isEmpty {
      part = LineRange.fragment(text).map(Part.lines) ?? .snippet(text)
    }
    var ends: [String?] = [nil, nil]
    for pair in query.drop(while: { $0 == UInt8(ascii: "?") }).split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1).map(\.utf8String)
      guard parts.count == 2 else { continue }
      switch parts[0].lowercased() {
      case "name", "id": part = .snippet(parts[1])
      case "range": part = Self.lines(parts[1])
      case "start": ends[0] = parts[1]
      case "end": ends[1] = parts[1]
      case "highlight": highlighted = LineRange.list(parts[1]) ?? []
      case "dedent": dedent = Int(parts[1]).flatMap { $0 >= 0 ? $0 : nil }
      default: break
      }
    }
    if ends[0] != nil || ends[1] != nil { part = Self.lines("\(ends[0] ?? "1")-\(ends[1] ?? "")") }
  }

  private static func lines(_ text: String) -> Part { LineRange.list(text).map(Part.lines) ?? .unreadable(text) }
}

/// Lines of a file, counted from 1.
package struct LineRange: Sendable, Hashable {
  package var first: Int
  /// Nil: to the end of the file.
  package var last: Int?

  /// `L2` or `L2-L9` behind a `#`; nil for any other word, a number among them: those are names of snippets.
  static func fragment(_ text: String) -> [LineRange]? {
    guard text.split(separator: ",").allSatisfy({ $0.first == "L" || $0.first == "l" }) else { return nil }
    return list(text.filter { $0 != "L" && $0 != "l" })
  }

  /// `2,4-6,9-`; nil where that is not how the text is written.
  static func list(_ text: String) -> [LineRange]? {
    var ranges: [LineRange] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.filter { !$0.isWhitespace } }
      guard let first = Int(ends[0]), first > 0 else { return nil }
      if ends.count == 1 {
        ranges.append(LineRange(first: first, last: first))
      } else if ends[1].isEmpty {
        ranges.append(LineRange(first: first))
      } else {
        guard let last = Int(ends[1]), last >= first else { return nil }
        ranges.append(LineRange(first: first, last: last))
      }
    }
    return ranges
  }

  func contains(_ line: Int) -> Bool { line >= first && line <= last ?? .max }
}
