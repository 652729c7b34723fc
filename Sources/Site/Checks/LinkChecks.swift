internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Findings about where the links of a file lead.
struct LinkChecks: Sendable {
  let resolver: LinkResolver
  let docset: SiteDocset

  init(site: Site, docset: SiteDocset) {
    self.docset = docset
    resolver = LinkResolver(site, docset)
  }

  /// The findings of the article itself, its repairs confirmed, and those about where its links lead.
  func findings(in file: ArticleFile, isPage: Bool) -> [Diagnostic] {
    guard let page = docset.page(Array(file.path.utf8)) ?? docset.pages.first else { return file.article.findings }
    let path = Array(file.path.utf8)
    var findings = file.article.findings
    for link in file.article.links where link.form != .include && link.form != .code {
      let resolution = resolver.resolve(link.destination, form: link.form, from: path, on: page)
      for problem in resolution.problems {
        // The bookmarks of an include are those of the pages that show it.
        if !isPage, case .bookmarkNotFound = problem, resolution.target == .samePage { continue }
        // A mended link has a finding of its own, and whether its target exists is not known here.
        if link.isMended, case .fallbackUnknown = problem { continue }
        var finding = diagnostic(problem, link, file)
        if Self.isMendable(problem, link) { finding.fix = fix(of: link, resolution, in: file, on: page) }
        findings.append(finding)
      }
      // Whether a file has the bookmark was not known when its link was mended: without it, nothing is certain.
      if link.isMended, resolution.problems.contains(where: Self.isBookmark) {
        for index in findings.indices where findings[index].fix?.lies(in: link.source) == true {
          findings[index].fix = nil
        }
      }
    }
    return findings
  }

  private static func isBookmark(_ problem: LinkResolution.Problem) -> Bool {
    if case .bookmarkNotFound = problem { true } else { false }
  }

  private static func isMendable(_ problem: LinkResolution.Problem, _ link: Link) -> Bool {
    switch problem {
    case .redirected, .caseMismatch, .backslash, .fragmentSpace: return true
    case .rootPath:
      // `/security` may be a folder of the docset, and another docset beside it.
      let path = Paths.split(link.destination).path
      return path.suffix(3).elementsEqual(".md".utf8) || path.dropFirst().dropLast().contains(UInt8(ascii: "/"))
    default: return false
    }
  }

