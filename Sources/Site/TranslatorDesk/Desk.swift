internal import Checks
internal import Diagnostics
internal import Docset
internal import LearnMarkdown
package import Preview
package import SiteBuilding
internal import SiteModel

/// The translator's desk over a kept docset: each page is put together when it is asked for.
package struct Desk: TranslationDesk {
  let kept: KeptSite
  /// With those of the steps.
  let findings: FindingsByFile
  let views: PageViews?
  private let pictures: @Sendable (_ name: String) -> [UInt8]?
  private let steps: @Sendable (_ file: String) -> [DeskPage.Step]

  /// - Parameters:
  ///   - findings: Those of the docset, and of its steps where these were run.
  ///   - views: How often pages are read, where that is known.
  ///   - pictures: Of steps, by their names.
  ///   - steps: Of a file, as findings show it.
  package init(
    _ kept: KeptSite, findings: FindingsByFile, views: PageViews? = nil,
    pictures: @escaping @Sendable (_ name: String) -> [UInt8]? = { _ in nil },
    steps: @escaping @Sendable (_ file: String) -> [DeskPage.Step]
  ) {
    self.kept = kept
    self.findings = findings
    self.views = views
    self.pictures = pictures
    self.steps = steps
  }

  package func picture(_ name: String) -> [UInt8]? { pictures(name) }

  var site: Site { kept.loaded.site }

  /// The page at an address of the site; nil where there is none, or none that an article makes.
  package func page(_ address: String) -> DeskPage? {
    let route = Array(address.utf8.dropFirst())
    for docset in site.docsets {
      if let page = docset.page(at: route) { return make(page, in: docset, at: address) }
    }
    return nil
  }

  private func make(_ page: SitePage, in docset: SiteDocset, at address: String) -> DeskPage {
    let own = page.isFallback ? nil : docset.file(of: page)
    let source = docset.fallback?.page(page.path)
    let catalog = docset.catalog(of: page)
    let shown = own.map { Paths.shown($0.path, behind: catalog.source.shownPrefix) } ?? ""
    let found = findings[shown]
    let spots = own.map { file in found.compactMap { Self.bytes(of: $0, in: file.text) } } ?? []
    let mine = own.map { BlockReading(of: $0, spots: spots).blocks } ?? []
    let theirs = source.map { BlockReading(of: $0).blocks } ?? []
    var rows = BlockAlignment.rows(mine, theirs)
    let former = own.flatMap { SourceChanges.former(of: $0, in: docset) }
    if let source, let text = former?.text { mark(source, since: text, theirs, of: docset, in: &rows) }
    let sourceFile = source.map { Paths.shown($0.path, behind: docset.fallback?.source.shownPrefix ?? "") }
    addSteps(of: shown, \.own, \.ownStep, to: &rows)
    if let sourceFile { addSteps(of: sourceFile, \.source, \.sourceStep, to: &rows) }
    var shownFindings = own.map { self.shown(found, of: $0, rows: rows) } ?? []
    for link in own?.includes ?? [] {
      guard let own, let included = docset.catalog.included(by: link, in: own.path) else { continue }
      let name = Paths.shown(included.path, behind: catalog.source.shownPrefix)
      shownFindings += self.shown(findings[name], of: included, rows: [])
    }
    var desk = DeskPage(
      title: docset.file(of: page).title, address: address,
      own: own.map { Self.side($0, shown: shown, locale: docset.locale) },
      source: source.map { file in
        Self.side(file, shown: sourceFile ?? "", locale: docset.fallback?.source.locale ?? "")
      },
      digest: own.map { SHA256.hexadecimal($0.source) } ?? "", rows: rows, findings: shownFindings)
    desk.sourceChanged = former.map { "\($0.day)" }
    return desk
  }

  /// Says at each block of the source what became of it since it was translated.
  private func mark(
    _ source: ArticleFile, since text: [UInt8], _ blocks: [AlignedBlock], of docset: SiteDocset,
    in rows: inout [DeskPage.Row]
  ) {
    guard let reader = docset.fallback?.reader else { return }
    let former = reader.read(SourceText(text), path: source.path, isFragment: false)
    let changes = SourceDifference(blocks, since: BlockReading(of: former).blocks).changes
    var number = 0
    for index in rows.indices where rows[index].source != nil {
      rows[index].sourceChange = changes[number]
      number += 1
    }
  }

  /// Puts each step to the last block that begins on its line or before it.
  private func addSteps(
    of file: String, _ block: KeyPath<DeskPage.Row, DeskPage.Block?>,
    _ step: WritableKeyPath<DeskPage.Row, DeskPage.Step?>, to rows: inout [DeskPage.Row]
  ) {
    for found in steps(file) {
      let row = rows.lastIndex { row in
        row[keyPath: block].map { $0.line <= found.line && !$0.range.isEmpty } ?? false
      }
      // A list that a choice changes is several procedures; the first that was not proven says most.
      if let row, rows[row][keyPath: step].map({ $0.verdict == .proven }) ?? true { rows[row][keyPath: step] = found }
    }
  }

  private static func side(_ file: ArticleFile, shown: String, locale: String) -> DeskPage.Side {
    DeskPage.Side(file: shown, locale: locale, text: String(decoding: file.source, as: UTF8.self))
  }

  // MARK: Findings

  private func shown(_ findings: [Diagnostic], of file: ArticleFile, rows: [DeskPage.Row]) -> [DeskPage.Finding] {
    let text = file.text
    let digest = SHA256.hexadecimal(file.source)
    return findings.map { finding in
      let bytes = Self.bytes(of: finding, in: text)
      let lines = MarkedLines(of: finding, in: text)
      return DeskPage.Finding(
        id: Self.id(of: finding), finding,
        row: bytes.flatMap { Self.row(holding: $0.lowerBound, rows) } ?? Self.row(ofSourceIn: finding, rows),
        before: lines?.before, after: lines?.after, remedy: Handbook.address(ofCode: finding.code), digest: digest,
        canRepair: finding.fix != nil && file.kind == .article)
    }
  }

  /// The bytes that a finding is about; nil where it is about the file as a whole.
  private static func bytes(of finding: Diagnostic, in text: SourceText) -> Range<Int>? {
    let place = finding.place
    guard place != SourcePlace(file: place.file), let range = MarkedLines.bytes(of: place, in: text) else { return nil }
    return range.isEmpty ? range.lowerBound..<min(range.lowerBound + 1, text.bytes.count) : range
  }

  private static func row(holding offset: Int, _ rows: [DeskPage.Row]) -> Int? {
    let last = rows.lastIndex { row in row.own.map { !$0.range.isEmpty && $0.range.lowerBound <= offset } ?? false }
    return last ?? rows.firstIndex { $0.own != nil }
  }

  /// What is missing here has a place in the source only, which the message names.
  private static func row(ofSourceIn finding: Diagnostic, _ rows: [DeskPage.Row]) -> Int? {
    guard let line = finding.message.firstMatch(of: /\(line (\d+) of the source page\)/).flatMap({ Int($0.1) }) else {
      return nil
    }
    return rows.lastIndex { row in row.source.map { !$0.range.isEmpty && $0.line <= line } ?? false }
  }

  /// Told by what it says and where, so that it is not taken for another one.
  private static func id(of finding: Diagnostic) -> String {
    let edits = (finding.fix?.edits ?? []).map { "\($0.range) \($0.replacement)" }.joined(separator: "|")
    return String(
      SHA256.hexadecimal("\(finding.code) \(finding.place) \(finding.message) \(edits)").prefix(16))
  }

  // MARK: Writing

  /// Writes the bytes of one repair or of one block; every other byte of the file stays as it is.
  package func write(_ edit: DeskEdit) -> DeskEditResult {
    let (shown, digest) =
      switch edit {
      case .repair(let file, let digest, _), .block(let file, let digest, _, _): (file, digest)
      }
    guard let (file, path) = ownFile(shown) else { return .refused("`\(shown)` is no article of the docset.") }
    guard SHA256.hexadecimal(file.source) == digest else { return .changedMeanwhile }
    let fix: Fix
    switch edit {
    case .repair(_, _, let id):
      guard let finding = findings[shown].first(where: { Self.id(of: $0) == id }), let found = finding.fix else {
        return .changedMeanwhile
      }
      fix = found
    case .block(_, _, let range, let text):
      let blocks = BlockReading(of: file).blocks.map(\.block)
      guard let block = blocks.first(where: { $0.range == range }), block.markdown != nil else {
        return .refused("There is no text that can be edited by itself.")
      }
      guard !text.utf8.contains(0), text.utf8.count <= Self.longestBlock else {
        return .refused("The text is too long, or holds a NUL.")
      }
      fix = Fix([Fix.Edit(range, Self.withLineEnds(of: file.source, text))])
    }
    do {
      try Files.replace(path, expecting: file.source, with: try fix.apply(to: file.source))
      return .written
    } catch let error as ReplacementError {
      return Self.isChanged(path, from: file.source) ? .changedMeanwhile : .refused("\(error)")
    } catch {
      return .refused("\(error)")
    }
  }

  /// Bytes; a block is a paragraph.
  private static let longestBlock = 1 << 20

  /// A browser's text has one kind of line end; a file keeps its own.
  private static func withLineEnds(of file: [UInt8], _ text: String) -> String {
    let plain = text.replacing("\r\n", with: "\n")
    let isWindows =
      file.firstIndex(of: UInt8(ascii: "\n")).map { $0 > 0 && file[$0 - 1] == UInt8(ascii: "\r") } ?? false
    return isWindows ? plain.replacing("\n", with: "\r\n") : plain
  }

  private static func isChanged(_ path: String, from bytes: [UInt8]) -> Bool { (try? Files.read(path)) != bytes }

  /// An article of the docset itself, and where it lies; nil for one of the source that is only read, and for one that
  /// a symbolic link leads to out of its folder.
  private func ownFile(_ shown: String) -> (file: ArticleFile, path: String)? {
    for docset in site.docsets {
      let (catalog, source) = (docset.catalog, docset.catalog.source)
      guard shown.hasPrefix(source.shownPrefix) else { continue }
      let inner = Array(shown.utf8.dropFirst(source.shownPrefix.utf8.count))
      guard !DocsetSource.isBeside(inner), let file = catalog.article(inner), file.kind == .article,
        let folder = Files.realPath(source.folder), let path = Files.realPath(folder + "/" + file.path),
        path == folder + "/" + file.path
      else { continue }
      return (file, path)
    }
    return nil
  }
}
