internal import Procedures

/// A clause at which a reader chooses.
struct ChoicePoint: Sendable, Hashable {
  /// The id of the procedure that holds the clause.
  var procedure: String
  /// Indices, not numbers.
  var step: Int
  var clause: Int
  /// The choice is whether to do it at all: 0 yes, 1 no.
  var isLeavingOut = false
}

/// The ways through a procedure: one for each combination of the alternatives it offers, those of the procedures that
/// it follows included. In each of them exactly one alternative is taken at every point.
struct Variants: Sendable {
  /// Which alternative is taken at each point, by its index.
  typealias Choices = [ChoicePoint: Int]

  /// More ways than this are a mistake of the article, not a plan.
  static let most = 64

  private(set) var choices: [Choices] = []
  /// Where ways were left out because there are more than ``most``.
  private(set) var cut: (procedure: Procedure, step: Step)?

  private let procedures: [String: Procedure]

  /// - Parameters:
  ///   - procedures: All of the locale, by id, for steps that follow another.
  ///   - overridden: The numbers of the steps whose words are not read.
  init(of procedure: Procedure, among procedures: [String: Procedure], overridden: Set<Int>) {
    self.procedures = procedures
    choices = ways(through: procedure, leavingOut: overridden, following: [procedure.id])
  }

  private mutating func ways(
    through procedure: Procedure, leavingOut overridden: Set<Int>, following: [String], only: ClosedRange<Int>? = nil
  ) -> [Choices] {
    var ways: [Choices] = [[:]]
    for (stepIndex, step) in procedure.steps.enumerated()
    where !overridden.contains(step.number) && only?.contains(step.number) ?? true {
      for (clauseIndex, clause) in step.clauses.enumerated() {
        let point = ChoicePoint(procedure: procedure.id, step: stepIndex, clause: clauseIndex)
        let options = self.options(at: point, clause, in: procedure, following: following)
        let leaving = step.choiceOfLeavingOut(clauseIndex, at: stepIndex, of: procedure.id)
        ways = ways.flatMap { way in
          guard let leaving else { return options.map { way.merging($0) { first, _ in first } } }
          if way[leaving] == 1 { return [way] }
          let done = options.map { way.merging($0) { first, _ in first }.merging([leaving: 0]) { first, _ in first } }
          return way[leaving] == 0 ? done : done + [way.merging([leaving: 1]) { first, _ in first }]
        }
        if ways.count > Self.most {
          ways.removeLast(ways.count - Self.most)
          if cut == nil { cut = (procedure, step) }
        }
      }
    }
    return ways
  }

  private mutating func options(
    at point: ChoicePoint, _ clause: Clause, in procedure: Procedure, following: [String]
  ) -> [Choices] {
    guard case .instructions(let alternatives) = clause.kind else { return [[:]] }
    var options: [Choices] = []
    for choice in 0..<clause.choices {
      var nested: [Choices] = [clause.choices > 1 ? [point: choice] : [:]]
      for instruction in alternatives.count > 1 ? alternatives[choice] : alternatives[0] {
        guard let id = instruction.followedProcedure(from: procedure.id, among: procedures),
          let next = procedures[id], !following.contains(id)
        else { continue }
        let further = ways(
          through: next, leavingOut: [], following: following + [id], only: instruction.steps)
        nested = nested.flatMap { way in further.map { way.merging($0) { first, _ in first } } }
      }
      options += nested
    }
    return options
  }
}

extension Instruction {
  /// The id of the procedure that the instruction says to follow; nil where it follows none of this docset.
  func followedProcedure(from id: String, among procedures: [String: Procedure]) -> String? {
    guard operation == .follow, case .label(let link?)? = path.first?.kind else { return nil }
    return ProcedureLink.resolve(link, from: id, among: procedures)
  }
}
