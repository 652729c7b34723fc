internal import Diagnostics
internal import Procedures

/// One run, from a fresh world to its expectations.
extension Runner {
  func run(_ job: Job, _ environment: RunEnvironment) async -> RunRecord {
    switch await attempt(job, environment) {
    case .done(let record): return record
    case .broken(let fault):
      // A product that breaks says nothing about the article. A second time in a row is no accident.
      switch await attempt(job, environment) {
      case .done(var record):
        record.repeatedAfter = fault.message
        return record
      case .broken(let second):
        var record = RunRecord(
          variant: job.choices.name, role: job.role, expected: job.expected, status: .failed, milliseconds: 0,
          steps: [],
          findings: [
            finding(
              "product-broken",
              "The product broke, twice: \(second.message)" + (second.message.hasSuffix(".") ? "" : "."), job)
          ])
        record.repeatedAfter = fault.message
        return record
      }
    }
  }

  private enum Attempt {
    case done(RunRecord)
    case broken(ProductFault)
  }

  private func attempt(_ job: Job, _ environment: RunEnvironment) async -> Attempt {
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
      world = try await product.makeWorld(setup(job))
    } catch let fault as ProductFault {
      return .broken(fault)
    } catch {
      let message = (error as? WorldError)?.message ?? "\(error)"
      return .done(
        record(nil, [finding("scenario-impossible", "The scenario cannot be set up: \(message).", job)], .failed))
    }
    var run = Run(
      job.procedure, job.scenario, role: job.role, choices: job.choices, world: world, environment: environment)
    let begun = clock.now
    await run.run(job.procedure)
    stepTime = clock.now - begun
    var findings = run.findings
    switch job.expected {
    case .refused:
      if run.wasRefused {
        findings = []
      } else if findings.isEmpty {
        // Steps that are not understood say nothing about roles.
        let message = "The product lets the role \(job.role) do this, but the scenario says that it refuses."
        findings = [finding("role-not-refused", message, job)]
      }
    case .allowed:
      if findings.isEmpty { findings += await unmet(job, world) }
    }
    let status: RunRecord.Status = findings.isEmpty ? .passed : .failed
    findings += await world.remarks().map { remark(on: $0, job) }
    let fault = await world.fault()
    await world.close()
    if let fault { return .broken(fault) }
    return .done(record(run, findings, status))
  }

  private func setup(_ job: Job) -> WorldSetup {
    var setup = WorldSetup(
      role: job.role, locale: job.procedure.locale, given: job.scenario.given, values: job.scenario.values)
    setup.allowedRoles = job.scenario.allowed
    setup.procedure = job.procedure.id
    setup.variant = job.choices.name
    return setup
  }

  private func remark(on remark: ProductRemark, _ job: Job) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(
        .warning, remark.code, remark.message,
        at: SourcePlace(file: job.procedure.file, line: job.procedure.line)),
      procedure: job.procedure.id, step: nil, sentence: "", shown: [])
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
