internal import LearnMarkdown

/// Pages of which only the metadata are read until more is asked for.
extension ArticleReader {
  /// A page of which the rest is read when it is asked for; at once, where it includes a file beside the docset, which it
  /// may be the only one to do.
  func readMetadata(_ path: String) -> ArticleFile {
    guard yamlPages[path] == nil, let bytes = try? source.read(path), !includesBeside(bytes, path) else {
      return read(path, isFragment: false)
    }
    let text = SourceText(bytes)
    let frontMatter = FrontMatter.find(in: text)
    let metadata = frontMatter.map { Metadata.read(text, $0, file: path).metadata } ?? Metadata()
    return ArticleFile(
      path: path, metadata: metadata, article: withoutText(path), hasFrontMatter: frontMatter != nil, source: bytes,
      rest: Late { read(text, path: path, isFragment: false) })
  }

  /// Whether a page may include a file beside the docset, as far as its bytes tell.
  private func includesBeside(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let repository = source.repository, !repository.folder.isEmpty else { return false }
    var start = 0
    while let found = bytes.firstIndex(of: "[!", in: start..<bytes.count) {
      start = found + 2
      guard bytes.startsCaseless(with: "include", at: start) else { continue }
      let line = start..<(bytes.firstIndex(of: UInt8(ascii: "\n"), in: start..<bytes.count) ?? bytes.count)
      // What is written in another way than most are may lead anywhere.
      guard let open = bytes.firstIndex(of: "](", in: line),
        let end = bytes.firstIndex(of: UInt8(ascii: ")"), in: open..<line.upperBound),
        bytes.firstIndex(of: "](", in: end..<line.upperBound) == nil
      else { return true }
      let written = Paths.decodePercent(Array(bytes[open + 2..<end]))
      guard written.first != UInt8(ascii: "<"), !written.contains(UInt8(ascii: "\\")),
        !written.contains(UInt8(ascii: "&")),
        let target = source.path(to: written, from: Array(path.utf8)), !DocsetSource.isBeside(target)
      else {
        return true
      }
    }
    return false
  }
}
