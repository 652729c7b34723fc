internal import Diagnostics
internal import LearnMarkdown

/// What a folder's files were when the line of work on it began, and which of them have another name since.
///
/// All that was changed is in it: what is committed, what is in the index and what is neither.
package struct GitChanges: Sendable {
  package struct Failure: Error, Sendable {
    /// What is wrong and what to do about it.
    package let reason: String
  }

  /// The folder as it was: what is not in it is unchanged.
  package private(set) var before = FolderSnapshot([:])
  /// The former paths of the files that were renamed, by their paths now; relative to the folder.
  package private(set) var formerNames: [String: String] = [:]
  /// The paths of the files that are new, renamed or changed.
  package private(set) var changed: Set<String> = []
  /// The paths of files that are gone, and have no new name.
  package private(set) var removed: Set<String> = []

  /// The bytes that a changed file had, under its former name where it had one; none where it is new.
  package func formerBytes(of path: String) -> [UInt8] {
    if case .bytes(let bytes)? = before[formerNames[path] ?? path] { bytes } else { [] }
  }

  /// Asks git what was changed since the merge base of a revision and the present commit.
  package static func since(_ revision: String, in folder: String) throws(Failure) -> GitChanges {
    let reader = try Reader(folder)
    return try reader.changes(from: try reader.mergeBase(with: revision))
  }

  /// Asks git what was changed since a file was committed last; nil where it never was, or where there is no git.
  package static func sinceCommit(of file: String, in folder: String) -> GitChanges? {
    guard let reader = try? Reader(folder), let path = Files.realPath(file),
      let commit = try? reader.git(["log", "-1", "--format=%H", "--", path]), commit.status == 0,
      let hash = commit.output.utf8String.split(separator: "\n").first
    else { return nil }
    return try? reader.changes(from: String(hash))
  }
}

extension GitChanges {
  private struct Reader {
    let folder: String

    init(_ path: String) throws(Failure) {
      guard let folder = Files.realPath(path), Git.isInRepository(folder) else {
        throw Failure(reason: "`\(path)` lies in no git repository, so nothing is known of earlier revisions.")
      }
      self.folder = folder
    }

    func git(_ arguments: [String], input: [UInt8] = []) throws(Failure) -> ProgramRun {
      do throws(ProgramRun.Failure) {
        return try Git.run(arguments, in: folder, input: input, errors: .dropped)
      } catch {
        switch error {
        case .notStarted(let reason): throw Failure(reason: "`git` cannot be run: \(reason).")
        case .tooMuchOutput:
          throw Failure(reason: "The change is larger than \(Git.outputLimit >> 20) MiB; name a later revision.")
        }
      }
    }

    func mergeBase(with revision: String) throws(Failure) -> String {
      // What begins with a hyphen would be an option of git's.
      let isName = !revision.isEmpty && !revision.hasPrefix("-")
      guard isName, try git(["rev-parse", "--verify", "--quiet", "\(revision)^{commit}"]).status == 0 else {
        let remote = revision.hasPrefix("origin/") ? String(revision.dropFirst(7)) : nil
        let advice = remote.map { " `git fetch origin \($0)` brings it, and in GitHub's checkout `fetch-depth: 0`." }
        throw Failure(reason: "The repository has no revision `\(revision)`." + (advice ?? ""))
      }
      let answer = try git(["merge-base", revision, "HEAD"])
      guard answer.status == 0, let hash = answer.output.utf8String.split(separator: "\n").first else {
        let shallow = try git(["rev-parse", "--is-shallow-repository"]).output.utf8String.hasPrefix("true")
        throw Failure(
          reason: shallow
            ? "The clone is too shallow to know where `\(revision)` and this commit parted; clone it with its history (`git fetch --unshallow`, in GitHub's checkout `fetch-depth: 0`)."
            : "`\(revision)` and this commit have no commit in common.")
      }
      return String(hash)
    }

