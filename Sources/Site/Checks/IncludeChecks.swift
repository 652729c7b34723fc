internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Findings about the files that a file includes.
struct IncludeChecks: Sendable {
  let docset: SiteDocset

  func findings(in file: ArticleFile) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for link in file.article.links where link.form == .include {
      let place = link.place.place(in: docset.catalog.source.shownPrefix + file.path)
      let written = String(decoding: link.destination, as: UTF8.self)
      guard let included = target(of: link, in: file) else {
        findings.append(missing(written, link, file, at: place))
        continue
      }
      var trail = [file.path]
      if let loop = loop(from: included, trail: &trail), loop == file.path {
        let names = (trail + [file.path]).map { "`\($0)`" }.joined(separator: " → ")
        findings.append(
          Diagnostic(
            rule: .circularReference,
            "Includes may not come back to where they began: \(names). The text is left out here.", at: place))
      }
    }
    return findings
  }

  private func target(of link: Link, in file: ArticleFile) -> ArticleFile? {
    docset.included(by: link, in: file.path, from: docset.catalog)
  }

  private func missing(_ written: String, _ link: Link, _ file: ArticleFile, at place: SourcePlace) -> Diagnostic {
    let name = written.split(separator: "/").last.map(String.init) ?? written
    let all = (docset.catalog.fragments + docset.catalog.pages).map(\.path)
    let near =
      all.first { $0.hasSuffix("/" + name) || $0 == name } ?? NearName.closest(to: written, among: all)
    let suggestion = near.map {
      String(decoding: Route.relative(to: Array($0.utf8), from: Array(file.path.utf8)), as: UTF8.self)
    }
    return Diagnostic(
      rule: .includeNotFound,
      "The file that is included is not there: `\(written)`." + (suggestion.map { " Did you mean `\($0)`?" } ?? ""),
      at: place, suggestion: suggestion)
  }

  /// The path of the first file on the way that stands in the trail already; nil where no include comes back.
  private func loop(from file: ArticleFile, trail: inout [String]) -> String? {
    if trail.contains(file.path) { return file.path }
    trail.append(file.path)
    for link in file.article.links where link.form == .include {
      guard let next = target(of: link, in: file) else { continue }
      if let found = loop(from: next, trail: &trail) { return found }
    }
    trail.removeLast()
    return nil
  }
}
