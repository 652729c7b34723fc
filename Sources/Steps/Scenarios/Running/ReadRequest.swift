internal import Diagnostics
internal import LearnMarkdown
internal import Procedures

/// A request, read: procedures of all locales, the scenarios that cover them, and what is wrong with the files.
struct ReadRequest: Sendable {
  var locales: [String] = []
  var procedures: [Procedure] = []
  /// Of the source language, where its docset is read beside.
  var references: [Procedure] = []
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
          rule: .lexiconMissing, "There is no lexicon for \(locale), so its steps are not read.",
          at: SourcePlace(file: request.articles.first { $0.locale == locale }?.file ?? "")))
    }
    procedures = await Self.procedures(of: request.articles, lexicons, jobs: request.jobs)
    references = await Self.procedures(of: request.references, lexicons, jobs: request.jobs)
    readScenarios(request, product)
    readPhrasebooks(request, product)
    findings += request.findings + filesOfNothing(request) + hiddenLabels()
  }

  private static func procedures(
    of articles: [TestRequest.Article], _ lexicons: [String: Lexicon], jobs: Int
  ) async -> [Procedure] {
    await boundedMap(articles, jobs: jobs) { article -> [Procedure] in
      guard let lexicon = lexicons[article.locale] else { return [] }
      return Procedures.procedures(
        of: article.read(), moniker: article.moniker, path: article.path, file: article.file, lexicon: lexicon)
    }.flatMap(\.self)
  }

  /// Files that are named for an article or a language that the docset does not have: nothing of them is used.
  private func filesOfNothing(_ request: TestRequest) -> [Diagnostic] {
    func finding(_ file: TestRequest.File, _ message: String, _ known: some Sequence<String>) -> Diagnostic {
      Diagnostic(
        .error, "steps-file-unused", message, at: SourcePlace(file: file.file, line: 1, column: 1),
        suggestion: Spelling.nearest(to: file.name, among: known))
    }
    guard request.ownsFiles else { return [] }
    let paths = request.allPaths
    let scenarios = request.scenarios.filter { !paths.contains($0.name) }.map { file in
      finding(file, "The docset has no article '\(file.name)', so that these scenarios are not run.", paths.sorted())
    }
    let ofLocales = (request.phrasebooks + request.labels + request.lexicons).filter { file in
      !request.allLocales.contains(file.name)
    }.map { file in
      finding(
        file, "The docset has no language '\(file.name)', so that the file is not used.", request.allLocales.sorted())
    }
    return scenarios + ofLocales
  }

  /// Entries of a phrasebook that would stand in for a label.
  private func hiddenLabels() -> [Diagnostic] {
    var found: Set<Diagnostic> = []
    for procedure in procedures {
      guard let entries = phrasebooks[procedure.locale]?.entryPlaces, !entries.isEmpty else { continue }
      for clause in procedure.steps.flatMap(\.clauses) {
        guard case .instructions(let alternatives) = clause.kind else { continue }
        var keys = clause.purposes.filter(\.namesLabel).map { Spelling.folded($0.text) }
        for instruction in alternatives.flatMap(\.self) where instruction.phrasebookKey == nil {
          keys.append(instruction.wordsAsKey)
          keys += instruction.path.filter(\.isLabel).map { Spelling.folded($0.whole.text) }
        }
        for key in keys {
          guard let place = entries[key] else { continue }
          found.insert(
            Diagnostic(
              .error, "phrasebook-hides-label",
              "The entry stands for words with a label in bold, which is looked up in the product itself.", at: place))
        }
      }
    }
    return found.sorted(by: Diagnostic.inReadingOrder)
  }

  private mutating func readLexicons(_ request: TestRequest) -> [String: Lexicon] {
    var lexicons = (try? Lexicon.builtIn()) ?? [:]
    for file in request.lexicons {
      do {
        let lexicon = try Lexicon(yaml: file.text)
        lexicons[lexicon.locale] = lexicon
      } catch {
        let wrong = error as? LexiconError
        findings.append(
          Diagnostic(
            .error, "lexicon-invalid", "\(error)",
            at: SourcePlace(
              file: file.file, line: wrong?.line ?? 1, column: wrong?.column ?? 1, endLine: wrong?.line ?? 1,
              endColumn: (wrong?.column ?? 1) + (wrong?.found.unicodeScalars.count ?? 0)),
            suggestion: wrong.flatMap { Spelling.nearest(to: $0.found, among: $0.known) }))
      }
    }
    return lexicons
  }

  private mutating func readPhrasebooks(_ request: TestRequest, _ product: any ProductModel) {
    for file in request.phrasebooks where locales.contains(file.name) {
      let values = scenarios.values.map { Set($0.values.keys) }.reduce(into: Set<String>()) { $0.formUnion($1) }
      let (phrasebook, wrong) = Phrasebook.reading(
        yaml: file.text, locale: file.name, file: file.file, product: product,
        values: request.ownsFiles && !scenarios.isEmpty ? values : nil)
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
        let anchor = scenario.procedure.drop { $0 != "#" }.dropFirst()
        let place = SourcePlace(
          file: scenario.file, line: scenario.line, column: scenario.column, endLine: scenario.line,
          endColumn: scenario.column + anchor.unicodeScalars.count)
        let ids = covered(by: scenario, of: file.name, among: known.keys)
        if ids.isEmpty {
          findings.append(
            Diagnostic(
              .error, "scenario-procedure-missing",
              "The article has no procedure '\(scenario.procedure)'. \(procedureList(of: file.name))", at: place,
              suggestion: Spelling.nearest(
                to: scenario.procedure, among: known.keys.filter { $0.hasPrefix(file.name + "#") }.sorted())))
          continue
        }
        if unreadable.contains(scenario.procedure) {
          unreadable.formUnion(ids)
          continue
        }
        // A scenario that names one procedure goes before one that covers it with others.
        for id in ids where id == scenario.procedure || scenarios[id] == nil { scenarios[id] = scenario }
        findings += staleOverrides(scenario, ids.flatMap { known[$0] ?? [] })
      }
    }
  }

  /// The procedures that a scenario is for: the one that it names, or else those that tabs and pivots made of it. Steps
  /// under no heading of their own are a tab's.
  private func covered(by scenario: Scenario, of article: String, among known: some Sequence<String>) -> [String] {
    let id = scenario.procedure
    let anchor = id.dropFirst(article.count + 1)
    guard !anchor.isEmpty else { return known.filter { $0 == id } }
    var own: [String] = []
    var ofChoices: [String] = []
    var ofAnchors: [String] = []
    for other in known where other.hasPrefix(article + "#") {
      if other == id {
        own.append(other)
      } else if other.hasPrefix(id + "/"), Int(other.dropFirst(id.count + 1)) == nil {
        ofChoices.append(other)
      } else if other.hasSuffix("/" + anchor) {
        ofAnchors.append(other)
      }
    }
    return [own, ofChoices, ofAnchors].first { !$0.isEmpty }?.sorted() ?? []
  }

  /// The procedures that the article has.
  private func procedureList(of article: String) -> String {
    let ids = Set(procedures.map(\.id).filter { $0.hasPrefix(article + "#") }).sorted()
    switch ids.count {
    case 0: return "It has no procedure: a numbered list below a heading."
    case 1: return "It has only '\(ids[0])'."
    default: return "It has \(ids.map { "'\($0)'" }.joined(separator: ", "))."
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
          text == nil
            ? "The procedure has no step \(number) in \(procedure.locale), so that the override is void."
            : "The override of step \(number) was written for another text in \(procedure.locale); it is void.",
          at: override.place, suggestion: text.map(SHA256.hexadecimal))
      }
    }
  }
}