    func changes(from commit: String) throws(Failure) -> GitChanges {
      // Paths are relative to the folder, and only those below it are shown.
      let answer = try git([
        "diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--ignore-submodules", "--relative", commit,
      ])
      guard answer.status == 0 else {
        throw Failure(reason: "`git diff` with `\(commit)` ended with code \(answer.status).")
      }
      let untracked = try git(["ls-files", "-z", "--others", "--exclude-standard"])
      var entries = Entry.all(in: answer.output)
      for path in untracked.output.split(separator: 0) {
        entries.append(Entry(kind: "A", blob: nil, before: nil, path: path.utf8String))
      }
      return GitChanges(entries, blobs: try blobs(of: entries), in: folder)
    }

    /// What the former files held, by the hashes of their blobs.
    private func blobs(of entries: [Entry]) throws(Failure) -> [String: [UInt8]] {
      let wanted = Set(entries.compactMap { $0.isRead ? $0.blob : nil }).sorted()
      guard !wanted.isEmpty else { return [:] }
      let found = GitObjects.texts(in: try git(["cat-file", "--batch"], input: GitObjects.question(wanted)).output)
      guard found.count == wanted.count, !found.contains(nil) else {
        throw Failure(reason: "The clone lacks the former text of files that changed; clone it without `--filter`.")
      }
      return Dictionary(zip(wanted, found.map { $0 ?? [] }), uniquingKeysWith: { first, _ in first })
    }
  }

  /// A line of `git diff --raw`.
  private struct Entry {
    /// A, D, M, R or T.
    let kind: Character
    /// What the file was before; nil where it was none.
    let blob: String?
    let before: String?
    let path: String

    /// Pictures, films and archives are only asked whether they are there, and are large.
    var isRead: Bool {
      let ending = (before ?? path).split(separator: ".").last.map { $0.lowercased() } ?? ""
      return !Self.unread.contains(ending)
    }

    private static let unread: Set<String> = [
      "png", "jpg", "jpeg", "gif", "webp", "ico", "bmp", "mp4", "webm", "mov", "mp3", "pdf", "zip", "gz", "docx",
      "xlsx", "pptx", "vsdx", "woff", "woff2", "ttf",
    ]

    static func all(in output: [UInt8]) -> [Entry] {
      var entries: [Entry] = []
      let parts = output.split(separator: 0).map(\.utf8String)
      var index = 0
      while index + 1 < parts.count {
        // `:100644 100644 <hash> <hash> R100`, then the path, or the former path and the path.
        let fields = parts[index].dropFirst().split(separator: " ")
        guard fields.count == 5, let kind = fields[4].first else { break }
        let isRenamed = kind == "R" || kind == "C"
        guard !isRenamed || index + 2 < parts.count else { break }
        let path = parts[index + (isRenamed ? 2 : 1)]
        // Only regular files: links and submodules stay as they lie there.
        let wasFile = fields[0].hasPrefix("100")
        entries.append(
          Entry(
            kind: kind, blob: wasFile ? String(fields[2]) : nil, before: wasFile ? parts[index + 1] : nil, path: path))
        index += isRenamed ? 3 : 2
      }
      return entries
    }
  }

  private init(_ entries: [Entry], blobs: [String: [UInt8]], in folder: String) {
    var states: [String: FolderSnapshot.State] = [:]
    var new: [String] = []
    for entry in entries {
      if let before = entry.before, let blob = entry.blob {
        states[before] = .bytes(blobs[blob] ?? [])
        if entry.kind == "R" { formerNames[entry.path] = before }
      }
      switch entry.kind {
      case "D": removed.insert(entry.path)
      case "A": new.append(entry.path)
      default: changed.insert(entry.path)
      }
    }
    for path in new {
      changed.insert(path)
      // Git finds no new name that it was not told of: there the content has to be the same.
      guard !removed.isEmpty, let bytes = try? Files.read("\(folder)/\(path)", limit: Files.articleLimit),
        !bytes.isEmpty
      else { continue }
      let former = removed.sorted { $0.precedesInBytes($1) }.first { path in
        if case .bytes(let former)? = states[path] { former == bytes } else { false }
      }
      guard let former else { continue }
      formerNames[path] = former
      removed.remove(former)
    }
    for path in changed where states[path] == nil { states[path] = .absent }
    before = FolderSnapshot(states)
  }
}
