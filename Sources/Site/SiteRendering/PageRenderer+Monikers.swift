internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension PageRenderer {
  /// The switch between the monikers of a page that has zones, and the rules that show the zones of the chosen one.
  ///
  /// A page that its `monikerRange`, or that of its group, keeps to one moniker shows the zones of that one.
  func addMonikers(_ file: ArticleFile, _ page: SitePage, to values: inout TemplateValues) {
    guard let byDefault = monikers.byDefault else { return }
    let catalog = docset.catalog(of: page)
    guard hasZones(file, catalog) else { return }
    var names = monikers.known.filter(Self.isSafe)
    if let range = file.metadata.text("monikerRange") ?? catalog.source.monikerRange(of: file.path) {
      let members = MonikerRange(range, known: monikers.known).members
      if names.contains(where: members.contains) { names = names.filter(members.contains) }
    }
    guard let first = names.first else { return }
    let chosen = names.contains(byDefault) ? byDefault : first
    values.set(.monikerStyle, Self.style(names))
    guard names.count > 1 else { return }
    var items = HTMLBytes()
    for name in names {
      var item = TemplateValues()
      item.set(.name, name)
      item.set(.isCurrent, if: name == chosen)
      templates.fill("moniker", item, into: &items)
    }
    values.set(.monikers, items.bytes)
  }

  private func hasZones(_ file: ArticleFile, _ catalog: Catalog) -> Bool {
    if file.includes.isEmpty { return !file.article.monikers.isEmpty }
    var files = [file]
    var seen: Set = [ObjectIdentifier(file)]
    var next = 0
    while next < files.count {
      let file = files[next]
      next += 1
      if !file.article.monikers.isEmpty { return true }
      for link in file.includes {
        let included = docset.included(by: link, in: file.path, from: catalog)
        if let included, seen.insert(ObjectIdentifier(included)).inserted { files.append(included) }
      }
    }
    return false
  }

  /// A name that means nothing else in a style sheet.
  private static func isSafe(_ name: String) -> Bool {
    name.utf8.allSatisfy { Ascii.isLetter($0) || Ascii.isDigit($0) || "-_.".utf8.contains($0) }
  }

  /// Hides the zones of the monikers that are not chosen, by the state of the choice itself: no script is needed.
  private static func style(_ names: [String]) -> [UInt8] {
    var css = HTMLBytes()
    for name in names {
      let others = ".moniker:not([data-moniker~=\"\(name)\"])"
      let chosen = "input[value=\"\(name)\"]:checked"
      css.append(raw: names.count > 1 ? "\(chosen)~\(others),\(chosen)~* \(others)" : "main \(others)")
      css.append("{display:none}")
    }
    return css.bytes
  }
}
