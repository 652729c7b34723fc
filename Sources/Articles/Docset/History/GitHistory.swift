package import LearnMarkdown

/// The commits of the repository that a docset lies in, and which of them changed its articles.
///
/// A commit is known by its number here: none comes before one that was made on top of it.
package struct GitHistory: Sendable {
  private var times: [Int] = []
  /// The parents of commit n lie in `parents` from `firstParents[n]` on.
  private var parents: [Int32] = []
  private var firstParents: [Int32] = [0]
  private var numbers: [ByteString: Int32] = [:]
  private var changes: [ByteString: [Int32]] = [:]
  /// The clone holds the newest commits only.
  package private(set) var isShallow: Bool

  package struct Commit {
    package var hash: ByteString
    package var parents: [ByteString]
    /// When it was committed, in seconds since 1970-01-01 UTC.
    package var time: Int
    /// Relative to the docset's folder.
    package var paths: [ByteString]

    package init(hash: ByteString, parents: [ByteString], time: Int, paths: [ByteString] = []) {
      self.hash = hash
      self.parents = parents
      self.time = time
      self.paths = paths
    }
  }

  /// - Parameters:
  ///   - commits: Each before its parents. A parent that is not among them is left out.
  ///   - articles: The paths that will be asked for.
  package init(_ commits: [Commit], of articles: Set<ByteString>, isShallow: Bool = false) {
    self.isShallow = isShallow
    for (number, commit) in commits.enumerated() { numbers[commit.hash] = Int32(number) }
    for (number, commit) in commits.enumerated() {
      times.append(commit.time)
      parents += commit.parents.compactMap { numbers[$0] }
      firstParents.append(Int32(parents.count))
      // Where the clone ends, a commit seems to have made all files there were.
      guard !(isShallow && commit.parents.isEmpty) else { continue }
      for path in commit.paths where articles.contains(path) { changes[path, default: []].append(Int32(number)) }
    }
  }

  package var count: Int { times.count }

  /// - Parameter hash: All digits of it.
  package func commit(_ hash: String) -> Int? { numbers[ByteString(hash)].map(Int.init) }

  /// The hashes of commits, by their numbers.
  package func hashes(of commits: Set<Int>) -> [Int: String] {
    guard !commits.isEmpty else { return [:] }
    var hashes: [Int: String] = [:]
    for (hash, number) in numbers where commits.contains(Int(number)) { hashes[Int(number)] = hash.string }
    return hashes
  }

  /// In seconds since 1970-01-01 UTC.
  package func time(of commit: Int) -> Int { times[commit] }

  /// The commits that changed an article, under the name that it has today.
  package func changes(of path: String) -> [Int] { (changes[ByteString(path)] ?? []).map(Int.init) }

  /// Which of the commits up to number `last` went into a commit; itself is one of them.
  package func ancestry(of commit: Int, through last: Int) -> [Bool] {
    var isIncluded = [Bool](repeating: false, count: last + 1)
    guard commit <= last else { return isIncluded }
    isIncluded[commit] = true
    for number in commit...last where isIncluded[number] {
      for parent in parents[Int(firstParents[number])..<Int(firstParents[number + 1])] where parent <= last {
        isIncluded[Int(parent)] = true
      }
    }
    return isIncluded
  }
}
