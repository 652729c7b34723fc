internal import Diagnostics
internal import Procedures

/// Reads, binds and runs the procedures of a docset.
package func test(_ request: TestRequest, on product: any ProductModel) async -> TestReport {
  let read = await ReadRequest(request, product: product)
  return await Runner(request: request, read: read, product: product).report()
}

struct Runner: Sendable {
  let request: TestRequest
  let read: ReadRequest
  let product: any ProductModel

  /// A cross product of alternatives above this is a mistake of the article, not a plan.
  private static let mostVariants = 64

  private struct Job: Sendable {
    var procedure: Procedure
    var scenario: Scenario
    var choices: [Int]
    var role: String
    var expected: RunRecord.Expected
  }

  func report() async -> TestReport {
    let selected = selectedProcedures()
    let environments = Dictionary(
      uniqueKeysWithValues: read.locales.map { locale in
        (
          locale,
          RunEnvironment(
            product: product, phrasebook: read.phrasebooks[locale] ?? Phrasebook(locale: locale),
            procedures: Dictionary(
              read.procedures.filter { $0.locale == locale }.map { ($0.id, $0) },
              uniquingKeysWith: { first, _ in first }))
        )
      })
    let jobs = selected.enumerated().flatMap { index, procedure in self.jobs(for: procedure).map { (index, $0) } }
    let runs = await boundedMap(jobs, jobs: request.jobs) { index, job -> (Int, RunRecord)? in
      guard let environment = environments[job.procedure.locale] else { return nil }
      return (index, await run(job, environment))
    }.compactMap(\.self)
    let runsByProcedure = Dictionary(grouping: runs, by: \.0).mapValues { $0.map(\.1) }
    var reports = selected.enumerated().map { report(on: $1, runs: runsByProcedure[$0] ?? []) }
    let parity = ParityOfLocales(sourceLocale: request.sourceLocale, product: product)
    for (index, findings) in parity.findings(reports) { reports[index].findings += findings }
    if request.isListing { for index in reports.indices { reports[index].runs = [] } }
    return TestReport(
      locales: read.locales, procedures: reports, fileFindings: read.findings.sorted(by: Diagnostic.inReadingOrder),
      isListing: request.isListing)
  }

  // MARK: Selection

