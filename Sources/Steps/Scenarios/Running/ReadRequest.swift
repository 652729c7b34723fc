internal import Diagnostics
internal import Procedures

/// A request, read: procedures of all locales, the scenarios that cover them, and what is wrong with the files.
struct ReadRequest: Sendable {
  var locales: [String] = []
  var procedures: [Procedure] = []
  var scenarios: [String: Scenario] = [:]
  var phrasebooks: [String: Phrasebook] = [:]
  /// Procedures that are not run, because what is written for them has mistakes; the findings say which.
  var unreadable: Set<String> = []
  var findings: [Diagnostic] = []

  init(_ request: TestRequest, product: any ProductModel) async {
    let lexicons = readLexicons(request)
    locales = Set(request.articles.map(\.locale)).sorted()
    // A lexicon that cannot be read has a finding of its own.
    let written = Set(request.lexicons.map(\.name))
    for locale in locales where lexicons[locale] == nil && !written.contains(locale) {
      findings.append(
        Diagnostic(
          .warning, "lexicon-missing", "There is no lexicon for \(locale), so its steps are not read.",
          at: SourcePlace(file: request.articles.first { $0.locale == locale }?.file ?? "")))
    }
    procedures = await boundedMap(request.articles, jobs: request.jobs) { article -> [Procedure] in
      guard let lexicon = lexicons[article.locale] else { return [] }
      return Procedures.procedures(
        of: article.read(), moniker: article.moniker, path: article.path, file: article.file, lexicon: lexicon)
    }.flatMap(\.self)
    readPhrasebooks(request, product)
    readScenarios(request, product)
  }

  private mutating func readLexicons(_ request: TestRequest) -> [String: Lexicon] {
    var lexicons = (try? Lexicon.builtIn()) ?? [:]
    for file in request.lexicons {
      do {
        let lexicon = try Lexicon(yaml: file.text)
        lexicons[lexicon.locale] = lexicon
      } catch {
        findings.append(Diagnostic(.error, "lexicon-invalid", "\(error)", at: SourcePlace(file: file.file)))
      }
    }
    return lexicons
  }

  private mutating func readPhrasebooks(_ request: TestRequest, _ product: any ProductModel) {
    for file in request.phrasebooks where locales.contains(file.name) {
      let (phrasebook, wrong) = Phrasebook.reading(
        yaml: file.text, locale: file.name, file: file.file, product: product)
      phrasebooks[file.name] = phrasebook
      findings += wrong
    }
  }

  private mutating func readScenarios(_ request: TestRequest, _ product: any ProductModel) {
    let articles = Set(request.articles.map(\.path))
    let known = Dictionary(grouping: procedures, by: \.id)
    // Scenarios of articles that the docset does not have are another docset's.
    for file in request.scenarios where articles.contains(file.name) {
      let (read, wrong) = Scenarios.scenarios(yaml: file.text, article: file.name, file: file.file, product: product)
      findings += wrong
      noteUnreadable(in: file.name, read, wrong, known: known.keys)
      for scenario in read {
        let place = SourcePlace(file: scenario.file, line: scenario.line)
        guard let covered = known[scenario.procedure] else {
          findings.append(
            Diagnostic(
              .error, "scenario-procedure-missing", "The article has no procedure '\(scenario.procedure)'.", at: place,
              suggestion: Spelling.nearest(to: scenario.procedure, among: known.keys.sorted())))
          continue
        }
        if unreadable.contains(scenario.procedure) { continue }
        scenarios[scenario.procedure] = scenario
        findings += staleOverrides(scenario, covered)
      }
    }
  }

  /// One mistake makes others of what it hides, and only the first is worth reading: the scenario that holds it is not
  /// run. A mistake that stands in no scenario holds for the whole file.
  private mutating func noteUnreadable(
    in article: String, _ read: [Scenario], _ wrong: [Diagnostic], known: some Sequence<String>
  ) {
    for finding in wrong where finding.severity == .error {
      if let holder = read.last(where: { $0.line <= finding.place.line }) {
        unreadable.insert(holder.procedure)
      } else {
        unreadable.formUnion(known.filter { $0.hasPrefix(article + "#") })
      }
    }
  }

  private func staleOverrides(_ scenario: Scenario, _ procedures: [Procedure]) -> [Diagnostic] {
    scenario.overrides.sorted { $0.key < $1.key }.flatMap { number, override in
      procedures.compactMap { procedure in
        guard let digest = override.digests[procedure.locale] else { return nil }
        let text = procedure.steps.first { $0.number == number }?.text
        guard text.map(SHA256.hexadecimal) != digest else { return nil }
        return Diagnostic(
          .error, "scenario-stale-override",
          "The override of step \(number) was written for another text in \(procedure.locale); it is void.",
          at: override.place, suggestion: text.map(SHA256.hexadecimal))
      }
    }
  }
}
