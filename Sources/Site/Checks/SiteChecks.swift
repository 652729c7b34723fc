package import Diagnostics
package import Docset
internal import LearnMarkdown
package import ProductLabels
package import SiteModel

/// Everything that is wrong with a site, in reading order.
package enum SiteChecks {
  package struct Result: Sendable {
    /// Parts that make the list of all findings one behind the other.
    package var parts: [[Diagnostic]]
    /// Of all locales that were checked.
    package var links = LinkCount()

    /// In reading order.
    package var findings: [Diagnostic] { Array(parts.joined()) }
  }

  /// - Parameters:
  ///   - locales: Only findings about these; empty: all.
  ///   - external: The findings about external links; nil where they were not followed.
  ///   - around: The findings about files that are no articles.
  ///   - labels: Reads what the labels of translations are judged by, by locale.
  ///   - screen: What the translation files of the product say.
  package static func run(
    on site: Site, locales: Set<String> = [], external: [Diagnostic]? = nil, around: [Diagnostic] = [],
    labels: @escaping @Sendable () -> [String: LabelWords] = { [:] }, screen: ScreenLabels? = nil,
    glossaries: [String: Glossary] = [:], jobs: Int
  ) async -> Result {
    await KeptChecks(
      of: site, locales: locales, external: external, around: around, labels: labels, screen: screen,
      glossaries: glossaries,
      jobs: jobs
    ).result()
  }

  static func withoutPages(_ docset: SiteDocset) -> Diagnostic {
    let files = docset.catalog.fragments.count
    return Diagnostic(
      rule: .docsetWithoutPages,
      "A docset has pages; none of its files is one"
        + (files == 0 ? "." : ", though \(files) of them \(files == 1 ? "is" : "are") Markdown."),
      at: docset.catalog.source.place)
  }

  static func conflict(_ conflict: SiteDocset.Conflict, in docset: SiteDocset) -> Diagnostic {
    let prefix = docset.catalog(of: conflict.page).source.shownPrefix
    let rest =
      switch (conflict.published, conflict.otherDocset) {
      case (let published?, let other?):
        "in the docset `\(other)`, that of this file belongs to `\(published)` already, so it is no page of this docset."
      case (let published?, nil):
        "that of this file belongs to `\(published)` already, so this one is not on the site."
      case (nil, _):
        "at that of this file stands the page for addresses that lead nowhere, so this one is not on the site."
      }
    return Diagnostic(
      rule: .publishURLConflict, "A page has an address of its own; \(rest)",
      at: SourcePlace(file: prefix + conflict.page.path.utf8String))
  }

  static func judgement(_ docset: SiteDocset, followsExternal: Bool) -> Judgement {
    Judgement(hasSource: docset.fallback != nil, isSource: docset.isSource, followsExternal: followsExternal)
  }

  static func unknownImages(_ count: Int, _ configuration: String) -> Diagnostic {
    Diagnostic(
      rule: .fallbackUnknown,
      "\(count) references lead to images that this locale lacks, as is usual where images are not translated; whether the source language has them is known with `--source`.",
      at: SourcePlace(file: configuration))
  }
}

/// The checks of single files of a docset, for the files that are to be mended.
package struct ArticleChecks: Sendable {
  private let links: LinkChecks

  package init(_ site: Site, _ docset: SiteDocset) { links = LinkChecks(site: site, docset: docset) }

  /// The findings that may have a fix, before any configuration.
  package func findings(of file: ArticleFile, isPage: Bool) -> [Diagnostic] {
    var answers = FolderAnswers()
    return links.check(file, isPage: isPage, links.resolver.resolveAll(file, with: &answers)).findings
  }
}

/// The fragments that a page includes, directly or through others: what nobody includes is not on the site.
struct IncludedFiles {
  private let paths: Set<String>

  init(_ docset: SiteDocset) {
    var found: Set<String> = []
    var queue = docset.catalog.pages
    while let file = queue.popLast() {
      for link in file.includes {
        guard let included = docset.catalog.included(by: link, in: file.path),
          found.insert(included.path).inserted
        else { continue }
        queue.append(included)
      }
    }
    paths = found
  }

  func contains(_ path: String) -> Bool { paths.contains(path) }
}
