internal import Diagnostics
internal import Procedures

/// What became of every mutant.
package struct MutationReport: Sendable {
  package struct Outcome: Sendable {
    package var mutant: Mutant
    /// The code of the first finding that noticed it; none for a survivor.
    package var noticedBy: String?
  }

  package var outcomes: [Outcome]
  /// Whether the articles pass as they are; where they do not, nothing was mutated.
  package var isSound: Bool

  package var survivors: [Mutant] { outcomes.filter { $0.noticedBy == nil }.map(\.mutant) }
  package var killed: Int { outcomes.count - survivors.count }

  /// Counts by kind, each survivor with its place, and the share in the last line.
  package var text: String {
    guard isSound else { return "the articles fail as they are; mend them before they are mutated\n" }
    var text = ""
    for kind in Mutant.Kind.allCases {
      let ofKind = outcomes.filter { $0.mutant.kind == kind }
      guard !ofKind.isEmpty else { continue }
      text += "\(kind.rawValue): killed \(ofKind.count { $0.noticedBy != nil }) of \(ofKind.count)\n"
    }
    for mutant in survivors {
      text += "survived: \(mutant.place.file):\(mutant.place.line):\(mutant.place.column): "
      text += "\(mutant.kind.rawValue): “\(mutant.original)” became “\(mutant.replacement)”\n"
    }
    let tenths = outcomes.isEmpty ? 1000 : (killed * 1000 + outcomes.count / 2) / outcomes.count
    text += "killed \(killed) of \(outcomes.count) mutants (\(tenths / 10).\(tenths % 10) %)\n"
    return text
  }
}

/// Damages the articles in memory, one word at a time, and tests each damaged article as the whole one is tested.
package func mutate(_ request: TestRequest, on product: any ProductModel) async -> MutationReport {
  let named = translated(product, by: request.labels).product
  let read = await ReadRequest(request, product: named)
  var whole = request
  whole.triesUnnamedRoles = false
  let baseline = await test(whole, on: product)
  guard !baseline.hasFailed else { return MutationReport(outcomes: [], isSound: false) }
  let tested = Set(baseline.procedures.filter(\.isCovered).map(\.id))
  let ofArticles = request.articles.flatMap { article in
    MutantMaker(
      article, read.procedures.filter { $0.file == article.file && tested.contains($0.id) }, product: named
    ).mutants()
  }
  let ofScenarios = request.scenarios.compactMap { ScenarioMutants($0, locale: request.sourceLocale) }.flatMap {
    $0.mutants(of: tested)
  }
  let mutants = ofArticles + ofScenarios
  let outcomes = await boundedMap(mutants, jobs: request.jobs) { mutant in
    var damaged = request
    damaged.jobs = 1
    damaged.triesUnnamedRoles = false
    damaged.articles = request.articles.filter { $0.path == mutant.article }.map { article in
      var article = article
      if article.locale == mutant.locale, !mutant.kind.isOfScenario { article.source = mutant.source }
      return article
    }
    damaged.scenarios = request.scenarios.filter { $0.name == mutant.article }
    if mutant.kind.isOfScenario {
      for index in damaged.scenarios.indices {
        damaged.scenarios[index].text = String(decoding: mutant.source, as: UTF8.self)
      }
    }
    damaged.ownsFiles = false
    damaged.otherLocales = request.allLocales
    damaged.filter = mutant.procedure ?? request.filter
    damaged.shard = nil
    if mutant.kind == .expectation, let noticed = await missing(mutant, damaged, on: named) {
      return MutationReport.Outcome(mutant: mutant, noticedBy: noticed.isEmpty ? nil : noticed)
    }
    let report = await test(damaged, on: product)
    let finding = report.findings.first { $0.severity == .error }?.code
    return MutationReport.Outcome(mutant: mutant, noticedBy: report.hasFailed ? finding ?? "run-failed" : nil)
  }
  return MutationReport(outcomes: outcomes, isSound: true)
}

/// What shows that an expectation is missing: of those that are left, one that does not hold before the first step.
/// Where all of them do, steps that do nothing would pass, and the scenario proves too little.
///
/// - Returns: The code of the finding; empty where nothing shows it; nil where the file itself has a mistake.
private func missing(_ mutant: Mutant, _ request: TestRequest, on product: any ProductModel) async -> String? {
  let read = await ReadRequest(request, product: product)
  guard let id = mutant.procedure, let scenario = read.scenarios[id], let role = scenario.allowed.first else {
    return nil
  }
  let setup = WorldSetup(role: role, locale: mutant.locale, given: scenario.given, values: scenario.values)
  guard let world = try? await product.makeWorld(setup) else { return nil }
  for expectation in scenario.expectations where await world.verify(expectation) != nil { return "expectation-failed" }
  return ""
}
