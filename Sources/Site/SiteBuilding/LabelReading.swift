package import Checks
internal import Docset
internal import Procedures
package import Scenarios

extension SitePipeline {
  /// What the labels of translations are judged by, by locale: the lexicon of its language, and what the product calls
  /// its controls.
  ///
  /// A file that cannot be read is left out here: the steps say what is wrong with it.
  package static func labelWords(of loaded: LoadedSite, product: (any ProductModel)?) -> [String: LabelWords] {
    var words: [String: LabelWords] = [:]
    let folders = StepFolders(docset: loaded.workspace.root.path)
    let product = product.map {
      translated($0, by: (try? files(in: folders.labels, of: loaded.workspace.root)) ?? []).product
    }
    for source in loaded.workspace.sources where source.isTranslation && words[source.locale] == nil {
      let locale = source.locale
      let own = try? loaded.workspace.root.read("Content/lexicons/\(locale).yml", limit: Files.articleLimit)
      let lexicon =
        try? own.map { try Lexicon(yaml: String(decoding: $0, as: UTF8.self)) } ?? Lexicon.builtIn(locale)
      let labels = product.map { product in product.controls.flatMap { product.labels(of: $0.id, locale: locale) } }
      words[locale] = LabelWords(
        beside: lexicon?.wordsBesideLabels ?? [], verbs: lexicon?.verbsBesideLabels ?? [],
        pairs: lexicon?.pairsAfterLabels ?? [], before: lexicon?.verbsOfLabels ?? [], labels: Set(labels ?? []))
    }
    return words
  }
}
