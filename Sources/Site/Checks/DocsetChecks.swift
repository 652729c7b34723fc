internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import ProductLabels
internal import SiteModel

/// The checks of one docset: what was found in each of its files, and what is known of all of them together.
struct DocsetChecks: Sendable {
  /// What was found in one file.
  struct FileFindings: Sendable {
    var findings: [Diagnostic]
    var links: LinkCount
    var labels: [TextLabels] = []
    var sentences = PageSentences()
  }

  private(set) var docset: SiteDocset
  private var tools: FileChecks
  private var labels: LabelChecks?
  private var memory: TranslationMemory
  /// By number of file: what its own text and its links show.
  private var found: [FileFindings]
  /// The same with what its labels show against those of other files, without what the article puts up with.
  private var judged: [FileFindings]
  private var tables: (findings: [Diagnostic], count: ResolutionCount)
  private var redirections: [Diagnostic]

  init(
    of docset: SiteDocset, in site: Site, _ external: [String: [Diagnostic]]?,
    _ words: Task<[String: LabelWords], Never>, _ screen: ScreenLabels?, _ glossary: Glossary?, jobs: Int
  ) async {
    self.docset = docset
    // What takes longest by itself begins first.
    async let catalogued = LabelChecks(of: docset, words: words.value[docset.locale] ?? LabelWords())
    async let linkChecks = LinkChecks(site: site, docset: docset)
    let included = IncludedFiles(docset)
    let fragments = docset.catalog.fragments
    let tools = FileChecks(
      site, docset, links: await linkChecks,
      fragments: fragments.indices.filter { included.contains(fragments[$0].path) }, screen: screen, glossary: glossary,
      external: external)
    // What looks at the docset as a whole is done beside the articles.
    async let tables = TableChecks(links: tools.links).check()
    async let redirections = RedirectionChecks(links: tools.links).findings()
    let found = await mapConcurrently(count: tools.count, jobs: jobs) { tools.check($0) }
    let memory = await TranslationMemory(found, isKept: tools.parity != nil)
    let labels = await catalogued
    judged = await mapConcurrently(count: found.count, jobs: jobs, tellsProgress: false) {
      tools.judge($0, found[$0], by: labels, memory)
    }
    self.tools = tools
    self.found = found
    self.memory = memory
    self.labels = labels
    self.tables = await tables
    self.redirections = await redirections
  }

  /// The checks after edits that touched some files only.
  func after(_ site: Site, _ touched: TouchedFiles, jobs: Int) async -> DocsetChecks {
    var next = self
    next.docset = site.docsets[docset.number]
    next.tools = FileChecks(site, next.docset, from: tools, changesTitles: touched.changesTitles)
    let tools = next.tools
    let numbers = tools.numbers(of: touched)
    let fresh = await mapConcurrently(count: numbers.count, jobs: jobs, tellsProgress: false) {
      tools.check(numbers[$0])
    }
    var changesLabels = touched.changesBoldWords
    if touched.changesBoldWords { next.labels = labels?.learning(from: next.docset) }
    var changesPairs = false
    for (number, file) in zip(numbers, fresh) {
      if file.labels != found[number].labels || file.sentences.pairs != found[number].sentences.pairs {
        changesPairs = true
      }
      next.found[number] = file
    }
    if changesPairs {
      next.memory = await TranslationMemory(next.found, isKept: tools.parity != nil)
      changesLabels = true
    }
    let (all, label, memory) = (next.found, next.labels, next.memory)
    let judging = changesLabels ? Array(all.indices) : numbers
    let judged = await mapConcurrently(count: judging.count, jobs: jobs, tellsProgress: false) {
      tools.judge(judging[$0], all[judging[$0]], by: label, memory)
    }
    for (number, file) in zip(judging, judged) { next.judged[number] = file }
    if touched.changesNavigation {
      next.tables = TableChecks(links: tools.links).check()
      next.redirections = RedirectionChecks(links: tools.links).findings()
    }
    return next
  }

  /// - Parameter configuration: The file at which findings about the docset as a whole stand.
  func result(configuration: String) -> (findings: FindingList, links: LinkCount) {
    let catalog = docset.catalog
    var findings = FindingList(catalog.source.findings + catalog.findings + tables.findings + redirections)
    var count = LinkCount()
    count.entries = tables.count
    if docset.pages.isEmpty, docset.conflicts.isEmpty { findings.append([SiteChecks.withoutPages(docset)]) }
    findings.append(docset.conflicts.map { SiteChecks.conflict($0, in: docset) })
    findings.append(tools.parity?.gaps(configuration: configuration) ?? [])
    for toc in catalog.tablesOfContents {
      findings.append(tools.external?[catalog.source.shownPrefix + toc.path] ?? [])
    }
    for file in judged {
      findings.append(ordered: file.findings)
      count += file.links
    }
    if docset.fallback == nil, !docset.isSource, count.images.missing > 0 {
      findings.append([SiteChecks.unknownImages(count.images.missing, configuration)])
    }
    return (findings, count)
  }
}

