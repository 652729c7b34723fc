#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The folders under watch, kept in step with the file system from the events alone.
struct WatchedTree: ~Copyable, Sendable {
  private let inotify: Inotify
  private let filter: SourceFilter
  private var folders: [Int32: String] = [:]
  private var watches: [String: Int32] = [:]
  /// Roots that are gone at present: a checkout may take one away and bring it back.
  private(set) var lostRoots: Set<String> = []
  /// Absolute, without links.
  private var roots: [String] = []
  /// Set when the system refuses further watches while the preview runs.
  private(set) var limitReached = false

  var descriptor: Int32 { inotify.descriptor }

  /// Watches nothing yet.
  init(_ inotify: consuming Inotify, filter: SourceFilter) {
    self.inotify = inotify
    self.filter = filter
  }

  /// Watches a root and all below it, from now on.
  mutating func watch(root: String) throws(PreviewError) {
    guard let path = Folders.canonical(root) else { throw .folderNotReadable(root, Inotify.text(of: errno)) }
    do { try add(path) } catch {
      if error.code == ENOSPC { limitReached = true } else { throw .folderNotReadable(root, error.text) }
    }
    if limitReached { throw .watchLimitReached("fs.inotify.max_user_watches") }
    roots.append(path)
  }

  /// Takes the waiting events in and says which sources changed.
  mutating func update() -> SourceChanges {
    var changes = SourceChanges.none
    for event in inotify.waitingEvents() { changes.add(take(event)) }
    return changes
  }

  /// Watches roots that have come back. Says whether one has.
  mutating func recoverRoots() -> Bool {
    var recovered = false
    for root in lostRoots.sorted() where (try? add(root)) != nil {
      lostRoots.remove(root)
      recovered = true
    }
    return recovered
  }

  private mutating func take(_ event: Inotify.Event) -> SourceChanges {
    if event.has(IN_Q_OVERFLOW) {
      // Events were dropped, so the tree is read anew. Watching a folder twice does no harm.
      for root in roots { try? add(root) }
      return .unknown
    }
    guard let folder = folders[event.watch] else { return .none }
    if event.has(IN_IGNORED) {
      folders[event.watch] = nil
      if watches[folder] == event.watch { watches[folder] = nil }
      return .none
    }
    if event.has(IN_DELETE_SELF | IN_MOVE_SELF) {
      // Of a folder below a root its parent tells already.
      guard roots.contains(folder) else { return .none }
      remove(folder)
      lostRoots.insert(folder)
      return .unknown
    }
    let path = "\(folder)/\(event.name)"
    if event.has(Int32(bitPattern: UInt32(IN_ISDIR))) {
      guard filter.watches(folder: path, named: event.name) else { return .none }
      if event.has(IN_MOVED_FROM) { remove(path) }
      if event.has(IN_CREATE | IN_MOVED_TO) { try? add(path) }
      return .unknown
    }
    return filter.isSource(fileNamed: event.name) ? .files([path]) : .none
  }

  /// Watches `folder` and all below it. The folder is watched before it is listed, so that what is made in between
  /// is seen by one of the two.
  private mutating func add(_ folder: String) throws(Inotify.Errno) {
    let watch = try inotify.watch(folder)
    folders[watch] = folder
    watches[folder] = watch
    for name in Folders.children(of: folder) where filter.watches(folder: "\(folder)/\(name)", named: name) {
      do { try add("\(folder)/\(name)") } catch {
        // Gone again, or not readable: no source of ours. A reached limit is told, since edits would be missed.
        if error.code == ENOSPC { limitReached = true }
      }
    }
  }

  /// Forgets `folder` and all below it: a folder that was moved away would go on reporting under its old name.
  private mutating func remove(_ folder: String) {
    let below = folder + "/"
    for (path, watch) in watches where path == folder || path.utf8.starts(with: below.utf8) {
      inotify.unwatch(watch)
      watches[path] = nil
      folders[watch] = nil
    }
  }
}
