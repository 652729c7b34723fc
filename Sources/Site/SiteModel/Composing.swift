package import Docset
package import LearnMarkdown

extension SiteDocset {
  /// A page with the files that it includes, each once, in the locale or else in the source language.
  ///
  /// - Parameter holder: The catalog that has the page, where that is the source's.
  package func composed(_ page: ArticleFile, of holder: Catalog? = nil) -> ComposedArticle {
    var composing = Composing(docset: self)
    composing.isOfSource = holder.map { $0.source.shownPrefix != catalog.source.shownPrefix } ?? false
    composing.add(page, from: holder ?? catalog, trail: [])
    return ComposedArticle(parts: composing.parts)
  }
}

private struct Composing {
  let docset: SiteDocset
  var parts: [ComposedArticle.Part] = []
  /// Nothing of a page of the source comes from its translation.
  var isOfSource = false
  private var numbers: [String: Int] = [:]

  init(docset: SiteDocset) { self.docset = docset }

  /// - Parameter trail: The files that include each other down to this one, outermost first.
  @discardableResult
  mutating func add(_ file: ArticleFile, from catalog: Catalog, trail: [String]) -> Int {
    let shown = Paths.shown(file.path, behind: catalog.source.shownPrefix)
    if let number = numbers[shown] { return number }
    let number = parts.count
    numbers[shown] = number
    parts.append(.init(article: file.article, text: file.text, file: shown))
    guard !file.includes.isEmpty, trail.count < IncludeBudget.depthLimit else { return number }
    let trail = trail + [shown]
    for (link, reference) in file.article.links.enumerated() where reference.form == .include {
      guard let (included, holder) = docset.included(by: reference, in: file.path, isOfSource: isOfSource),
        !trail.contains(holder.source.shownPrefix + included.path)
      else { continue }
      parts[number].included[link] = add(included, from: holder, trail: trail)
    }
    return number
  }
}

extension SiteDocset {
  /// The file that an include names, with the catalog that has it.
  fileprivate func included(by link: Link, in path: String, isOfSource: Bool) -> (ArticleFile, Catalog)? {
    if !isOfSource, let file = catalog.included(by: link, in: path) { return (file, catalog) }
    return fallback.flatMap { fallback in fallback.included(by: link, in: path).map { ($0, fallback) } }
  }
}
