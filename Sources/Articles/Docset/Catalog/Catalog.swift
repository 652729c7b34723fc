package import Diagnostics
package import LearnMarkdown

/// Everything that one docset holds, read once.
package struct Catalog: Sendable {
  package var source: DocsetSource
  /// The Markdown and YAML files that are pages, by path.
  package var pages: [ArticleFile]
  /// The other Markdown files: includes, and what the configuration excludes.
  package var fragments: [ArticleFile]
  package var tablesOfContents: [TableOfContents]
  /// The tables whose entries are places in the site as a whole, for the path above a page.
  package var breadcrumbs: [TableOfContents]
  package var index: FileIndex
  /// The files that articles show code of.
  package var code: [ByteString: Result<[UInt8], Files.Failure>] = [:]
  /// About files, not inside articles.
  package var findings: [Diagnostic]
  package var history = SourceHistory.none
  /// When its files were committed last; nil where that is not asked for.
  package var dates: CommitDates?
  /// Of the articles whose front matter says `redirect_url`: they are no pages.
  package var redirections: [DocsetSource.Redirection] = []
  /// How its articles were read: one that changed is read again the same way.
  package var reader: ArticleReader?
  /// Whether some of its files have other paths, too, by which they may be edited.
  package var hasSymbolicLinks = false

  package func page(_ path: [UInt8]) -> ArticleFile? { listedPage(path)?.whole }

  /// The page as it was read with the others, maybe only its metadata.
  package func listedPage(_ path: [UInt8]) -> ArticleFile? {
    guard case .page(let number)? = index[path] else { return nil }
    return pages[number]
  }

  /// The file that an include in the file at `path` names; nil where it is not there.
  package func included(by link: Link, in path: String) -> ArticleFile? {
    source.path(to: Paths.decodePercent(link.destination), from: Array(path.utf8)).flatMap { article($0) }
  }

  /// A page or a fragment.
  package func article(_ path: [UInt8]) -> ArticleFile? {
    switch index[path] {
    case .page(let number)?: pages[number].whole
    case .fragment(let number)?: fragments[number]
    default: nil
    }
  }
}

/// A Markdown file of a docset, or a YAML page, with what was read of it.
///
/// A class, though nothing of it changes: whatever looks at one asks for it by page, and a copy of its many parts each
/// time would cost more than the look.
package final class ArticleFile: Sendable {
  /// Relative to the docset's folder.
  package let path: String
  package let metadata: Metadata
  /// Of its metadata, or else its heading, or its path.
  package var title: String { ownTitle ?? whole.ownTitle ?? path }
  /// Nil where it has none, or the heading is not read.
  private let ownTitle: String?
  /// What its metadata call it, for cross-references.
  package let uid: String?
  package let article: Article
  /// Those of the article's links that include another file: few files have any, and many stages ask.
  package let includes: [Link]
  package let hasFrontMatter: Bool
  package let kind: PageKind
  /// The bytes of the file as its author wrote them, kept for the page's Markdown: no later change of the file is mixed
  /// with what was read of it.
  package let source: [UInt8]
  /// How the rest is read, where so far only the metadata are.
  private let rest: Late<ArticleFile>?
  /// The page as Markdown, where its source is none; nil: the source is.
  package let markdown: PlainMarkdown?
  /// What must be the same in every language.
  package var outline: PageOutline { article.outline ?? article.outline(in: text) }
  /// The source with its lines, which are looked for each time.
  package var text: SourceText { SourceText(source) }

  init(
    path: String, metadata: Metadata, article: Article, hasFrontMatter: Bool, kind: PageKind = .article,
    source: [UInt8] = [], markdown: PlainMarkdown? = nil, rest: Late<ArticleFile>? = nil
  ) {
    self.path = path
    self.metadata = metadata
    ownTitle = metadata.text("title") ?? article.headings.first { $0.level == 1 }?.text
    uid = metadata.text("uid")
    self.article = article
    var includes: [Link] = []
    let links = article.links
    for number in links.indices {
      if case .include = links[number].form { includes.append(links[number]) }
    }
    self.includes = includes
    self.hasFrontMatter = hasFrontMatter
    self.kind = kind
    self.source = source
    self.markdown = markdown
    self.rest = rest
  }

  /// The file with all that it says: of some pages, only the metadata are read at first.
  package var whole: ArticleFile { rest?.value ?? self }
  /// The same for one who asks once: what is read for this is not kept.
  package var wholeOnce: ArticleFile { rest?.valueOnce ?? self }
}

/// What each path of a docset is, told by bytes.
package struct FileIndex: Sendable {
  package enum Kind: Sendable, Hashable {
    case page(Int)
    case fragment(Int)
    /// A table of contents, YAML or Markdown.
    case table
    /// Any other YAML file among the content.
    case data
    /// Any other file: copied to the site where a page uses it.
    case resource
  }

  private var kinds: [ByteString: Kind] = [:]
  private var lowerCase: [ByteString: ByteString] = [:]
  private var firstParts: Set<ByteString> = []

  /// - Parameter capacity: How many paths there will be.
  package init(capacity: Int = 0) {
    kinds.reserveCapacity(capacity)
    lowerCase.reserveCapacity(capacity)
  }

  package subscript(path: [UInt8]) -> Kind? {
    get { kinds[ByteString(path)] }
    set {
      kinds[ByteString(path)] = newValue
      lowerCase[ByteString(Paths.small(path))] = ByteString(path)
      firstParts.insert(Self.firstPart(path))
    }
  }

  /// The path that differs from `path` in the case of ASCII letters only.
  package func caseless(_ path: [UInt8]) -> [UInt8]? { lowerCase[ByteString(Paths.small(path))]?.bytes }

  /// False where no path begins with the same folder, or names the same file, as an address does: most addresses that
  /// begin with `/` belong to other docsets, and this tells so at once.
  package func mayHold(_ address: [UInt8]) -> Bool { firstParts.contains(Self.firstPart(address)) }

  private static func firstPart(_ path: [UInt8]) -> ByteString {
    if let slash = path.firstIndex(of: UInt8(ascii: "/")) { return ByteString(Array(path[..<slash])) }
    return ByteString(Array(path[..<(path.lastIndex(of: UInt8(ascii: ".")) ?? path.count)]))
  }

  package var paths: [ByteString] { Array(kinds.keys) }
}