  private func selectedProcedures() -> [Procedure] {
    let sorted = read.procedures.sorted {
      ($0.locale, $0.file, $0.line, $0.id) < ($1.locale, $1.file, $1.line, $1.id)
    }
    // The locales of a procedure stay in one shard, so that their parity is seen there.
    let ids = Set(sorted.map(\.id)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let ordinals = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    return sorted.filter { procedure in
      if let filter = request.filter, !Pattern(filter).matches(procedure.id) { return false }
      guard let shard = request.shard, let ordinal = ordinals[procedure.id] else { return true }
      return ordinal % shard.count == shard.index - 1
    }
  }

  private func jobs(for procedure: Procedure) -> [Job] {
    guard let scenario = read.scenarios[procedure.id] else { return [] }
    let variants = variants(of: procedure)
    var jobs: [Job] = []
    for role in scenario.allowed {
      jobs += variants.map {
        Job(procedure: procedure, scenario: scenario, choices: $0, role: role, expected: .allowed)
      }
      // A list binds the words once, and runs nothing more.
      if request.isListing { return jobs }
    }
    for role in scenario.refused {
      jobs += variants.map {
        Job(procedure: procedure, scenario: scenario, choices: $0, role: role, expected: .refused)
      }
    }
    return jobs
  }

  private func variants(of procedure: Procedure) -> [[Int]] {
    var variants: [[Int]] = [[]]
    for clause in procedure.steps.flatMap(\.clauses) where clause.choices > 1 {
      variants = variants.flatMap { variant in (0..<clause.choices).map { variant + [$0] } }
      if variants.count > Self.mostVariants { return Array(variants.prefix(Self.mostVariants)) }
    }
    return variants
  }

  // MARK: Running

  private func run(_ job: Job, _ environment: RunEnvironment) async -> RunRecord {
    let clock = ContinuousClock()
    let start = clock.now
    func record(_ run: Run?, _ findings: [StepFinding], _ status: RunRecord.Status) -> RunRecord {
      let elapsed = clock.now - start
      let milliseconds = Double(elapsed.components.seconds) * 1e3 + Double(elapsed.components.attoseconds) / 1e15
      let names = run?.steps.flatMap(\.choices).map(Self.variantName) ?? []
      return RunRecord(
        variant: names.isEmpty
          ? (job.choices.isEmpty ? "only" : "variant-\(job.choices.map { String($0 + 1) }.joined(separator: "-"))")
          : names.joined(separator: "+"),
        role: job.role, expected: job.expected, status: status, milliseconds: milliseconds, steps: run?.steps ?? [],
        findings: findings)
    }
    let world: any ProductWorld
    do {
      world = try await product.makeWorld(
        WorldSetup(
          role: job.role, locale: job.procedure.locale, given: job.scenario.given, values: job.scenario.values))
    } catch {
      let message = (error as? WorldError)?.message ?? "\(error)"
      return record(nil, [finding("scenario-impossible", "The scenario cannot be set up: \(message).", job)], .failed)
    }
    var run = Run(
      job.procedure, job.scenario, role: job.role, choices: job.choices, world: world, environment: environment)
    await run.run(job.procedure)
    switch job.expected {
    case .refused:
      if run.wasRefused { return record(run, [], .passed) }
      // Steps that are not understood say nothing about roles.
      if !run.findings.isEmpty { return record(run, run.findings, .failed) }
      let message = "The product lets the role \(job.role) do this, but the scenario says that it refuses."
      return record(run, [finding("role-not-refused", message, job)], .failed)
    case .allowed:
      var findings = run.findings
      if findings.isEmpty { findings += await unmet(job, world) }
      return record(run, findings, findings.isEmpty ? .passed : .failed)
    }
  }

  private func unmet(_ job: Job, _ world: any ProductWorld) async -> [StepFinding] {
    var findings: [StepFinding] = []
    for expectation in job.scenario.expectations {
      guard let found = await world.verify(expectation) else { continue }
      let name = expectation.entries.map(\.key).joined(separator: ", ")
      var finding = finding("expectation-failed", "The expectation '\(name)' does not hold: \(found)", job)
      finding.diagnostic.place = SourcePlace(
        file: job.scenario.file, line: expectation.line, column: expectation.column)
      findings.append(finding)
    }
    return findings
  }

  private func finding(_ code: String, _ message: String, _ job: Job) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(.error, code, message, at: job.scenario.rolesPlace), procedure: job.procedure.id,
      step: nil,
      sentence: "", shown: [])
  }

  /// `reset.autoGenerate` → `auto-generate`.
  private static func variantName(_ control: String) -> String {
    (control.split(separator: ".").last ?? "").reduce(into: "") { name, letter in
      name += letter.isUppercase ? "-\(letter.lowercased())" : String(letter)
    }
  }

  // MARK: Reporting

  private func report(on procedure: Procedure, runs: [RunRecord]) -> ProcedureReport {
    var report = ProcedureReport(
      id: procedure.id, locale: procedure.locale, file: procedure.file, line: procedure.line, isCovered: false,
      steps: [], runs: runs, findings: [])
    guard let scenario = read.scenarios[procedure.id] else {
      report.steps = procedure.steps.map(\.readRecord)
      report.findings = request.isListing ? misreadings(of: procedure) : [uncovered(procedure)]
      return report
    }
    report.isCovered = true
    report.steps = merged(runs.filter { $0.expected == .allowed }, procedure)
    report.findings = RoleClaimCheck(product: product).findings(procedure, scenario)
    // Runs of other roles are shown other controls; the mistake is the same one.
    var seen: Set<Diagnostic> = []
    for finding in runs.flatMap(\.findings) where seen.insert(finding.diagnostic).inserted {
      report.findings.append(finding)
    }
    return report
  }

  /// The steps as all variants together did them.
  private func merged(_ runs: [RunRecord], _ procedure: Procedure) -> [StepRecord] {
    guard var steps = runs.first?.steps else { return procedure.steps.map(\.readRecord) }
    for run in runs.dropFirst() {
      for (index, step) in run.steps.enumerated() {
        guard index < steps.count else {
          steps.append(step)
          continue
        }
        steps[index].status = max(steps[index].status, step.status)
        for action in step.actions where !steps[index].actions.contains(action) { steps[index].actions.append(action) }
      }
    }
    // What no run came to was not verified.
    for step in procedure.steps.dropFirst(steps.count) {
      var record = step.readRecord
      record.status = max(record.status, .undefined)
      steps.append(record)
    }
    return steps
  }

  private func misreadings(of procedure: Procedure) -> [StepFinding] {
    procedure.steps.flatMap { step in
      step.clauses.compactMap { clause in
        guard case .undefined(let misreading) = clause.kind else { return nil }
        let place = clause.phrase.place
        return StepFinding(
          diagnostic: Diagnostic(
            .error, misreading.rawValue, misreading.message,
            at: SourcePlace(
              file: procedure.file, line: place.line, column: place.column, endLine: place.endLine,
              endColumn: place.endColumn)),
          procedure: procedure.id, step: step.number, sentence: step.text, shown: [])
      }
    }
  }

  private func uncovered(_ procedure: Procedure) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(
        .info, "procedure-uncovered", "No scenario covers '\(procedure.id)'.",
        at: SourcePlace(file: procedure.file, line: procedure.line)),
      procedure: procedure.id, step: nil, sentence: "", shown: [])
  }
}

extension Step {
  /// The step as far as reading alone can tell.
  var readRecord: StepRecord {
    let status = clauses.map { clause -> ReadingStatus in
      switch clause.kind {
      case .instructions: .read
      case .outcome: .outcome
      case .information: .data
      case .undefined: .undefined
      }
    }.max()
    return StepRecord(number: number, line: line, text: text, status: status ?? .data, actions: [], manual: [])
  }
}

/// A part of a name, where `*` stands for anything.
struct Pattern {
  private let parts: [Substring]

  init(_ text: String) { parts = text.split(separator: "*") }

  func matches(_ name: String) -> Bool {
    var rest = name[...]
    for part in parts {
      guard let start = rest.indices.first(where: { rest[$0...].hasPrefix(part) }) else { return false }
      rest = rest[start...].dropFirst(part.count)
    }
    return true
  }
}
