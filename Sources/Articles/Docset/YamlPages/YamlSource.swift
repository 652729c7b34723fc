internal import BoundedYAML
internal import Diagnostics
internal import LearnMarkdown
internal import Yams

/// A YAML file as a tree, with the way back from each scalar to the bytes that the author edits.
struct YamlSource {
  let text: SourceText
  /// Nil where nothing of the file can be read.
  private(set) var root: Node?
  private(set) var findings: [Diagnostic] = []
  /// What stands behind a syntax error, and so is not in the tree.
  private(set) var unread: Range<Int>
  /// libyaml begins a line after more characters than Markdown does.
  private let lineStarts: [Int]

  /// Reads a file; never throws. The text before a syntax error is read, the rest is ``unread``.
  init(_ bytes: [UInt8], file: String) {
    let original = SourceText(bytes)
    findings = original.encodingFindings(in: file)
    text = findings.isEmpty ? original : SourceText(Array(String(decoding: bytes, as: UTF8.self).utf8))
    unread = text.bytes.count..<text.bytes.count
    lineStarts = Self.lineStarts(of: text.bytes)
    read(file: file)
  }

  private mutating func read(file: String) {
    var bytes = text.bytes
    var end = bytes.count
    var isReported = false
    // A page has few mistakes; a file that has this many is shown as it is written.
    for _ in 0..<16 {
      do {
        root = try BoundedYAML.compose(String(decoding: bytes[..<end], as: UTF8.self))
        break
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        // The context is that of the first key; the others come in the next rounds.
        let key = Array(keys.prefix(1))
        let error = YamlError.duplicatedKeysInMapping(duplicates: key, context: context)
        findings.append(YamlFinding(error).diagnostic(file: file, firstLine: 0))
        if !key.allSatisfy({ rename($0, from: context.mark, in: &bytes, end: end) }) { break }
      } catch {
        if !isReported { findings.append(Self.finding(error, file: file)) }
        isReported = true
        guard end > 0 else { break }
        let line = Self.line(of: error) - 1
        let wanted = lineStarts.indices.contains(line) ? lineStarts[line] : end
        end = wanted < end ? wanted : lineStarts.last { $0 < end } ?? 0
      }
    }
    unread = (root == nil ? 0 : end)..<text.bytes.count
  }

  /// Takes a tree that is none of a page back: all of the file is ``unread``.
  mutating func discard() {
    root = nil
    unread = 0..<text.bytes.count
  }

  private static func finding(_ error: any Error, file: String) -> Diagnostic {
    guard let error = error as? YamlError else {
      return Diagnostic(rule: .yamlSyntaxError, "\(error)", at: SourcePlace(file: file))
    }
    return YamlFinding(error).diagnostic(file: file, firstLine: 0)
  }

  /// The 1-based line from which on nothing can be read.
  private static func line(of error: any Error) -> Int {
    switch error {
    // A scalar or a key that does not end began at the place that the context names.
    case YamlError.scanner(let context, _, let mark, _): context?.mark.line ?? mark.line
    case YamlError.parser(_, _, let mark, _), YamlError.composer(_, _, let mark, _): mark.line
    default: .max
    }
  }

  /// Makes the second `key:` of a mapping another key of the same length, so that the first one counts.
  private func rename(_ key: String, from first: Mark, in bytes: inout [UInt8], end: Int) -> Bool {
    let name = Array((key + ":").utf8)
    var seen = 0
    for start in lineStarts.dropFirst(first.line - 1) where start + first.column - 1 + name.count <= end {
      let content = start + first.column - 1
      guard bytes[content..<content + name.count].elementsEqual(name),
        bytes[start..<content].allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") })
      else { continue }
      seen += 1
      guard seen == 2 else { continue }
      bytes[content] = bytes[content] == UInt8(ascii: "~") ? UInt8(ascii: "=") : UInt8(ascii: "~")
      return true
    }
    return false
  }

  private static func lineStarts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      // Nearly all bytes.
      if byte > 0x0D, byte < 0x80 { continue }
      switch byte {
      case 0x0A: starts.append(index)
      case 0x0D where index == bytes.count || bytes[index] != 0x0A: starts.append(index)
      // NEL, and the separators of lines and paragraphs.
      case 0x85 where index > 1 && bytes[index - 2] == 0xC2: starts.append(index)
      case 0xA8 where index > 2 && bytes[index - 2] == 0x80 && bytes[index - 3] == 0xE2: starts.append(index)
      case 0xA9 where index > 2 && bytes[index - 2] == 0x80 && bytes[index - 3] == 0xE2: starts.append(index)
      default: break
      }
    }
    return starts
  }

  // MARK: Places

  /// The offset of the first byte of a node; that of its quote or its `|` where it has one.
  func offset(of node: Node) -> Int {
    guard let mark = node.mark, lineStarts.indices.contains(mark.line - 1) else { return 0 }
    var offset = lineStarts[mark.line - 1]
    if offset == 0, text.bytes.starts(with: "\u{FEFF}".utf8) { offset = 3 }
    var left = mark.column - 1
    while left > 0, offset < text.bytes.count {
      offset += 1
      while offset < text.bytes.count, text.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }

  mutating func report(_ node: Node, _ message: String, file: String) {
    findings.append(Diagnostic(rule: .yamlSyntaxError, message, at: place(of: node, in: file)))
  }

  func place(of node: Node, in file: String) -> SourcePlace {
    let start = offset(of: node)
    return text.place(start..<start, in: file)
  }
}
