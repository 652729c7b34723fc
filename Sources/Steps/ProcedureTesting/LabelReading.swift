package import Checks
package import Diagnostics
internal import Docset
internal import Procedures
internal import ProductLabels
package import Scenarios
package import SiteBuilding
internal import SiteModel

extension SitePipeline {
  /// Site → findings, in reading order.
  package static func check(
    _ loaded: LoadedSite, locales: Set<String> = [], product: (any ProductModel)? = nil, jobs: Int
  ) async -> [Diagnostic] {
    await fullCheck(loaded, locales: locales, product: product, jobs: jobs).findings
  }

  /// The same, with the count of the links.
  ///
  /// - Parameters:
  ///   - external: The findings about external links; nil where they were not followed.
  ///   - change: The findings about a change of the docset.
  ///   - product: What the articles describe; nil where that is not known.
  ///   - keep: As of ``check(_:locales:external:beside:labels:jobs:keep:)``.
  package static func fullCheck(
    _ loaded: LoadedSite, locales: Set<String> = [], external: [Diagnostic]? = nil, change: [Diagnostic] = [],
    product: (any ProductModel)? = nil, jobs: Int, keep: (KeptChecks) -> Void = { _ in }
  ) async -> SiteChecks.Result {
    await check(
      loaded, locales: locales, external: external,
      beside: change + unknownFolders(of: loaded)
        + lexiconFindings(of: loaded, locales: locales, product: product),
      labels: { labelWords(of: loaded, product: product) }, jobs: jobs, keep: keep)
  }

  /// Site → findings, kept with the site for the edits to come.
  package static func keep(
    _ loaded: LoadedSite, product: (any ProductModel)? = nil, jobs: Int
  ) async -> KeptSite {
    let checks = await keptChecks(
      loaded, beside: unknownFolders(of: loaded) + lexiconFindings(of: loaded, locales: [], product: product),
      labels: { labelWords(of: loaded, product: product) }, jobs: jobs)
    return KeptSite(loaded, checks, jobs: jobs)
  }

  /// What the labels of translations are judged by, by locale: the lexicon of its language, and what the product calls
  /// its controls.
  ///
  /// A file that cannot be read is left out here: the steps say what is wrong with it.
  package static func labelWords(of loaded: LoadedSite, product: (any ProductModel)?) -> [String: LabelWords] {
    var words: [String: LabelWords] = [:]
    let folders = StepFolders(docset: loaded.workspace.root.path)
    let product = product.map {
      translated($0, by: (try? filesByLocale(in: folders.labels, of: loaded.workspace.root)) ?? []).product
    }
    let written = lexicons(of: loaded)
    let original = try? Lexicon.builtIn(loaded.site.configuration.sourceLocale)
    for source in loaded.workspace.sources where source.isTranslation && words[source.locale] == nil {
      let locale = source.locale
      let lexicon = try? written[locale].map { try Lexicon(yaml: $0) } ?? Lexicon.builtIn(locale)
      let labels = product.map { product in product.controls.flatMap { product.labels(of: $0.id, locale: locale) } }
      words[locale] = LabelWords(
        beside: lexicon?.wordsBesideLabels ?? [], verbs: lexicon?.verbsBesideLabels ?? [],
        pairs: lexicon?.pairsAfterLabels ?? [], before: lexicon?.verbsOfLabels ?? [],
        sourceKinds: original?.kindsOfLabels ?? [],
        labels: Set(labels ?? []).union(loaded.texts?.labels.languages[locale]?.labels ?? []))
    }
    return words
  }

  /// The lexicons of the docset's own, by locale.
  private static func lexicons(of loaded: LoadedSite) -> [String: String] {
    let folder = StepFolders(docset: loaded.workspace.root.path).lexicons
    let files = (try? filesByLocale(in: folder, of: loaded.workspace.root)) ?? []
    return Dictionary(files.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  /// Which languages nothing is read in: where their steps are to be run, and where a translation's labels are judged.
  static func lexiconFindings(
    of loaded: LoadedSite, locales: Set<String>, product: (any ProductModel)?
  ) -> [Diagnostic] {
    let written = lexicons(of: loaded)
    var seen: Set<String> = []
    return unknownFolders(of: loaded)
      + loaded.workspace.sources.compactMap { source -> Diagnostic? in
        let locale = source.locale
        guard locales.isEmpty || locales.contains(locale), product != nil || source.isTranslation,
          seen.insert(locale).inserted, written[locale] == nil, !Lexicon.isBuiltIn(locale)
        else { return nil }
        let what =
          product == nil
          ? "the labels in its articles are not held against those of the source"
          : "the steps of its articles are not read"
        return Diagnostic(
          product == nil ? .suggestion : .warning, DiagnosticRule.lexiconMissing.code,
          "Trin reads a language by its lexicon; there is none for \(locale), so \(what).", at: source.place)
      }
  }
}
