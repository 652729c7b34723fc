/// What of the watched folders changed since somebody asked last.
package enum SourceChanges: Sendable, Equatable {
  /// Files, by their absolute paths without symbolic links; a file that is gone or new among them.
  case files(Set<String>)
  /// More than can be told by files: folders, or so much that the system lost count.
  case unknown

  static var none: SourceChanges { .files([]) }

  var isNone: Bool { self == .none }

  mutating func add(_ other: SourceChanges) {
    switch (self, other) {
    case (.files(let mine), .files(let theirs)): if !theirs.isEmpty { self = .files(mine.union(theirs)) }
    case (.unknown, _), (_, .unknown): self = .unknown
    }
  }
}
