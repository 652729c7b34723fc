internal import Diagnostics
internal import Procedures

/// One run, from a fresh world to its expectations.
extension Runner {
  func run(_ job: Job, _ environment: RunEnvironment) async -> RunRecord {
    let clock = ContinuousClock()
    let start = clock.now
    var stepTime = Duration.zero
    func record(_ run: Run?, _ findings: [StepFinding], _ status: RunRecord.Status) -> RunRecord {
      let names = run?.steps.flatMap(\.choices).map(Self.variantName) ?? []
      return RunRecord(
        variant: names.isEmpty ? job.choices.name : names.joined(separator: "+"),
        role: job.role, expected: job.expected, status: status, milliseconds: (clock.now - start).milliseconds,
        stepMilliseconds: stepTime.milliseconds, steps: run?.steps ?? [],
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
    let begun = clock.now
    await run.run(job.procedure)
    stepTime = clock.now - begun
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
}

extension Variants.Choices {
  /// For a run that stopped before its first choice.
  fileprivate var name: String {
    guard !isEmpty else { return "only" }
    let inOrder = sorted {
      ($0.key.procedure, $0.key.step, $0.key.clause) < ($1.key.procedure, $1.key.step, $1.key.clause)
    }
    return "variant-" + inOrder.map { String($0.value + 1) }.joined(separator: "-")
  }
}

extension Duration {
  fileprivate var milliseconds: Double { Double(components.seconds) * 1e3 + Double(components.attoseconds) / 1e15 }
}
