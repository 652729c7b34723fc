internal import Docset
internal import LearnMarkdown

/// Which monikers the pages of a docset are for.
package struct MonikerChoice: Sendable {
  /// From the oldest to the newest, then those that only articles name.
  package let known: [String]
  /// Nil where no article has a zone.
  package let byDefault: String?

  package init(of docset: SiteDocset) {
    var counts: [String: Int] = [:]
    var known = docset.catalog.source.monikers
    let catalogs = [docset.catalog, docset.fallback].compactMap { $0 }
    for files in catalogs.flatMap({ [$0.pages, $0.fragments] }) {
      for file in files {
        for name in file.article.monikers {
          counts[name, default: 0] += 1
          if !known.contains(name) { known.append(name) }
        }
      }
    }
    self.known = known
    guard !counts.isEmpty else {
      byDefault = nil
      return
    }
    for page in catalogs.flatMap(\.pages) {
      guard let range = page.metadata.text("monikerRange") else { continue }
      for name in MonikerRange(range, known: known).members { counts[name, default: 0] += 1 }
    }
    // Learn keeps the default outside of the repository; the articles name it most often.
    byDefault = known.max { counts[$0, default: 0] < counts[$1, default: 0] }
  }
}
