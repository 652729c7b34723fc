internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Findings about the files that a file includes.
struct IncludeChecks: Sendable {
  let docset: SiteDocset
  /// Longer ways round are cut by ``IncludeBudget`` in any case; deeper calls would exhaust the stack.
  private static let longestTrail = 200

  func findings(in file: ArticleFile, isPage: Bool) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    if file.includes.isEmpty { return findings }
    var places = FilePlaces(of: file, shownPrefix: docset.catalog.source.shownPrefix)
    for link in file.includes {
      let written = String(decoding: link.destination, as: UTF8.self)
      guard let included = target(of: link, in: file) else {
        findings.append(missing(written, link, file, at: places.place(of: link)))
        continue
      }
      var passed: Set<String> = []
      var trail = [file.path]
      if leads(from: included, backTo: file.path, trail: &trail, passed: &passed) {
        let names = (trail + [file.path]).map { "`\($0)`" }.joined(separator: " → ")
        findings.append(
          Diagnostic(
            rule: .circularReference,
            "Includes may not come back to where they began: \(names). The text is left out here.",
            at: places.place(of: link)))
      }
    }
    if isPage { findings += repeatedBookmarks(in: file, &places) }
    if let first = file.includes.first, isCut(file) {
      findings.append(
        Diagnostic(
          rule: .nestingTooDeep,
          "A file is put together from at most \(IncludeBudget.fileLimit) others, \(IncludeBudget.depthLimit) deep; the includes here and in them ask for more, and the rest is left out.",
          at: places.place(of: first)))
    }
    return findings
  }

  /// One finding for each include that brings a bookmark which stands on the page already.
  private func repeatedBookmarks(in file: ArticleFile, _ places: inout FilePlaces) -> [Diagnostic] {
    if file.includes.isEmpty { return [] }
    var known = Set(file.article.anchors.map(\.id))
    var findings: [Diagnostic] = []
    for link in file.includes {
      guard let included = target(of: link, in: file) else { continue }
      var budget = IncludeBudget()
      var bookmarks = included.article.anchors.map(\.id)
      walk(from: included, trail: [file.path], &budget) { bookmarks += $0.article.anchors.map(\.id) }
      let repeated = bookmarks.filter { !known.insert($0).inserted }
      guard let first = repeated.first else { continue }
      let already = repeated.count > 1 ? " and \(repeated.count - 1) more stand" : " stands"
      findings.append(
        Diagnostic(
          rule: .duplicateBookmark,
          "A bookmark stands once on a page; of the included file, `#\(first.utf8String)`\(already) there already, and links reach the first only.",
          at: places.place(of: link)))
    }
    return findings
  }

  private func isCut(_ file: ArticleFile) -> Bool {
    var budget = IncludeBudget()
    walk(from: file, trail: [], &budget) { _ in }
    return budget.isExceeded
  }

  /// Visits what a file is put together from, in the order of its includes, as far as the budget goes.
  private func walk(
    from file: ArticleFile, trail: [String], _ budget: inout IncludeBudget, _ visit: (ArticleFile) -> Void
  ) {
    let trail = trail + [file.path]
    for link in file.includes where !budget.isExceeded {
      guard let included = target(of: link, in: file), budget.take(included, trail: trail) else { continue }
      visit(included)
      walk(from: included, trail: trail, &budget, visit)
    }
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

  /// Whether the includes of a file come back to another, which is looked for once in each file on the ways there.
  ///
  /// - Parameter trail: Grows by the way there.
  private func leads(
    from file: ArticleFile, backTo start: String, trail: inout [String], passed: inout Set<String>
  ) -> Bool {
    if file.path == start { return true }
    guard trail.count < Self.longestTrail, passed.insert(file.path).inserted else { return false }
    trail.append(file.path)
    for link in file.includes {
      guard let next = target(of: link, in: file) else { continue }
      if leads(from: next, backTo: start, trail: &trail, passed: &passed) { return true }
    }
    trail.removeLast()
    return false
  }
}
