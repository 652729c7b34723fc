package import Docset
internal import LearnMarkdown

/// An article that was read again.
package struct ArticleEdit: Sendable {
  /// Of its docset.
  package let folder: SourceFolder
  package let old: ArticleFile
  package let new: ArticleFile

  package init(folder: SourceFolder, old: ArticleFile, new: ArticleFile) {
    self.folder = folder
    self.old = old
    self.new = new
  }

  /// Why the edit concerns more of the site than the article, what shows it and what links to it; nil where it does not.
  ///
  /// Each is something that a stage reads of all articles: a name that others show or are found by, a place in the
  /// order of files, a count.
  package var reachesFurther: String? {
    for key in Self.sharedKeys where old.metadata[key] != new.metadata[key] { return "its `\(key)`" }
    if old.article.monikers != new.article.monikers { return "the monikers that it names" }
    if !old.includes.elementsEqual(new.includes, by: { $0.destination == $1.destination }) { return "what it includes" }
    if !old.article.code.elementsEqual(new.article.code, by: { $0.path == $1.path }) { return "the code that it shows" }
    return nil
  }

  private static let sharedKeys = [
    "uid", "redirect_url", "breadcrumb_path", "monikerRange", "ms.sourcegitcommit", "ms.lasthandoff", "ms.date",
  ]

  /// Whether links to the article may lead elsewhere, or its headings be named otherwise.
  package var changesBookmarks: Bool {
    !old.article.anchors.elementsEqual(new.article.anchors, by: { $0.id == $1.id })
      || !old.article.headings.elementsEqual(new.article.headings, by: { $0.id == $1.id && $0.text == $1.text })
  }

  /// Whether others show it by another name, or would find it by another.
  package var changesTitle: Bool { old.title != new.title }

  /// Whether other words stand in bold, which labels are learnt from.
  package var changesBoldWords: Bool {
    let (before, after) = (old.article.boldTexts, new.article.boldTexts)
    return !before.texts.elementsEqual(after.texts) { before.bytes[$0.words] == after.bytes[$1.words] }
  }
}

extension Catalog {
  /// Nil where none of the edits is of its files.
  func after(_ edits: [ArticleEdit]) -> Catalog? {
    var catalog: Catalog?
    for edit in edits where edit.folder === source.files {
      switch index[Array(edit.new.path.utf8)] {
      case .page(let number)?: catalog = catalog ?? self; catalog?.pages[number] = edit.new
      case .fragment(let number)?: catalog = catalog ?? self; catalog?.fragments[number] = edit.new
      default: break
      }
    }
    return catalog
  }
}

/// The files of a docset that are to be looked at again after edits, by their numbers in its catalog.
package struct TouchedFiles: Sendable {
  package private(set) var pages: Set<Int> = []
  package private(set) var fragments: Set<Int> = []
  package private(set) var changesBookmarks = false
  package private(set) var changesBoldWords = false
  package private(set) var changesTitles = false

  /// Whether what is shown or checked of the docset as a whole may be other than it was.
  package var changesNavigation: Bool { changesBookmarks || changesTitles }

  package var isEmpty: Bool { pages.isEmpty && fragments.isEmpty }

  /// - Parameters:
  ///   - docset: As it is after the edits.
  ///   - links: As they were answered before.
  init(of docset: SiteDocset, by edits: [ArticleEdit], links: ResolvedLinks) {
    let catalog = docset.catalog
    var bookmarked: Set<String> = []
    for edit in edits {
      let isOwn = edit.folder === catalog.source.files
      guard isOwn || edit.folder === docset.fallback?.source.files else { continue }
      // Of the source page, the translation with its path is compared.
      add(edit.new.path, in: catalog)
      if isOwn, edit.changesBoldWords { changesBoldWords = true }
      if edit.changesBookmarks { bookmarked.insert(edit.new.path) }
      if edit.changesTitle { changesTitles = true }
    }
    if changesTitles { addBrokenLinks(links) }
    guard !bookmarked.isEmpty else { return }
    changesBookmarks = true
    addWhatShows(bookmarked, docset, links)
  }

  private mutating func add(_ path: String, in catalog: Catalog) {
    switch catalog.index[Array(path.utf8)] {
    case .page(let number)?: pages.insert(number)
    case .fragment(let number)?: fragments.insert(number)
    default: break
    }
  }

  /// Adds what has a link that leads nowhere: what was likely meant is told by titles, too.
  private mutating func addBrokenLinks(_ links: ResolvedLinks) {
    func isBroken(_ link: ResolvedLink) -> Bool { !link.resolution.problems.isEmpty }
    pages.formUnion(links.pages.indices.filter { links.pages[$0].contains(where: isBroken) })
    fragments.formUnion(links.fragments.indices.filter { links.fragments[$0].contains(where: isBroken) })
  }

  /// Adds what includes files with other bookmarks, what links to a page that shows them, and what is compared with a
  /// page whose links are written so that a bookmark decides where they lead.
  private mutating func addWhatShows(_ paths: Set<String>, _ docset: SiteDocset, _ links: ResolvedLinks) {
    let showing = docset.showing(paths)
    for path in showing { add(path, in: docset.catalog) }
    let routes = Set(showing.compactMap { docset.page(Array($0.utf8)).map { ByteString($0.route) } })
    func leadsThere(_ link: ResolvedLink) -> Bool {
      if case .page(let route, _) = link.resolution.target { return routes.contains(ByteString(route)) }
      return false
    }
    for number in links.pages.indices where links.pages[number].contains(where: leadsThere) { pages.insert(number) }
    for number in links.fragments.indices where links.fragments[number].contains(where: leadsThere) {
      fragments.insert(number)
    }
    guard let fallback = docset.fallback else { return }
    for page in fallback.pages where page.article.links.contains(where: { Self.hasBlankInBookmark($0.destination) }) {
      add(page.path, in: docset.catalog)
    }
  }

  /// Such a bookmark is mended where the page has the mended one.
  private static func hasBlankInBookmark(_ destination: [UInt8]) -> Bool {
    guard let hash = destination.firstIndex(of: UInt8(ascii: "#")) else { return false }
    return destination[hash...].contains { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "%") }
  }
}