/// What the articles of a translation agree on.
struct TranslationMemory: Sendable {
  let labels: LabelMemory
  let sentences: SentenceMemory

  init(_ found: [DocsetChecks.FileFindings], isKept: Bool) async {
    async let labels = LabelMemory(isKept ? found.map(\.labels) : [])
    sentences = SentenceMemory(isKept ? found.map(\.sentences) : [])
    self.labels = await labels
  }
}

/// The checks of single files of a docset, and what they need to know of the whole.
struct FileChecks: Sendable {
  let links: LinkChecks
  let parity: ParityChecks?
  let external: [String: [Diagnostic]]?
  private let docset: SiteDocset
  private let resolved: ResolvedLinks
  private let includes: IncludeChecks
  private let code: CodeChecks
  private let judgement: Judgement
  private let screen: ScreenLabels?
  private let glossary: Glossary?
  private let screenLabels: ScreenLabelChecks?
  /// Those that a page includes, by their numbers in the catalog.
  private let fragments: [Int]

  init(
    _ site: Site, _ docset: SiteDocset, links: LinkChecks, fragments: [Int], screen: ScreenLabels?,
    glossary: Glossary?, external: [String: [Diagnostic]]?
  ) {
    self.docset = docset
    self.links = links
    self.fragments = fragments
    self.external = external
    self.screen = screen
    self.glossary = glossary
    resolved = site.links[docset.number]
    includes = IncludeChecks(docset: docset)
    code = CodeChecks(docset: docset)
    judgement = SiteChecks.judgement(docset, followsExternal: external != nil)
    parity = ParityChecks(site: site, docset: docset, glossary: glossary)
    screenLabels = ScreenLabelChecks(
      docset.catalog.source, sourceLocale: site.configuration.sourceLocale, labels: screen, original: docset.fallback)
  }

  /// The checks after edits that left the paths of the docset as they were.
  init(_ site: Site, _ docset: SiteDocset, from other: FileChecks, changesTitles: Bool) {
    self.init(
      site, docset, links: LinkChecks(site: site, docset: docset, from: other.links, changesTitles: changesTitles),
      fragments: other.fragments,
      screen: other.screen, glossary: other.glossary, external: other.external)
  }

  private var pages: Int { docset.catalog.pages.count }
  /// The files of a docset are numbered: its pages first, then the fragments that they include.
  var count: Int { pages + fragments.count }

  private func file(_ number: Int) -> ArticleFile {
    number < pages ? docset.catalog.pages[number] : docset.catalog.fragments[fragments[number - pages]]
  }

  func numbers(of touched: TouchedFiles) -> [Int] {
    touched.pages.sorted() + fragments.indices.filter { touched.fragments.contains(fragments[$0]) }.map { pages + $0 }
  }

  /// What a file and its links show.
  func check(_ number: Int) -> DocsetChecks.FileFindings {
    let isPage = number < pages
    let file = file(number)
    let answers = isPage ? resolved.pages[number] : resolved.fragments[fragments[number - pages]]
    let checked = links.check(file, isPage: isPage, answers)
    var findings = checked.findings + includes.findings(in: file, isPage: isPage) + code.findings(in: file)
    findings += external?[Paths.shown(file.path, behind: docset.catalog.source.shownPrefix)] ?? []
    let compared = isPage ? parity?.check(file, answers) : nil
    if let parity, isPage { findings = parity.improving(findings, of: file) }
    if let compared { findings += compared.findings }
    FindingList.order(&findings)
    return DocsetChecks.FileFindings(
      findings: findings, links: checked.count, labels: compared?.labels ?? [],
      sentences: compared?.sentences ?? PageSentences())
  }

  /// What its labels show against those of all files, beside what was found, and what the article puts up with.
  func judge(
    _ number: Int, _ found: DocsetChecks.FileFindings, by labels: LabelChecks?, _ memory: TranslationMemory
  ) -> DocsetChecks.FileFindings {
    let file = file(number)
    var added = labels?.findings(in: file, beside: found.labels) ?? []
    if let parity {
      // What the product itself calls something is not left to what articles agree on.
      added += parity.labelFindings(memory.labels, found.labels, of: file) {
        screenLabels?.isJudged($0.string) == true
      }
      added += parity.sentenceFindings(memory.sentences, found.sentences, of: file)
    }
    if let screenLabels { added += screenLabels.findings(in: file) }
    // Of most files nothing is added or taken away, and no finding is copied.
    if added.isEmpty, file.article.suppressions.isEmpty { return found }
    var judged = found
    judged.findings += added
    judged.findings = ArticleSuppressions.apply(file.article.suppressions, to: judged.findings, judgement)
    FindingList.order(&judged.findings)
    return judged
  }
}
