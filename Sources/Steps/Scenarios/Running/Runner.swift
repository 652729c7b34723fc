internal import Diagnostics
internal import LearnMarkdown
internal import Procedures

/// Reads, binds and runs the procedures of a docset.
package func test(_ request: TestRequest, on product: any ProductModel) async -> TestReport {
  let (product, findings) = translated(product, by: request.labels)
  var read = await ReadRequest(request, product: product)
  read.findings += findings
  return await Runner(request: request, read: read, product: product).report()
}

struct Runner: Sendable {
  let request: TestRequest
  let read: ReadRequest
  let product: any ProductModel

  struct Job: Sendable {
    var procedure: Procedure
    var scenario: Scenario
    var choices: Variants.Choices
    var role: String
    var expected: RunRecord.Expected
  }

  func report() async -> TestReport {
    let selected = selectedProcedures()
    let environments = environments()
    var jobs: [(index: Int, job: Job)] = []
    var tooManyWays: [Int: StepFinding] = [:]
    for (index, procedure) in selected.enumerated() {
      guard let scenario = read.scenarios[procedure.id], let environment = environments[procedure.locale] else {
        continue
      }
      let variants = Variants(
        of: procedure, among: environment.procedures, overridden: scenario.overriddenSteps(of: procedure))
      tooManyWays[index] = variants.cut.map(Self.cutFinding)
      jobs += self.jobs(for: procedure, scenario, variants.choices).map { (index, $0) }
    }
    let runs = await boundedMap(jobs, jobs: request.jobs) { index, job -> (Int, RunRecord)? in
      guard let environment = environments[job.procedure.locale] else { return nil }
      return (index, await run(job, environment))
    }.compactMap(\.self)
    let runsByProcedure = Dictionary(grouping: runs, by: \.0).mapValues { $0.map(\.1) }
    var reports = selected.enumerated().map { report(on: $1, runs: runsByProcedure[$0] ?? []) }
    for (index, finding) in tooManyWays { reports[index].findings.append(finding) }
    let parity = ParityOfLocales(sourceLocale: request.sourceLocale, product: product)
    for (index, findings) in parity.findings(reports) { reports[index].findings += findings }
    for (index, findings) in differencesOfReadings(selected, reports) { reports[index].findings += findings }
    for (index, finding) in await narrowClaims(selected, reports, environments) {
      reports[index].findings.append(finding)
    }
    if request.isListing { for index in reports.indices { reports[index].runs = [] } }
    return TestReport(
      locales: read.locales, procedures: reports, fileFindings: read.findings.sorted(by: Diagnostic.inReadingOrder),
      isListing: request.isListing)
  }

  /// Of the procedures whose runs have not been compared.
  private func differencesOfReadings(
    _ selected: [Procedure], _ reports: [ProcedureReport]
  ) -> [(index: Int, findings: [StepFinding])] {
    let ran = Set(reports.filter { !$0.runs.isEmpty }.map { "\($0.locale) \($0.id)" })
    let ids = Set(selected.map(\.id))
    let references = read.references.filter { request.filter == nil && request.shard == nil || ids.contains($0.id) }
    return ParityOfReadings(sourceLocale: request.sourceLocale).findings(selected + references) {
      translation, original in
      ran.contains("\(translation.locale) \(translation.id)") && ran.contains("\(original.locale) \(original.id)")
    }.filter { $0.index < selected.count }
  }

  private func environments() -> [String: RunEnvironment] {
    let byLocale = Dictionary(grouping: read.procedures, by: \.locale)
    return Dictionary(
      uniqueKeysWithValues: read.locales.map { locale in
        let procedures = Dictionary(
          (byLocale[locale] ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return (
          locale,
          RunEnvironment(
            locale: locale, product: product, phrasebook: read.phrasebooks[locale] ?? Phrasebook(locale: locale),
            procedures: procedures)
        )
      })
  }

  // MARK: Selection

  private func selectedProcedures() -> [Procedure] {
    let sorted = read.procedures.sorted {
      ($0.locale, $0.file, $0.line, $0.id) < ($1.locale, $1.file, $1.line, $1.id)
    }
    // The locales of a procedure stay in one shard, so that their parity is seen there.
    let ids = Set(sorted.map(\.id)).sorted { $0.precedesInBytes($1) }
    let ordinals = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    return sorted.filter { procedure in
      if let filter = request.filter, !Pattern(filter).matches(procedure.id) { return false }
      guard let shard = request.shard, let ordinal = ordinals[procedure.id] else { return true }
      return ordinal % shard.count == shard.index - 1
    }
  }

  private func jobs(for procedure: Procedure, _ scenario: Scenario, _ ways: [Variants.Choices]) -> [Job] {
    func jobs(_ roles: [String], _ ways: [Variants.Choices], _ expected: RunRecord.Expected) -> [Job] {
      roles.flatMap { role in
        ways.map { Job(procedure: procedure, scenario: scenario, choices: $0, role: role, expected: expected) }
      }
    }
    // A list binds the words once, and runs nothing more.
    if request.isListing { return jobs(Array(scenario.allowed.prefix(1)), ways, .allowed) }
    return jobs(scenario.allowed, ways, .allowed) + jobs(scenario.unnamed, Array(ways.prefix(1)), .allowed)
      + jobs(scenario.refused, ways, .refused)
  }

  private static func cutFinding(_ procedure: Procedure, _ step: Step) -> StepFinding {
    let place = step.place?.inFile(procedure.file) ?? SourcePlace(file: step.file ?? procedure.file, line: step.line)
    return StepFinding(
      diagnostic: Diagnostic(
        .error, "procedure-too-many-ways",
        "With this step there are more than \(Variants.most) ways through the procedure; not all were run.",
        at: place),
      procedure: procedure.id, step: step.number, sentence: step.text, shown: [])
  }
}

extension Scenario {
  /// The numbers of the steps whose words an override stands for.
  func overriddenSteps(of procedure: Procedure) -> Set<Int> {
    Set(procedure.steps.filter { override(of: $0, in: procedure.locale) != nil }.map(\.number))
  }

  /// The override of a step, as long as the step has the text that it was written for.
  func override(of step: Step, in locale: String) -> StepOverride? {
    guard let override = overrides[step.number], override.digests[locale] == SHA256.hexadecimal(step.text) else {
      return nil
    }
    return override
  }
}
