internal import Diagnostics
internal import LearnMarkdown
internal import Procedures

/// A request, read: procedures of all locales, the scenarios that cover them, and what is wrong with the files.
struct ReadRequest: Sendable {
  var locales: [String] = []
  var procedures: [Procedure] = []
  var scenarios: [String: Scenario] = [:]
  var phrasebooks: [String: Phrasebook] = [:]
  var findings: [Diagnostic] = []

  init(_ request: TestRequest, product: any ProductModel) async {
    let lexicons = readLexicons(request)
    locales = Set(request.articles.map(\.locale)).sorted()
    for locale in locales where lexicons[locale] == nil {
      findings.append(
        Diagnostic(
          .warning, "lexicon-missing", "There is no lexicon for \(locale), so its steps are not read.",
          at: SourcePlace(file: request.articles.first { $0.locale == locale }?.file ?? "")))
    }
    procedures = await boundedMap(request.articles, jobs: request.jobs) { article -> [Procedure] in
      guard let lexicon = lexicons[article.locale] else { return [] }
      return Procedures.procedures(
        of: outline(of: article.source), article: article.path, file: article.file, lexicon: lexicon)
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
      for scenario in read {
        let place = SourcePlace(file: scenario.file, line: scenario.line)
        guard let covered = known[scenario.procedure] else {
          findings.append(
            Diagnostic(
              .error, "scenario-procedure-missing", "The article has no procedure '\(scenario.procedure)'.", at: place,
              suggestion: Spelling.nearest(to: scenario.procedure, among: known.keys.sorted())))
          continue
        }
        scenarios[scenario.procedure] = scenario
        findings += staleOverrides(scenario, covered)
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

/// Maps in parallel, at most `jobs` at a time, and keeps the order.
func boundedMap<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, _ body: @escaping @Sendable (Element) async -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    var results: [Result?] = Array(repeating: nil, count: elements.count)
    var next = 0
    while next < min(max(jobs, 1), elements.count) {
      let (index, element) = (next, elements[next])
      group.addTask { (index, await body(element)) }
      next += 1
    }
    for await (index, result) in group {
      results[index] = result
      if next < elements.count {
        let (index, element) = (next, elements[next])
        group.addTask { (index, await body(element)) }
        next += 1
      }
    }
    return results.compactMap(\.self)
  }
}
