internal import Diagnostics
internal import Procedures

/// Roles that may do what an article describes and that it does not name.
extension Runner {
  /// Tries every role that a scenario does not speak of. An article may leave a role out on purpose, so what is found
  /// is a suggestion; it stands in the source language only, since the claim of the others follows that one.
  ///
  /// - Returns: Findings, with the index of the report that they belong to.
  func narrowClaims(
    _ procedures: [Procedure], _ reports: [ProcedureReport], _ environments: [String: RunEnvironment]
  ) async -> [(index: Int, finding: StepFinding)] {
    guard request.triesUnnamedRoles, !request.isListing else { return [] }
    let groups = Dictionary(grouping: procedures.indices) { procedures[$0].id }.values
    let sources = groups.compactMap { indices in
      indices.first { procedures[$0].locale == request.sourceLocale } ?? indices.first
    }.sorted()
    return await boundedMap(sources, jobs: request.jobs) { index -> (Int, StepFinding)? in
      let procedure = procedures[index]
      // Steps that fail say nothing about roles.
      guard reports[index].isProven, let scenario = read.scenarios[procedure.id], let claim = procedure.claim,
        let environment = environments[procedure.locale],
        let way = Variants(
          of: procedure, among: environment.procedures, overridden: scenario.overriddenSteps(of: procedure)
        ).choices.first
      else { return nil }
      let named = scenario.allowed + scenario.unnamed + scenario.refused
      var letIn: [String] = []
      for role in product.roles where !named.contains(role.id) {
        let job = Job(procedure: procedure, scenario: scenario, choices: way, role: role.id, expected: .allowed)
        if await run(job, environment).status == .passed {
          letIn.append(role.names[procedure.locale]?.first ?? role.id)
        }
      }
      return letIn.isEmpty ? nil : (index, Self.finding(procedure, claim, letIn))
    }.compactMap(\.self)
  }

  private static func finding(_ procedure: Procedure, _ claim: RoleClaim, _ roles: [String]) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(
        .suggestion, "role-claim-narrow",
        "The product also lets in, and the article does not name: \(roles.joined(separator: ", ")).",
        at: claim.phrase.place.inFile(procedure.file)),
      procedure: procedure.id, step: nil, sentence: claim.phrase.text, shown: [])
  }
}
