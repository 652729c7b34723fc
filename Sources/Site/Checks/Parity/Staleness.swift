internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// How far the pages of a translation are behind their source pages, by the history of these.
struct Staleness: Sendable {
  /// What of its source page a translation lacks.
  struct Lag {
    var commits: Int
    /// From the text that the translation was made of to the newest of the commits.
    var days: Int
    var newest: CalendarDate
    var origin: Origin
    /// The commit with the text that it was made of, where git knows that.
    var madeOf: Int?
  }

  /// What tells which text a translation was made of.
  enum Origin {
    case commit(String, CalendarDate)
    case handoff(CalendarDate)
    /// The translation's own last commit.
    case translated(CalendarDate)
  }

  private let docset: SiteDocset
  private let history: GitHistory?
  /// By path, for each page whose age git tells; nil: nothing is missing.
  private var lags: [ByteString: Lag?] = [:]
  private var unknownCommits: [(file: ArticleFile, commit: String)] = []

  /// - Parameter pages: Of the docset; nil: all.
  init(of docset: SiteDocset, against source: Catalog, pages: [ArticleFile]? = nil) {
    self.docset = docset
    guard case .known(let history) = source.history else {
      history = nil
      return
    }
    self.history = history
    var named: [Int: [ArticleFile]] = [:]
    for file in pages ?? docset.catalog.pages {
      let changes = history.changes(of: file.path)
      guard !changes.isEmpty else { continue }
      if let hash = file.metadata.text(Self.commitKey), !hash.isEmpty {
        if let commit = history.commit(hash) {
          named[commit, default: []].append(file)
          continue
        }
        unknownCommits.append((file, hash))
      }
      addByDate(file, changes)
    }
    for (commit, files) in named { add(files, madeOf: commit) }
  }

  private static let commitKey = "ms.sourcegitcommit"
  private static let handoffKey = "ms.lasthandoff"

  private mutating func add(_ files: [ArticleFile], madeOf commit: Int) {
    guard let history else { return }
    let last = files.flatMap { history.changes(of: $0.path) }.max() ?? 0
    let ancestry = history.ancestry(of: commit, through: last)
    let day = CalendarDate(time: history.time(of: commit))
    for file in files {
      let missing = history.changes(of: file.path).filter { !ancestry[$0] }
      let hash = file.metadata.text(Self.commitKey) ?? ""
      add(missing, to: file, since: day, .commit(String(hash.prefix(10)), day))
    }
  }

  private mutating func addByDate(_ file: ArticleFile, _ changes: [Int]) {
    guard let history else { return }
    if let handoff = file.metadata.text(Self.handoffKey).flatMap({ CalendarDate($0) }) {
      let missing = changes.filter { CalendarDate(time: history.time(of: $0)) > handoff }
      add(missing, to: file, since: handoff, .handoff(handoff))
    } else if case .known(let own) = docset.catalog.history,
      let time = own.changes(of: file.path).map({ own.time(of: $0) }).max()
    {
      let day = CalendarDate(time: time)
      add(changes.filter { history.time(of: $0) > time }, to: file, since: day, .translated(day))
    }
  }

  private mutating func add(_ missing: [Int], to file: ArticleFile, since day: CalendarDate, _ origin: Origin) {
    let newest = missing.compactMap { commit in history.map { CalendarDate(time: $0.time(of: commit)) } }.max()
    let lag = newest.map { newest in
      // Of the changes, which come with the newest first, the first that is not missing.
      let madeOf = history?.changes(of: file.path).first { !missing.contains($0) }
      return Lag(
        commits: missing.count, days: max(newest.number - day.number, 0), newest: newest, origin: origin, madeOf: madeOf
      )
    }
    lags.updateValue(lag, forKey: ByteString(file.path))
  }

  /// The translations that lack something, by path.
  var behind: [ByteString: Lag] { lags.compactMapValues { $0 } }

  // MARK: Findings

  /// Whether git tells how old the translation is.
  func knows(_ file: ArticleFile) -> Bool { lags[ByteString(file.path)] != nil }

  func isBehind(_ file: ArticleFile) -> Bool { lags[ByteString(file.path)].map { $0 != nil } ?? false }

  func finding(about file: ArticleFile, _ report: ParityReport) -> Diagnostic? {
    guard let lag = lags[ByteString(file.path)] ?? nil else { return nil }
    let (origin, key): (String, String) =
      switch lag.origin {
      case .commit(let hash, let day): ("made of commit `\(hash)` of \(day)", Self.commitKey)
      case .handoff(let day): ("made of the text of \(day)", Self.handoffKey)
      case .translated(let day): ("last changed on \(day)", "")
      }
    return report.finding(
      .parityStale,
      "A translation follows its source page; this one, \(origin), is \(counted(lag.commits, "commit")) and \(counted(lag.days, "day")) behind, the newest of \(lag.newest)",
      line: file.metadata.line(of: key) ?? 1)
  }

  /// What git did not tell of the docset as a whole.
  func gaps(in source: Catalog, configuration: String) -> [Diagnostic] {
    var gaps: [Diagnostic] = []
    func add(_ message: String) {
      gaps.append(Diagnostic(rule: .parityStale, message, at: SourcePlace(file: configuration)))
    }
    if case .unknown(let reason) = source.history {
      add("How far translations are behind is not known from git: \(reason).")
    }
    if let history, history.isShallow {
      add(
        "How far translations are behind is known from the newest \(counted(history.count, "commit")) of the source only: the clone is shallow."
      )
    }
    if let first = unknownCommits.first {
      let pages = unknownCommits.count == 1 ? "1 page names" : "\(unknownCommits.count) pages name"
      add(
        "\(pages) a commit in `\(Self.commitKey)` that the source's history lacks, first `\(first.commit.prefix(10))` in `\(first.file.path)`; their age was told by date."
      )
    }
    return gaps
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
