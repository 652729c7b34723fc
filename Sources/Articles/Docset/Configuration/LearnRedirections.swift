internal import Diagnostics
internal import LearnMarkdown

extension LearnConfiguration {
  /// The entries of a redirection file, each with its place.
  static func redirections(_ path: String, shown: String) throws(DocsetError) -> [DocsetSource.Redirection] {
    let bytes = try bytes(of: path, shown: shown)
    // Some files are one long line, whose beginning must not be counted for each entry.
    let text = SourceText(bytes)
    if let entries = PlainRedirections.read(bytes) {
      return entries.map { entry, offset in
        let place = text.place(offset..<offset, in: shown)
        return DocsetSource.Redirection(from: entry.source, to: entry.url, place: place)
      }
    }
    let file = try decode(Redirections.self, bytes, shown: shown)
    // The decoder tells no places, but every entry has one key that names its source.
    var index = 0
    return file.redirections.map { entry in
      var place = SourcePlace(file: shown)
      if let key = bytes.firstIndex(of: "\"source_path", in: index..<bytes.count) {
        place = text.place(key..<key, in: shown)
        index = key + 1
      }
      return DocsetSource.Redirection(from: entry.source, to: entry.url, place: place)
    }
  }
}