  /// The edit that gives a link the destination at which it arrives. Nil where that leaves anything to be said of it,
  /// or where the destination is not written as it reads.
  private func fix(of link: Link, _ resolution: LinkResolution, in file: ArticleFile, on page: SitePage) -> Fix? {
    guard let range = link.destinationSource, let target = resolver.sourcePath(of: resolution.target) else {
      return nil
    }
    let parts = Paths.split(link.destination)
    var path = parts.path.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    var suffix = Array(link.destination[parts.path.endIndex...])
    for problem in resolution.problems {
      switch problem {
      case .fragmentSpace(let bookmark): suffix = parts.query + [UInt8(ascii: "#")] + bookmark
      case .redirected, .caseMismatch, .rootPath:
        path = Array(Route.relative(to: target, from: Array(file.path.utf8)).utf8)
        if suffix.isEmpty { suffix = resolution.suffix }
      default: continue
      }
    }
    let mended = path + suffix
    let isPlain = !mended.contains { $0 <= 0x20 || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ")") }
    let after = resolver.resolve(mended, form: link.form, from: Array(file.path.utf8), on: page)
    return isPlain && after.problems.isEmpty ? Fix([.init(range, text(mended))]) : nil
  }

  private func diagnostic(_ problem: LinkResolution.Problem, _ link: Link, _ file: ArticleFile) -> Diagnostic {
    let place = link.place.place(in: docset.catalog.source.shownPrefix + file.path)
    let written = text(link.destination)
    let what = link.form == .image || link.form == .htmlImage || link.form == .lightbox ? "image" : "link"
    switch problem {
    case .fileNotFound(let path, let near):
      let suggestion = near.map { text($0) }
      return Diagnostic(
        rule: .fileNotFound,
        "The target of the \(what) `\(written)` is not there: the docset has no `\(text(path))`."
          + (suggestion.map { " Did you mean `\($0)`?" } ?? ""),
        at: place, suggestion: near.map { relative($0, from: file, keeping: link) })
    case .notAPage(let path):
      return Diagnostic(
        rule: .fileNotFound,
        "The target of the link `\(written)` becomes no page: `\(text(path))` is an include, or excluded by the configuration.",
        at: place)
    case .fallbackUnknown(let path):
      return Diagnostic(
        rule: .fallbackUnknown,
        "This locale has no `\(text(path))`, which the \(what) `\(written)` leads to; whether the source language has it is known with `--source`.",
        at: place)
    case .bookmarkNotFound(let fragment, let near):
      return Diagnostic(
        rule: .bookmarkNotFound,
        "The page that `\(written)` leads to has no bookmark `#\(text(fragment))`."
          + (near.map { " Did you mean `#\(text($0))`?" } ?? ""),
        at: place, suggestion: near.map { pathPart(link) + "#" + text($0) })
    case .redirected(let target):
      return Diagnostic(
        rule: .redirectedLink,
        "The target of the link `\(written)` has moved; a redirection leads to `\(text(target))`.", at: place,
        suggestion: text(target))
    case .circularRedirection:
      return Diagnostic(
        rule: .circularRedirection, "The redirection of `\(written)` comes back to where it began.", at: place)
    case .caseMismatch(let right):
      return Diagnostic(
        rule: .linkCaseMismatch,
        "Letter case counts in an address: `\(written)` is written `\(text(right))`.", at: place,
        suggestion: relative(right, from: file, keeping: link))
    case .outOfScope:
      return Diagnostic(
        rule: .linkOutOfScope, "The \(what) `\(written)` leads out of the docset's folder.", at: place)
    case .backslash(let mended):
      return Diagnostic(
        rule: .mtPathBackslash, "A path is written with `/`; `\(written)` has `\\`.", at: place,
        suggestion: text(mended))
    case .rootPath(nil):
      return Diagnostic(
        rule: .mtPathRoot,
        "A link that begins with `/` is an address below the site's root, without `.md`; `\(written)` has it, and the docset has no such file.",
        at: place, suggestion: written.replacing(".md", with: "", maxReplacements: 1))
    case .rootPath(let mended?):
      let right = relative(mended, from: file, keeping: link)
      return Diagnostic(
        rule: .mtPathRoot,
        "A link that begins with `/` is an address below the site's root, without `.md`; `\(written)` is read as `\(right)`.",
        at: place, suggestion: right)
    case .hardCodedLocale(let locale):
      return Diagnostic(
        rule: .hardCodedLocale,
        "A link leaves the locale out, so that readers get their language; `\(written)` says `\(text(locale))`.",
        at: place, suggestion: written.replacing("/\(text(locale))/", with: "/", maxReplacements: 1))
    case .fragmentSpace(let mended):
      return Diagnostic(
        rule: .mtFragmentSpace, "A bookmark has no space inside; `\(written)` has one.", at: place,
        suggestion: pathPart(link) + "#" + text(mended))
    }
  }

  private func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: Array(bytes), as: UTF8.self) }

  private func pathPart(_ link: Link) -> String { text(link.destination.prefix { $0 != UInt8(ascii: "#") }) }

  /// The path of a source file as a link in `file` writes it, with the query and the fragment of `link`.
  private func relative(_ path: [UInt8], from file: ArticleFile, keeping link: Link) -> String {
    let suffix = link.destination.drop { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    return Route.relative(to: path, from: Array(file.path.utf8)) + text(suffix)
  }
}

extension Fix {
  /// Whether all that it changes is in `range` of the file.
  fileprivate func lies(in range: Range<Int>) -> Bool {
    edits.allSatisfy { $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound }
  }
}
