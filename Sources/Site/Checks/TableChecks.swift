internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Findings about where the entries of the tables of contents lead, and which pages no table lists.
struct TableChecks: Sendable {
  let links: LinkChecks

  private var docset: SiteDocset { links.docset }

  func check() -> (findings: [Diagnostic], count: ResolutionCount) {
    var findings: [Diagnostic] = []
    var count = ResolutionCount()
    var listed: Set<ByteString> = []
    let tables = NestedTables(docset.catalog)
    for toc in docset.catalog.tablesOfContents {
      var lines: [ByteString: Int] = [:]
      var stack = Array(toc.items.reversed())
      while let item = stack.popLast() {
        stack += item.items.reversed()
        for destination in [item.destination, item.topic].compactMap({ $0 }) where Address(destination) == .refused {
          findings.append(refused(item, destination))
        }
        if let topic = item.topic, Address(topic) == .local, let resolution = links.resolve(topic, from: toc.path) {
          let reference = Reference("entry", topic, in: Array(toc.path.utf8))
          findings += resolution.problems.map { links.finding($0, reference, at: item.place) }
          if case .page(let route, _) = resolution.target { listed.insert(ByteString(route)) }
        }
        guard let destination = item.destination, Address(destination) == .local,
          !tables.namesFolder(item, in: Array(toc.path.utf8)),
          let resolution = links.resolve(destination, from: toc.path)
        else { continue }
        count.add(resolution, namesBookmark: destination.contains(UInt8(ascii: "#")))
        let reference = Reference("entry", destination, in: Array(toc.path.utf8))
        findings += resolution.problems.map { links.finding($0, reference, at: item.place) }
        guard case .page(let route, _) = resolution.target else { continue }
        listed.insert(ByteString(route))
        // The same page under another bookmark or query is another entry.
        let address = ByteString(route + resolution.suffix)
        if let line = lines[address] {
          findings.append(repeated(item, firstLine: line))
        } else {
          lines[address] = item.place.line
        }
      }
    }
    if !docset.catalog.tablesOfContents.isEmpty { findings += unlisted(listed) }
    return (findings, count)
  }

  private func refused(_ item: TableOfContents.Item, _ destination: [UInt8]) -> Diagnostic {
    LinkFinding(reference: Reference("entry", destination, in: []), place: item.place).of(.refused(destination))
  }

  private func repeated(_ item: TableOfContents.Item, firstLine: Int) -> Diagnostic {
    Diagnostic(
      rule: .tocEntryDuplicated,
      "A table of contents lists a page once; the page of `\(item.name)` is listed on line \(firstLine) already.",
      at: item.place)
  }

  private func unlisted(_ listed: Set<ByteString>) -> [Diagnostic] {
    docset.pages.compactMap { page in
      guard !page.isFallback, !listed.contains(ByteString(page.route)) else { return nil }
      // Where readers arrive, no table needs to lead.
      let name = page.path[(page.path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
      if name.elementsEqual("index.md".utf8) { return nil }
      return Diagnostic(
        rule: .tocEntryMissing, "A page has an entry in a table of contents; this one has none.",
        at: SourcePlace(file: docset.catalog.source.shownPrefix + page.path.utf8String))
    }
  }
}
