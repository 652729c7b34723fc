internal import ArgumentParser
internal import Checks
internal import Diagnostics
internal import Docset
internal import SiteBuilding
internal import SiteModel

/// `--since`: what a change brings, held against the docset as it was when the change began.
struct SinceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Report only what the change since this revision brings, such as origin/main.", valueName: "revision"))
  var since: String?

  /// What was changed; nil where that is not asked for.
  func changes(in docset: String) throws -> GitChanges? {
    guard let since else { return nil }
    do throws(GitChanges.Failure) {
      return try GitChanges.since(since, in: docset)
    } catch {
      Console.error("trin check: \(error.reason)")
      throw Outcome.usage
    }
  }
}

/// The docset as it was before a change, checked.
struct FormerFindings {
  let known: Baseline
  /// The places of links to other sites that were there before.
  let externalPlaces: Set<SourcePlace>

  static let none = FormerFindings(known: Baseline([]), externalPlaces: [])
}

/// How near findings lie to a change.
struct NearnessReading {
  private let changes: GitChanges
  private let root: String
  private var lines: [String: ChangedLines] = [:]

  /// - Parameter root: What findings put before a path relative to the docset's root.
  init(_ changes: GitChanges, root: String) {
    self.changes = changes
    self.root = root
  }

  mutating func nearness(of place: SourcePlace) -> Nearness {
    let path = place.file.hasPrefix(root) ? String(place.file.dropFirst(root.count)) : place.file
    guard changes.changed.contains(path) else { return changes.removed.contains(path) ? .changedFile : .elsewhere }
    if lines[path] == nil {
      lines[path] = ChangedLines(
        from: changes.formerBytes(of: path), to: FindingFormat.source(place.file) ?? [])
    }
    return lines[path]?.touches(place) == true ? .changedLine : .changedFile
  }
}
