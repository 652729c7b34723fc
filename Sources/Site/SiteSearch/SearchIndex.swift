internal import Docset
internal import LearnMarkdown
package import SiteModel

/// What is looked for in one language of a site: the words of its pages, and what is shown of a page that has them.
///
/// Made of the articles as they were read, never of HTML. Written as scripts, since those alone are loaded by pages that
/// were opened from a disk, too; `search.js` of the theme reads them, and its comments say how words are found.
package struct SearchIndex {
  package struct File: Sendable {
    /// Relative to the output folder.
    package var route: String
    package var bytes: [UInt8]
  }

  private let locale: String
  private let site: Site

  /// The languages of a site, each once.
  package static func locales(of site: Site) -> [String] {
    var seen: Set<String> = []
    return site.docsets.map(\.locale).filter { seen.insert($0).inserted }
  }

  package init(of locale: String, in site: Site) {
    self.locale = locale
    self.site = site
  }

  package func files() -> [File] {
    var pages = SearchPages()
    // Each page's words are of its own language; those of the source's stand in for a translation that is not there.
    var own = WordOccurrences()
    var borrowed: [String: WordGroups.Box] = [:]
    for docset in site.docsets where docset.locale == locale {
      for page in docset.pages where !page.isFallback { pages.add(page, of: docset, to: &own) }
    }
    var boxes = [WordGroups.Box(WordGroups(own, language: Self.language(of: locale)))]
    for docset in site.docsets where docset.locale == locale {
      guard let fallback = docset.fallback?.source.locale, docset.pages.contains(where: \.isFallback) else { continue }
      var words = WordOccurrences()
      for page in docset.pages where page.isFallback { pages.add(page, of: docset, to: &words) }
      borrowed[docset.basePath] = WordGroups.Box(WordGroups(words, language: Self.language(of: fallback)))
    }
    boxes += borrowed.sorted { $0.key < $1.key }.map(\.value)
    let shards = SearchShards(boxes, sections: pages.sectionCount)
    let folder = "assets/search/\(String(decoding: locale.utf8.map(Ascii.lower), as: UTF8.self))/"
    var files = [File(route: folder + "index.js", bytes: pages.index(shards))]
    for (number, shard) in shards.shards.enumerated() {
      files.append(
        File(
          route: folder + "w\(number).js",
          bytes: Array("trinSearch(\"w\(number)\",\"".utf8) + shard + Array("\")\n".utf8)))
    }
    for (number, bytes) in pages.files().enumerated() {
      files.append(File(route: folder + "p\(number).js", bytes: bytes))
    }
    return files
  }

  private static func language(of locale: String) -> String {
    String(locale.prefix { $0 != "-" }).lowercased()
  }
}
