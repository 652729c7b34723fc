internal import LearnMarkdown

/// What files of a repository held, asked of git for all at once.
package enum GitObjects {
  /// The text that each file had in a commit; nil where git does not know it.
  ///
  /// - Parameters:
  ///   - folder: Within a repository.
  ///   - files: The hash of a commit, and a path relative to the folder.
  package static func texts(_ files: [(commit: String, path: String)], in folder: String) -> [[UInt8]?] {
    // git reads one name a line.
    let names = files.map { $0.path.contains { $0.isNewline } ? "" : "\($0.commit):./\($0.path)" }
    guard !names.isEmpty, let folder = Files.realPath(folder),
      let answer = try? Git.run(["cat-file", "--batch"], in: folder, input: question(names), errors: .dropped),
      answer.status == 0
    else { return files.map { _ in nil } }
    let found = texts(in: answer.output)
    return found.count == files.count ? found : files.map { _ in nil }
  }

  /// What `git cat-file --batch` is asked.
  static func question(_ names: [String]) -> [UInt8] {
    Array(names.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
  }

  /// What it answers, in the order of the names: `<hash> blob <size>`, the bytes and a line break; or `<name> missing`.
  static func texts(in output: [UInt8]) -> [[UInt8]?] {
    var texts: [[UInt8]?] = []
    var index = 0
    while index < output.count, let end = output[index...].firstIndex(of: UInt8(ascii: "\n")) {
      let head = output[index..<end].split(separator: UInt8(ascii: " "))
      index = end + 1
      guard head.count == 3, head[1].elementsEqual("blob".utf8), let size = Int(head[2].utf8String),
        index + size < output.count
      else {
        texts.append(nil)
        continue
      }
      texts.append(Array(output[index..<index + size]))
      index += size + 1
    }
    return texts
  }
}
