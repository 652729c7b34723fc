internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Findings about where the references of a docset lead.
struct LinkChecks: Sendable {
  let docset: SiteDocset
  let resolver: LinkResolver
  /// Nil in the source language.
  let names: TranslatedNames?
  private let near: NearPaths?

  init(site: Site, docset: SiteDocset) {
    self.docset = docset
    resolver = LinkResolver(site, docset)
    let isKnown = docset.isSource || docset.fallback != nil
    names = docset.isSource ? nil : TranslatedNames(of: docset)
    near = isKnown ? NearPaths([docset.catalog, docset.fallback].compactMap { $0 }) : nil
  }

  /// The same after edits that left the paths of the docset as they were.
  init(site: Site, docset: SiteDocset, from other: LinkChecks, changesTitles: Bool) {
    self.docset = docset
    resolver = LinkResolver(site, docset)
    names = changesTitles && !docset.isSource ? TranslatedNames(of: docset) : other.names
    near = other.near
  }

  /// What is wrong with an article, its repairs confirmed, and with its links; and how all of them resolve.
  ///
  /// - Parameter resolved: Where the file's links lead, by their number.
  func check(
    _ file: ArticleFile, isPage: Bool, _ resolved: [ResolvedLink]
  ) -> (findings: [Diagnostic], count: LinkCount) {
    let path = Array(file.path.utf8)
    guard let page = docset.page(path) ?? docset.pages.first else { return (file.article.findings, LinkCount()) }
    var findings = file.article.findings
    var count = LinkCount()
    let links = file.article.links
    var places = FilePlaces(of: file, shownPrefix: docset.catalog.source.shownPrefix)
    for number in resolved.indices {
      if case .include = links[number].form { continue }
      count.add(resolved[number], of: links[number])
      // Of nearly all links nothing else is asked.
      if resolved[number].resolution.problems.isEmpty, !links[number].isMended { continue }
      let (link, resolution) = (links[number], resolved[number].resolution)
      for problem in resolution.problems where isFinding(problem, of: link, resolution, isPage: isPage) {
        let place = places.place(of: link)
        let noun = link.form.showsImage ? "image" : "link"
        let reference = Reference(noun, link.destination, in: path)
        var finding =
          translatedName(problem, resolution, reference, on: page, at: place)
          ?? finding(problem, reference, at: place)
        if let fix = fix(for: problem, of: link, resolution, in: path, on: page) {
          finding.fix = fix
          finding.suggestion = fix.edits.first?.replacement
        }
        findings.append(finding)
      }
      if link.isMended { confirm(link, resolution, among: &findings) }
    }
    return (findings, count)
  }

  private func isFinding(
    _ problem: LinkResolution.Problem, of link: Link, _ resolution: LinkResolution, isPage: Bool
  ) -> Bool {
    switch problem {
    // The bookmarks of an include are those of the pages that show it.
    case .bookmarkNotFound: isPage || resolution.target != .samePage
    // A mended link has a finding of its own. Images are not translated as a rule: they are counted in one finding.
    case .fallbackUnknown: !link.isMended && !link.form.showsImage
    // Words that begin with `@`.
    case .uidNotFound: link.form != .mention
    default: true
    }
  }

  /// Resolves what stands in a file that is no article, such as a table of contents.
  func resolve(_ destination: [UInt8], from path: String) -> LinkResolution? {
    docset.pages.first.map { resolver.resolve(destination, from: Array(path.utf8), on: $0) }
  }

  /// What is wrong with a redirection to a source path without its ending, and `#…` after it; nil where it arrives.
  func problem(redirectingTo path: [UInt8], suffix: [UInt8]) -> LinkResolution.Problem? {
    var resolution = resolver.resolve(stem: path)
    if let fragment = Paths.split(suffix).fragment, !fragment.isEmpty, let page = docset.pages.first {
      resolver.checkBookmark(Paths.decodePercent(fragment), of: &resolution, on: page)
    }
    return resolution.problems.first {
      switch $0 {
      case .fileNotFound, .fallbackUnknown, .notAPage, .bookmarkNotFound: true
      default: false
      }
    }
  }

  func finding(_ problem: LinkResolution.Problem, _ reference: Reference, at place: SourcePlace) -> Diagnostic {
    switch problem {
    case .fileNotFound(let path): notFound(path, reference, at: place)
    case .bookmarkNotFound(let fragment, let near): bookmarkNotFound(fragment, near: near, reference, at: place)
    default: LinkFinding(reference: reference, place: place).of(problem)
    }
  }

  private func notFound(_ path: [UInt8], _ reference: Reference, at place: SourcePlace) -> Diagnostic {
    let suggestion = near?.closest(to: path).map { reference.leading(to: $0) }
    return Diagnostic(
      rule: .fileNotFound,
      "The target of the \(reference.noun) `\(reference.written)` is not there: the docset has no `\(path.utf8String)`."
        + didYouMean(suggestion),
      at: place, suggestion: suggestion)
  }

  private func bookmarkNotFound(
    _ fragment: [UInt8], near: [UInt8]?, _ reference: Reference, at place: SourcePlace
  ) -> Diagnostic {
    Diagnostic(
      rule: .bookmarkNotFound,
      "The page that `\(reference.written)` leads to has no bookmark `#\(fragment.utf8String)`."
        + didYouMean(near.map { "#" + $0.utf8String }),
      at: place, suggestion: near.map { reference.path + "#" + $0.utf8String })
  }

  private func didYouMean(_ suggestion: String?) -> String { suggestion.map { " Did you mean `\($0)`?" } ?? "" }
}

/// A reference as findings speak of it.
struct Reference {
  /// `link`, `image`, `entry` or `redirection`.
  let noun: String
  let destination: [UInt8]
  /// The file that holds it, relative to the docset.
  let file: [UInt8]

  init(_ noun: String, _ destination: [UInt8], in file: [UInt8]) {
    self.noun = noun
    self.destination = destination
    self.file = file
  }

  var written: String { destination.utf8String }

  /// Without its bookmark.
  var path: String { Array(destination.prefix { $0 != UInt8(ascii: "#") }).utf8String }

  /// The path of a source file as this file writes it, with the query and the bookmark that stand here.
  func leading(to path: [UInt8]) -> String {
    let suffix = destination.drop { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    return Route.relative(to: path, from: file).utf8String + Array(suffix).utf8String
  }
}
