package import LearnMarkdown

/// What is known of the past of a docset's articles.
package enum SourceHistory: Sendable {
  /// It was not asked for, or the docset lies in no repository.
  case none
  /// Why git does not tell; the end of a sentence.
  case unknown(String)
  case known(GitHistory)
}

extension SourceHistory {
  /// More commits than the largest documentation repositories have.
  private static let commitLimit = 1_000_000

  /// Asks git for all commits at once.
  ///
  /// - Parameters:
  ///   - folder: Of the docset; anywhere in the repository.
  ///   - articles: Relative to the folder.
  package static func read(_ folder: String, of articles: Set<ByteString>) -> SourceHistory {
    guard let folder = Files.realPath(folder), Git.isInRepository(folder) else { return .none }
    do throws(ProgramRun.Failure) {
      let isShallow: Bool
      switch try Git.isShallow(folder) {
      case .success(let answer): isShallow = answer
      case .failure(let answer): return .unknown("it says `\(answer.text)`")
      }
      // Names are shown relative to the folder, and only those below it; a merge shows none.
      let log = try Git.run(
        [
          "log", "-z", "--topo-order", "--relative", "--name-only", "--no-renames", "--no-show-signature",
          "--max-count=\(commitLimit)", "--format=%x01%H %ct %P",
        ], in: folder, errors: .dropped)
      guard log.status == 0 else { return .unknown("`git log` ended with code \(log.status)") }
      return .known(GitHistory(commits(log.output), of: articles, isShallow: isShallow))
    } catch {
      switch error {
      case .notStarted(let reason): return .unknown("`git` cannot be run (\(reason))")
      case .tooMuchOutput: return .unknown("the history is longer than \(Git.outputLimit >> 20) MiB")
      }
    }
  }

  /// Each commit is `\u{1}hash time parents`, then its names after a line break, all ended by NUL.
  private static func commits(_ output: [UInt8]) -> [GitHistory.Commit] {
    var commits: [GitHistory.Commit] = []
    for part in output.split(separator: 0) {
      if part.first == 1 {
        let fields = part.dropFirst().split(separator: UInt8(ascii: " "))
        guard fields.count >= 2, let time = Int(fields[1].utf8String) else { continue }
        commits.append(
          .init(
            hash: ByteString(Array(fields[0])), parents: fields.dropFirst(2).map { ByteString(Array($0)) }, time: time))
      } else if !commits.isEmpty {
        let isFirst = commits[commits.count - 1].paths.isEmpty
        let name = isFirst && part.first == UInt8(ascii: "\n") ? part.dropFirst() : part
        commits[commits.count - 1].paths.append(ByteString(Array(name)))
      }
    }
    return commits
  }
}
