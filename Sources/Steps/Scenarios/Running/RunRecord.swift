package import Diagnostics
internal import Procedures

/// How a clause or a step ended. The order is from best to worst: a step has the worst status of its clauses.
package enum ReadingStatus: String, Sendable, Comparable {
  /// Read, but no scenario covers its procedure, so that nothing was bound.
  case read
  case bound, outcome, data, manual, ambiguous, undefined

  private var rank: Int {
    switch self {
    case .data: 0
    case .outcome: 1
    case .read: 2
    case .bound: 3
    case .manual: 4
    case .ambiguous: 5
    case .undefined: 6
    }
  }

  package static func < (a: ReadingStatus, b: ReadingStatus) -> Bool { a.rank < b.rank }
}

/// One step as one run met it.
package struct StepRecord: Sendable, Hashable {
  package var number: Int
  package var line: Int
  package var text: String
  package var status: ReadingStatus
  package var actions: [Action]
  /// The clauses that only a person can do.
  package var manual: [String]
  /// What each clause was read as, before anything was bound.
  package var readings: [String] = []
  /// The clauses that were not read.
  var unread: [UnreadClause] = []
  /// The controls of choices that this step offers and this run took.
  package var choices: [String] = []
  /// The words that asked for each of the actions.
  var actionPlaces: [TextPlace] = []
  /// All words of the step that are read.
  var place: TextPlace?
}

/// A finding with what a reader needs to see beside it.
package struct StepFinding: Sendable, Hashable {
  package var diagnostic: Diagnostic
  package var procedure: String
  package var step: Int?
  package var sentence: String
  /// The labels on the screen at the time.
  package var shown: [String]
  /// What was to be seen, where the product has a screen.
  package var evidence: StepEvidence?
}

/// One procedure done once: one variant, one role, one fresh world.
package struct RunRecord: Sendable, Hashable {
  package enum Expected: String, Sendable { case allowed, refused }
  package enum Status: String, Sendable { case passed, failed }

  package var variant: String
  package var role: String
  package var expected: Expected
  package var status: Status
  package var milliseconds: Double
  /// Of `milliseconds`, what the steps took: without making the world and asking it what the scenario expects.
  var stepMilliseconds: Double = 0
  package var steps: [StepRecord]
  package var findings: [StepFinding]
  /// Why the run was begun a second time: the product broke in the first one.
  package var repeatedAfter: String?
}
