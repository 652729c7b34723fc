internal import LearnMarkdown

/// When the files of a folder were committed last.
package struct CommitDates: Sendable {
  /// Why some files, or all, have no date.
  package enum Gap: Sendable, Hashable {
    case noRepository
    /// The clone holds the newest commits only.
    case shallow
    /// Why git does not tell; the end of a sentence.
    case failed(String)
  }

  private var days: [ByteString: CalendarDate] = [:]
  package private(set) var gap: Gap?

  /// - Parameter path: Relative to the folder.
  package func day(of path: [UInt8]) -> CalendarDate? { days[ByteString(path)] }

  /// Asks git for all files at once.
  ///
  /// - Parameters:
  ///   - folder: Within a repository.
  ///   - parts: The folders in it whose files are asked for; empty for the folder itself.
  ///   - onlyGaps: Nothing is asked where git knows all.
  package static func read(_ folder: String, parts: [String], onlyGaps: Bool = false) -> CommitDates {
    var dates = CommitDates()
    guard let folder = Files.realPath(folder), Git.isInRepository(folder) else {
      dates.gap = .noRepository
      return dates
    }
    do throws(ProgramRun.Failure) {
      switch try Git.isShallow(folder) {
      case .success(let isShallow): if isShallow { dates.gap = .shallow }
      case .failure(let answer):
        dates.gap = .failed("git says `\(answer.text)`")
        return dates
      }
      if onlyGaps, dates.gap == nil { return dates }
      // Names are shown relative to the folder, and only those below it; a merge shows none.
      let log = try Git.run(
        [
          "--literal-pathspecs", "log", "-z", "--relative", "--name-only", "--no-renames", "--no-show-signature",
          "--format=%x01%ct %P", "--",
        ] + parts.map { $0.isEmpty ? "." : $0 }, in: folder, errors: .dropped)
      guard log.status == 0 else {
        dates.gap = .failed("`git log` ended with code \(log.status)")
        return dates
      }
      dates.add(log.output)
    } catch {
      switch error {
      case .notStarted(let reason): dates.gap = .failed("`git` cannot be run (\(reason))")
      case .tooMuchOutput: dates.gap = .failed("the history is longer than \(Git.outputLimit >> 20) MiB")
      }
    }
    return dates
  }

  /// Each commit is `\u{1}time parents`, then its names after a line break, all ended by NUL.
  private mutating func add(_ output: [UInt8]) {
    var day: CalendarDate?
    var isFirst = false
    for part in output.split(separator: 0) {
      guard part.first != 1 else {
        let fields = part.dropFirst().split(separator: UInt8(ascii: " "))
        day = fields.first.flatMap { Int($0.utf8String) }.map(CalendarDate.init(time:))
        // Where the clone ends, a commit seems to have made all files there were.
        if gap == .shallow, fields.count < 2 { day = nil }
        isFirst = true
        continue
      }
      let name = ByteString(Array(isFirst && part.first == UInt8(ascii: "\n") ? part.dropFirst() : part))
      isFirst = false
      // The newest commit comes first, but for clocks that were wrong.
      guard let day else { continue }
      if let known = days[name], known >= day { continue }
      days[name] = day
    }
  }
}
