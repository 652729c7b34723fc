/// What stays the same about a finding when lines above it come and go: its code, its file and the text at its place.
///
/// Findings that are alike have the same fingerprint; they are told apart by counting.
package struct Fingerprint: Sendable, Hashable {
  package let code: String
  /// Relative to the docset's root, so that it does not matter where Trin was called from.
  package let file: String
  /// FNV-1a, 64 bits, of the text at the place; of the message without its numbers where the place is empty.
  package let hash: UInt64

  package init(code: String, file: String, hash: UInt64) {
    self.code = code
    self.file = file
    self.hash = hash
  }

  /// The fingerprints of findings, in their order.
  ///
  /// - Parameters:
  ///   - findings: In reading order: each file is asked for once.
  ///   - root: What findings put before a path relative to the docset's root.
  ///   - source: The bytes of a file by the name that findings give it.
  package static func of(
    _ findings: [Diagnostic], root: String, source: (_ file: String) -> [UInt8]?
  ) -> [Fingerprint] {
    var file: String?
    var lines: SourceLines?
    return findings.map { finding in
      if finding.place.file != file {
        file = finding.place.file
        lines = source(finding.place.file).map(SourceLines.init)
      }
      let text = lines.map { $0.text(at: finding.place) } ?? []
      let isUnderRoot = finding.place.file.hasPrefix(root)
      return Fingerprint(
        code: finding.code, file: isUnderRoot ? String(finding.place.file.dropFirst(root.count)) : finding.place.file,
        hash: hash(text.isEmpty ? finding.message.utf8.filter { $0 < 0x30 || $0 > 0x39 } : Array(text)))
    }
  }

  private static func hash(_ bytes: [UInt8]) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes {
      hash ^= UInt64(byte)
      hash &*= 0x0000_0100_0000_01B3
    }
    return hash
  }

  /// The hash as 16 hexadecimal digits.
  package var digits: String {
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension SourceLines {
  /// The bytes of a place; empty where the place is empty or lies outside of the file.
  func text(at place: SourcePlace) -> ArraySlice<UInt8> {
    guard let start = offset(line: place.line, column: place.column),
      let end = offset(line: place.endLine, column: place.endColumn), start < end
    else { return [] }
    return bytes[start..<end]
  }

  /// The offset of a place in the file; nil where there is no such line.
  func offset(line: Int, column: Int) -> Int? {
    guard let text = self[line] else { return nil }
    var offset = text.startIndex
    var left = column - 1
    while left > 0, offset < text.endIndex {
      offset += 1
      // A byte that continues a scalar is 10xxxxxx.
      while offset < text.endIndex, text[offset] & 0b1100_0000 == 0b1000_0000 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
