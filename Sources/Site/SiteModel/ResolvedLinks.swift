package import Docset
package import LearnMarkdown

/// Where a link leads.
///
/// A class, though nothing of it changes: half of the links have their answer in common with another, and a copy of its
/// parts for each stage that asks would cost more than most looks at it.
package final class ResolvedLink: Sendable {
  package let resolution: LinkResolution

  init(_ resolution: LinkResolution) { self.resolution = resolution }

  package static let nowhere = ResolvedLink(LinkResolution(target: .nowhere))
}

/// Where the links of a docset's own files lead: answered once, for the checks, the pages and their Markdown.
package struct ResolvedLinks: Sendable {
  /// By number of page and by number of link.
  package private(set) var pages: [[ResolvedLink]] = []
  package private(set) var fragments: [[ResolvedLink]] = []

  init(of docset: SiteDocset, in site: Site, jobs: Int) async {
    let resolver = LinkResolver(site, docset)
    let catalog = docset.catalog
    pages = await mapConcurrently(
      count: catalog.pages.count, jobs: jobs, tellsProgress: false, with: FolderAnswers.init
    ) { resolver.resolveAll(catalog.pages[$1], with: &$0) }
    fragments = await mapConcurrently(
      count: catalog.fragments.count, jobs: jobs, tellsProgress: false, with: FolderAnswers.init
    ) { resolver.resolveAll(catalog.fragments[$1], with: &$0) }
  }
}

extension ResolvedLinks {
  mutating func answerAgain(_ touched: TouchedFiles, of docset: SiteDocset, with resolver: LinkResolver) {
    for number in touched.pages {
      var answers = FolderAnswers()
      pages[number] = resolver.resolveAll(docset.catalog.pages[number], with: &answers)
    }
    for number in touched.fragments {
      var answers = FolderAnswers()
      fragments[number] = resolver.resolveAll(docset.catalog.fragments[number], with: &answers)
    }
  }
}

/// Where the links of one folder's files lead, as they are written: half of them stand in a file beside, too, and lead
/// to the same from there.
package struct FolderAnswers: Sendable {
  private var folder: ArraySlice<UInt8> = []
  private var links: [ByteString: ResolvedLink] = [:]
  /// Of whatever is no link to a page, for which a folder does not stand for its index.
  private var others: [ByteString: ResolvedLink] = [:]

  package init() {}

  /// - Parameter path: The file that the next links stand in.
  fileprivate mutating func enter(folderOf path: [UInt8]) {
    let parent = path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)]
    if parent == folder { return }
    folder = parent
    links.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
  }

  fileprivate subscript(destination: ByteString, form: Link.Form) -> ResolvedLink? {
    get { form.leadsToPages ? links[destination] : others[destination] }
    set { if form.leadsToPages { links[destination] = newValue } else { others[destination] = newValue } }
  }
}

extension Link.Form {
  /// Whether a folder stands for its index here.
  var leadsToPages: Bool {
    switch self {
    case .link, .htmlLink, .mention: true
    case .image, .htmlImage, .lightbox, .include: false
    }
  }
}

extension LinkResolver {
  /// Where each link of a file leads, by its number among them; an include, nowhere.
  ///
  /// The bookmarks of a fragment are looked for on the page that shows it, which this does not know: for them any page
  /// stands in.
  ///
  /// - Parameter answers: What is known of links so far; it learns these.
  package func resolveAll(_ file: ArticleFile, with answers: inout FolderAnswers) -> [ResolvedLink] {
    let path = Array(file.path.utf8)
    guard let page = docset.page(path) ?? docset.pages.first else { return [] }
    let links = file.article.links
    answers.enter(folderOf: path)
    return links.indices.map { number in
      let form = links[number].form
      if case .include = form { return .nowhere }
      let destination = ByteString(links[number].destination)
      if let known = answers[destination, form] { return known }
      let link = ResolvedLink(resolve(destination.bytes, form: form, from: path, on: page))
      // A bookmark of the file itself is that of no other.
      if case .samePage = link.resolution.target { return link }
      answers[destination, form] = link
      return link
    }
  }
}

extension LinkResolver {
  /// Where a link of a file leads on the page that shows it, whether its bookmark is there or not.
  package func resolve(_ link: Link, of file: ArticleFile, on page: SitePage) -> ResolvedLink {
    ResolvedLink(
      resolve(link.destination, form: link.form, from: Array(file.path.utf8), on: page, verifiesBookmark: false))
  }
}

/// Where the links of one file lead on the page that shows it: the file's own, or one that includes it.
package struct ShownLinks {
  private let resolver: LinkResolver
  private let file: ArticleFile
  private let page: SitePage
  private let known: [ResolvedLink]
  private let isFragment: Bool

  package init(of file: ArticleFile, on page: SitePage, _ resolver: LinkResolver) {
    self.resolver = resolver
    self.file = file
    self.page = page
    let links = resolver.site.links
    let number = resolver.docset.number
    // Of a page in the source language's words, the links are answered in this locale: that is not kept.
    let isKept = !page.isFallback && number < links.count
    // Nearly always.
    if isKept, file === resolver.docset.file(of: page) {
      known = links[number].pages[page.number]
      isFragment = false
      return
    }
    switch isKept ? resolver.docset.catalog.index[Array(file.path.utf8)] : nil {
    case .page(let page)?:
      known = links[number].pages[page]
      isFragment = false
    case .fragment(let fragment)?:
      known = links[number].fragments[fragment]
      isFragment = true
    default:
      known = []
      isFragment = false
    }
  }

  /// Not of an include.
  package subscript(number: Int) -> ResolvedLink {
    if number < known.count, !isFragment || known[number].resolution.target != .samePage { return known[number] }
    return resolver.resolve(file.article.links[number], of: file, on: page)
  }
}
