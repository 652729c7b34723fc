internal import CommonMark
package import Diagnostics

extension Article {
  /// Reads an article: splits its front matter off, repairs what is certain, parses it once, renders it with placeholders.
  ///
  /// Total: any bytes give an article. What is wrong with them is among ``findings``.
  package init(reading source: SourceText, frontMatter: FrontMatter?, options: ArticleOptions) {
    var usedIDs: [ByteString: Int] = [:]
    // As many as most pages have headings.
    if !options.isFragment { usedIDs.reserveCapacity(12) }
    self.init(reading: source, frontMatter: frontMatter, options: options, usedIDs: &usedIDs)
  }

  /// Reads a part of a page that has other parts.
  ///
  /// - Parameter usedIDs: The ids of the page so far, each with how often it was wanted.
  package init(
    reading source: SourceText, frontMatter: FrontMatter?, options: ArticleOptions, usedIDs: inout [ByteString: Int]
  ) {
    let body = frontMatter?.end ?? 0
    var preparation = Preparation(source, from: body, options: options)
    let definitions = ReferenceDefinitions.lines(of: source.bytes, from: body)
    let encoding = source.encodingFindings(in: options.file)
    var document = TableRows.parse(preparation.text, isValid: encoding.isEmpty, hasDefinitions: !definitions.isEmpty)
    // Each round is by what libcmark made of the last one; two agree at once in nearly all articles.
    for _ in 0..<4 where !preparation.touched.isEmpty || !preparation.code.lines.isEmpty {
      let code = ProtectedCode(of: document, in: preparation.text, source: source, touched: preparation.touched)
      guard preparation.differs(by: code, of: source) else { break }
      preparation = Preparation(source, from: body, options: options, code: code)
      document = TableRows.parse(preparation.text, isValid: encoding.isEmpty, hasDefinitions: !definitions.isEmpty)
    }
    var reader = TreeReader(
      source: source, preparation: preparation, definitions: definitions, isValidUTF8: encoding.isEmpty,
      options: options)
    swap(&reader.usedIDs, &usedIDs)
    reader.readBlocks(document.root.firstChild)
    reader.reportRepeatedIDs()
    swap(&reader.usedIDs, &usedIDs)
    self = reader.finish()
    bodyStart = body
    if !options.isFragment, !headings.contains(where: { $0.level == 1 }) {
      findings.append(
        Diagnostic(
          rule: .h1Missing, "A page begins with a level-1 heading (`# Title`); this one has none.",
          at: source.place(body..<body, in: options.file)))
    }
    findings += encoding
  }
}

/// `[label]: address` lines: table cells, which are parsed on their own, need them too.
private enum ReferenceDefinitions {
  static func lines(of bytes: [UInt8], from start: Int) -> [UInt8] {
    var result: [UInt8] = []
    var index = start
    while let found = bytes.firstIndex(of: "]:", in: index..<bytes.count) {
      var lineStart = found
      while lineStart > start, bytes[lineStart - 1] != UInt8(ascii: "\n") { lineStart -= 1 }
      let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n"), in: found..<bytes.count) ?? bytes.count
      let content = bytes.skipBlanks(in: lineStart..<found)
      if content < found, bytes[content] == UInt8(ascii: "["), content - lineStart <= 3 {
        result += bytes[content..<lineEnd]
        result.append(UInt8(ascii: "\n"))
      }
      index = lineEnd
    }
    return result
  }
}

extension SourceText {
  /// The bytes with U+FFFD for what is not UTF-8, and for NUL, which no page may hold.
  package static func validUTF8(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    guard bytes.contains(where: { $0 >= 0x80 || $0 == 0 }) else { return Array(bytes) }
    return Array(String(decoding: bytes, as: UTF8.self).replacing("\0", with: "\u{FFFD}").utf8)
  }

  /// A finding at the first bytes that are not UTF-8, and one at the first NUL. UTF-16 is both, and found once.
  package func encodingFindings(in file: String) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let message = "An article is written in UTF-8; this file begins as one in UTF-16 does."
      return [Diagnostic(rule: .invalidUTF8, message, at: place(0..<0, in: file))]
    }
    if let start = bytes.firstInvalidUTF8 {
      let value = String(bytes[start], radix: 16, uppercase: true)
      findings.append(
        Diagnostic(
          rule: .invalidUTF8,
          "An article is written in UTF-8; the byte 0x\(value) here is not. It may have been saved as Windows-1252.",
          at: place(start..<start, in: file)))
    }
    if let zero = bytes.firstIndex(of: 0, in: 0..<bytes.count) {
      findings.append(
        Diagnostic(
          rule: .nulByte, "An article is text; here is a NUL byte, shown as \u{FFFD}.",
          at: place(zero..<zero, in: file)))
    }
    return findings
  }
}
