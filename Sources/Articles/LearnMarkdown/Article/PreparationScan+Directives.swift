internal import Diagnostics

/// Directives, each made a block or a tag of its own.
extension PreparationScan {
  mutating func readDirectives(_ range: Range<Int>, content: Int, line: Int) {
    let bytes = source.bytes
    var index = content
    while let start = bytes.firstIndex(of: "::", in: index..<range.upperBound) {
      guard let directive = Directive.read(bytes, at: start, end: range.upperBound) else {
        index = start + colons(at: start)
        if let repair = TextDamage.strayColons(start..<index, in: range, of: bytes) { take(repair, mendsLink: false) }
        continue
      }
      if isProtected(directive.range) {
        index = directive.range.upperBound
        continue
      }
      touch(directive.range)
      let isWholeLine =
        start == content && bytes.skipBlanks(in: directive.range.upperBound..<range.upperBound) == range.upperBound
      if directive.isDamaged { reportDamage(directive) }
      if directive.isInlineForm {
        replace(directive)
      } else if isWholeLine, directive.isDamaged {
        edits.append(TextEdit(start..<start + colons(at: start), ":::".utf8))
      }
      if isWholeLine {
        isolate(line: line, content: content, directive: directive)
      } else if start == content, !directive.isInlineForm {
        part(directive, from: range, content: content, line: line)
      }
      index = directive.range.upperBound
    }
  }

  /// Sets words apart that stand beside a directive that is a line of its own.
  private mutating func part(_ directive: Directive, from range: Range<Int>, content: Int, line: Int) {
    let bytes = source.bytes
    let rest = bytes.skipBlanks(in: directive.range.upperBound..<range.upperBound)..<range.upperBound
    let prefix = bytes[range.lowerBound..<content].map { $0 == UInt8(ascii: ">") ? $0 : UInt8(ascii: " ") }
    if line > 0, !isBlank(line - 1) {
      edits.append(TextEdit(range.lowerBound..<range.lowerBound, trimmed(prefix) + [UInt8(ascii: "\n")]))
    }
    let lineEnd = [UInt8(ascii: "\n")]
    edits.append(
      TextEdit(directive.range.upperBound..<rest.lowerBound, lineEnd + trimmed(prefix) + lineEnd + prefix))
    findings.append(
      Diagnostic(
        rule: .markupMisplaced,
        "`:::\(directive.name)` stands alone on its line; the words beside it are shown below it.", at: place(rest)))
  }

  private func colons(at start: Int) -> Int {
    var end = start
    while end < source.bytes.count, source.bytes[end] == UInt8(ascii: ":") { end += 1 }
    return end - start
  }

  private mutating func replace(_ directive: Directive) {
    var tag = Array("<x-\(directives.count)".utf8)
    guard tag.count < directive.range.count else { return }
    tag += repeatElement(UInt8(ascii: " "), count: directive.range.count - tag.count - 1)
    tag.append(UInt8(ascii: ">"))
    directives.append(directive)
    edits.append(TextEdit(directive.range, tag))
  }

  private mutating func reportDamage(_ directive: Directive) {
    let range = directive.range
    var fix = Fix([])
    let colons = range.lowerBound..<range.lowerBound + colons(at: range.lowerBound)
    if colons.count != 3 { fix.edits.append(.init(colons, ":::")) }
    for gap in directive.gaps { fix.edits.append(.init(gap, "")) }
    var finding = Diagnostic(
      rule: .mtDirectiveBroken,
      "A directive begins and ends with three colons and has no space beside `=`; this `\(directive.name)` is read as one.",
      at: place(range), suggestion: repaired(range, fix), fix: fix)
    // Learn reads spaces, too.
    if colons.count == 3, directive.gaps.allSatisfy({ source.bytes[$0].allSatisfy(Ascii.isSpace) }) {
      finding.severity = .suggestion
    }
    findings.append(finding)
  }

  /// The bytes of `range` with the edits of a fix that lie in it, in order.
  private func repaired(_ range: Range<Int>, _ fix: Fix) -> String {
    var bytes = Array(source.bytes[range])
    for edit in fix.edits.reversed() {
      let inner = edit.range.lowerBound - range.lowerBound..<edit.range.upperBound - range.lowerBound
      bytes.replaceSubrange(inner, with: Array(edit.replacement.utf8))
    }
    return bytes.utf8String
  }

  /// Puts blank lines, with the quote marks of the line, where text touches the directive's line.
  private mutating func isolate(line: Int, content: Int, directive: Directive) {
    let range = source.lineRange(line)
    let prefix = source.bytes[range.lowerBound..<content].map { $0 == UInt8(ascii: ">") ? $0 : UInt8(ascii: " ") }
    if line > 0, !isBlank(line - 1) {
      edits.append(TextEdit(range.lowerBound..<range.lowerBound, trimmed(prefix) + [UInt8(ascii: "\n")]))
    }
    guard line + 1 < source.lineCount, !isBlank(line + 1) else { return }
    let next = Int(source.lineStarts[line + 1])
    edits.append(TextEdit(next..<next, trimmed(prefix) + [UInt8(ascii: "\n")]))
    if directive.name == "moniker-end" { reportLostStep(line + 1, prefix: trimmed(prefix)) }
  }

  private func reportLostStepText() -> String {
    "A numbered step directly after `::: moniker-end` may be lost by programs that know no directives; a blank line belongs between them."
  }

  private mutating func reportLostStep(_ line: Int, prefix: [UInt8]) {
    let range = source.lineRange(line)
    let start = contentStart(range)
    guard start < range.upperBound, Ascii.isDigit(source.bytes[start]),
      Self.afterListMark(start..<range.upperBound, of: source.bytes) != nil
    else { return }
    var finding = Diagnostic(rule: .mtStepLost, reportLostStepText(), at: place(start..<range.upperBound))
    // The line end of the file's own.
    let end = source.lineRange(line - 1).upperBound..<range.lowerBound
    finding.fix = Fix([.init(range.lowerBound..<range.lowerBound, (prefix + source.bytes[end]).utf8String)])
    findings.append(finding)
  }
}
