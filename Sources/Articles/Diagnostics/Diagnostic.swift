/// One finding about a docset, as a value: stages return findings, only a printer shows them.
package struct Diagnostic: Sendable, Hashable {
  /// How much a finding matters. The raw values are the names of the Learn build's log.
  package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case info, suggestion, warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .info: 0
      case .suggestion: 1
      case .warning: 2
      case .error: 3
      }
    }
  }

  package var severity: Severity {
    get { parts.severity }
    set { parts = Parts(newValue, code, message, place, suggestion, fix) }
  }
  /// Kebab-case and stable: `file-not-found`, `mt-link-split`. Suppressions and baselines name it.
  package var code: String {
    get { parts.code }
    set { parts = Parts(severity, newValue, message, place, suggestion, fix) }
  }
  /// States the rule and says what is there, in one or two sentences; ends with a full stop.
  package var message: String {
    get { parts.message }
    set { parts = Parts(severity, code, newValue, place, suggestion, fix) }
  }
  package var place: SourcePlace {
    get { parts.place }
    set { parts = Parts(severity, code, message, newValue, suggestion, fix) }
  }
  /// What was likely meant: the text that should stand at `place` instead, or in the part of it that is wrong, such as
  /// the address of a link.
  package var suggestion: String? {
    get { parts.suggestion }
    set { parts = Parts(severity, code, message, place, newValue, fix) }
  }
  /// The edits that mend it. Present only where the repair is certain.
  package var fix: Fix? {
    get { parts.fix }
    set { parts = Parts(severity, code, message, place, suggestion, newValue) }
  }

  /// Shared: a finding is copied some twenty times on its way to a reader, and few are ever changed.
  private var parts: Parts

  private final class Parts: Sendable {
    let severity: Severity
    let code: String
    let message: String
    let place: SourcePlace
    let suggestion: String?
    let fix: Fix?

    init(
      _ severity: Severity, _ code: String, _ message: String, _ place: SourcePlace, _ suggestion: String?, _ fix: Fix?
    ) {
      self.severity = severity
      self.code = code
      self.message = message
      self.place = place
      self.suggestion = suggestion
      self.fix = fix
    }
  }

  package init(
    _ severity: Severity, _ code: String, _ message: String, at place: SourcePlace, suggestion: String? = nil,
    fix: Fix? = nil
  ) {
    parts = Parts(severity, code, message, place, suggestion, fix)
  }

  package static func == (a: Diagnostic, b: Diagnostic) -> Bool {
    a.parts === b.parts
      || a.severity == b.severity && a.code == b.code && a.message == b.message && a.place == b.place
        && a.suggestion == b.suggestion && a.fix == b.fix
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(message)
    hasher.combine(place)
  }
}

extension Diagnostic {
  /// What was likely meant, where the message does not say it already: a reader is asked once.
  package var unsaidSuggestion: String? { message.utf8.holds("Did you mean") ? nil : suggestion }
}

/// A range in a file that an author edits.
///
/// Lines and columns are 1-based; columns count Unicode scalars, and `endColumn` is the column after the last
/// scalar. A finding about a whole file has line 1, column 1 and an empty range.
package struct SourcePlace: Sendable, Hashable {
  /// As it is shown and opened: relative to the folder that the command was given, `/` between the parts.
  package var file: String
  package var line: Int
  package var column: Int
  package var endLine: Int
  package var endColumn: Int

  package init(file: String, line: Int = 1, column: Int = 1, endLine: Int? = nil, endColumn: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.endLine = endLine ?? line
    self.endColumn = endColumn ?? (endLine == nil ? column : 1)
  }
}

/// A certain repair of one file.
package struct Fix: Sendable, Hashable {
  /// Replaces the bytes `range` of the file, counted from its first byte, by `replacement`.
  package struct Edit: Sendable, Hashable {
    package var range: Range<Int>
    package var replacement: String

    package init(_ range: Range<Int>, _ replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  package var edits: [Edit]

  package init(_ edits: [Edit]) { self.edits = edits }
}

extension Diagnostic {
  /// The order in which findings are shown: by file, then by place, then by code; all compared as bytes.
  package static func inReadingOrder(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    if a.place.file != b.place.file { return a.place.file.precedesInBytes(b.place.file) }
    if a.place.line != b.place.line { return a.place.line < b.place.line }
    if a.place.column != b.place.column { return a.place.column < b.place.column }
    if a.code != b.code { return a.code.precedesInBytes(b.code) }
    return a.message.precedesInBytes(b.message)
  }
}

extension [Diagnostic] {
  /// Findings in reading order, cut between files into parts of a few hundred.
  package var partsOfWholeFiles: [ArraySlice<Diagnostic>] {
    var parts: [ArraySlice<Diagnostic>] = []
    var start = startIndex
    for index in indices.dropFirst() where index - start >= 256 {
      if self[index].place.file == self[index - 1].place.file { continue }
      parts.append(self[start..<index])
      start = index
    }
    return isEmpty ? [] : parts + [self[start...]]
  }
}

extension String.UTF8View {
  /// Byte by byte: letter by letter, as `String.contains` looks, took a thirtieth of a check.
  fileprivate func holds(_ text: String) -> Bool {
    var rest = self[...]
    while let start = rest.firstIndex(where: { $0 == text.utf8.first }) {
      rest = rest[start...]
      if rest.starts(with: text.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
