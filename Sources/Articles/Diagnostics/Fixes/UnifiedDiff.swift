/// What a fix would change, as a diff that `patch -p1` and `git apply` take.
package struct UnifiedDiff: Sendable {
  /// Unchanged lines shown around a change.
  private static let context = 3

  /// The diff of one file; empty when the fix changes nothing.
  ///
  /// The hunks follow from the edits, so that the cost is that of the changed lines and not of a comparison.
  /// - Parameter file: The path under which the diff names the file, `/` between the parts.
  /// - Throws: ``FixError``, as ``Fix/apply(to:)`` does.
  package static func bytes(of fix: Fix, to bytes: [UInt8], file: String) throws(FixError) -> [UInt8] {
    let edits = try fix.ordered(for: bytes.count)
    let lines = DiffLines(bytes)
    var changes: [Change] = []
    for edit in edits { add(edit, to: &changes, lines: lines) }
    changes = changes.compactMap { trimmed($0, lines: lines) }
    guard !changes.isEmpty else { return [] }

    var output = Array("--- \(name("a/", file))\n+++ \(name("b/", file))\n".utf8)
    var shift = 0
    var index = 0
    while index < changes.count {
      var end = index + 1
      while end < changes.count, changes[end].old.lowerBound - changes[end - 1].old.upperBound <= 2 * context {
        end += 1
      }
      shift = append(hunk: changes[index..<end], shift: shift, lines: lines, to: &output)
      index = end
    }
    return output
  }

  /// Lines of the file, and the lines that take their place.
  private struct Change {
    var old: Range<Int>
    /// The bytes of `old` with the edits made so far, up to `position` in the file.
    var new: [UInt8]
    var position: Int
    var newLines: [ArraySlice<UInt8>] = []
  }

  private static func add(_ edit: Fix.Edit, to changes: inout [Change], lines: DiffLines) {
    let touched = lines.lines(touchedBy: edit.range)
    if let last = changes.indices.last, changes[last].old.upperBound > touched.lowerBound {
      // The last change's remainder was taken up to the end of its lines: give it back.
      let end = lines.end(ofLine: changes[last].old.upperBound - 1)
      changes[last].new.removeLast(end - changes[last].position)
      changes[last].old = changes[last].old.lowerBound..<max(changes[last].old.upperBound, touched.upperBound)
      changes[last].new += lines.bytes[changes[last].position..<edit.range.lowerBound]
      close(&changes[last], with: edit, lines: lines)
    } else {
      let start = lines.start(ofLine: touched.lowerBound)
      var change = Change(old: touched, new: Array(lines.bytes[start..<edit.range.lowerBound]), position: start)
      close(&change, with: edit, lines: lines)
      changes.append(change)
    }
  }

  private static func close(_ change: inout Change, with edit: Fix.Edit, lines: DiffLines) {
    change.new += Array(edit.replacement.utf8)
    change.position = edit.range.upperBound
    change.new += lines.bytes[change.position..<lines.end(ofLine: change.old.upperBound - 1)]
  }

  /// The change without the lines at either end that stay as they are; nil when all stay.
  private static func trimmed(_ change: Change, lines: DiffLines) -> Change? {
    var result = change
    var new = DiffLines(change.new).all[...]
    var old = change.old
    while let first = new.first, !old.isEmpty, lines.line(old.lowerBound) == first {
      new.removeFirst()
      old = (old.lowerBound + 1)..<old.upperBound
    }
    while let last = new.last, !old.isEmpty, lines.line(old.upperBound - 1) == last {
      new.removeLast()
      old = old.lowerBound..<(old.upperBound - 1)
    }
    guard !old.isEmpty || !new.isEmpty else { return nil }
    result.old = old
    result.newLines = Array(new)
    return result
  }

  private static func append(
    hunk: ArraySlice<Change>, shift: Int, lines: DiffLines, to output: inout [UInt8]
  ) -> Int {
    guard let first = hunk.first, let last = hunk.last else { return shift }
    let start = max(0, first.old.lowerBound - context)
    let end = min(lines.count, last.old.upperBound + context)
    let growth = hunk.reduce(0) { $0 + $1.newLines.count - $1.old.count }
    let old = header(start, end - start)
    let new = header(start + shift, end - start + growth)
    output += Array("@@ -\(old) +\(new) @@\n".utf8)
    var position = start
    for change in hunk {
      for line in position..<change.old.lowerBound { append(" ", lines.line(line), to: &output) }
      for line in change.old { append("-", lines.line(line), to: &output) }
      for line in change.newLines { append("+", line, to: &output) }
      position = change.old.upperBound
    }
    for line in position..<end { append(" ", lines.line(line), to: &output) }
    return shift + growth
  }

  /// A range of lines as a hunk's head has it: an empty one is named by the line before it.
  private static func header(_ start: Int, _ count: Int) -> String { "\(count == 0 ? start : start + 1),\(count)" }

  private static func append(_ mark: Unicode.Scalar, _ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: mark))
    output += line
    if line.last != 0x0A { output += Array("\n\\ No newline at end of file\n".utf8) }
  }

  /// The name as git writes it: quoted when it holds what would break the line.
  private static func name(_ prefix: String, _ file: String) -> String {
    let name = prefix + file
    guard name.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F }) else { return name }
    var quoted = "\""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let octal = String(scalar.value, radix: 8)
        quoted += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
