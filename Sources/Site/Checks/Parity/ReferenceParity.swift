internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Compares where the links and images of two pages lead, and which anchors they have.
struct ReferenceParity {
  let resolver: LinkResolver
  let page: SitePage
  /// Where the links of the page lead, by their numbers.
  let answers: [ResolvedLink]
  let report: ParityReport

  private struct Target {
    var key: ByteString
    /// Without bookmark and query.
    var page: ByteString
    var lines: FileLines
    /// Of the link in the file.
    var offset: Int
    var destination: [UInt8]
    var isMended = false
    /// What can be taken for another: links of one kind, addresses of one site.
    var kind: ByteString

    var written: String { destination.utf8String }
    var line: Int { lines.line(at: offset) }
  }

  /// The lines of a file, which are told of few links, and of those of one file mostly together.
  private final class FileLines {
    private let file: ArticleFile
    private lazy var text = file.text

    init(_ file: ArticleFile) { self.file = file }

    func line(at offset: Int) -> Int { text.line(at: offset) + 1 }
  }

  private static let pageKind = ByteString("page")
  private static let bookmarkKind = ByteString("bookmark")

  /// - Parameter lines: Those here and there on which texts begin that belong together.
  func links(of file: ArticleFile, against original: ArticleFile, lines: [(Int, Int)]) -> [Diagnostic] {
    // Where the same is written in the same order, it leads to the same, wherever that is.
    let isSame = local(file).elementsEqual(local(original)) { $0.destination == $1.destination }
    let areSame = external(file).elementsEqual(external(original)) { $0.destination == $1.destination }
    if isSame, areSame { return [] }
    // What is the same on both pages differs in no way.
    var places = isSame ? [:] : ownPlaces(file)
    let mine = links(file, locals: !isSame, externals: !areSame, &places)
    let theirs = links(original, locals: !isSame, externals: !areSame, &places)
    let other = { (mine: String, theirs: String) in
      "A link leads where it leads in the source page, to `\(theirs)`; this one leads to `\(mine)`"
    }
    let found = compare(
      mine, theirs, .parityLinks, missing: { "The source page has a link that is missing here, to `\($0)`" },
      extra: { "The source page has no link to `\($0)`" }, other: other)
    // As many to each place: then two may have changed places, in texts that are not one sentence.
    guard found.isEmpty, !lines.isEmpty, !mine.lazy.map(\.key).elementsEqual(theirs.lazy.map(\.key)) else {
      return found
    }
    let (own, source) = (Self.byText(mine, lines.map(\.0)), Self.byText(theirs, lines.map(\.1)))
    return zip(own, source).flatMap { mine, theirs in
      var extra = Self.subtract(Self.counts(theirs), from: mine)
      var missed = Self.subtract(Self.counts(mine), from: theirs)
      Self.removeMended(from: &extra, &missed)
      return extra.count != missed.count
        ? []
        : zip(extra, missed).map {
          report.finding(.parityLinks, other($0.written, $1.written), line: $0.line, sourceLine: $1.line)
        }
    }
  }

  /// What a mended link says is known as far as the repair goes; its own finding says the rest.
  private static func removeMended(from extras: inout [Target], _ missed: inout [Target]) {
    extras.removeAll { extra in
      guard extra.isMended, let index = missed.firstIndex(where: { $0.page == extra.page }) else { return false }
      missed.remove(at: index)
      return true
    }
  }

  /// - Parameter lines: Where texts begin, ascending.
  private static func byText(_ targets: [Target], _ lines: [Int]) -> [[Target]] {
    var texts = [[Target]](repeating: [], count: lines.count + 1)
    for target in targets {
      let line = target.line
      texts[lines.prefix { $0 <= line }.count].append(target)
    }
    return texts
  }

  func images(of file: ArticleFile, against original: ArticleFile) -> [Diagnostic] {
    compare(
      images(file), images(original), .parityImages,
      missing: { "The source page shows an image that is missing here, `\($0)`" },
      extra: { "The source page does not show the image `\($0)`" },
      other: { "A page shows the images of its source page, here `\($1)`; this one is `\($0)`" })
  }

  /// Anchors that are no heading's: those of headings are compared with the headings.
  func anchors(of original: ArticleFile, missingIn mine: Set<ByteString>, headings: PageOutline) -> [Diagnostic] {
    let missing = original.article.anchors.filter { !mine.contains(ByteString($0.id)) }
    if missing.isEmpty { return [] }
    let named = Set(headings.sections.lazy.flatMap(\.names).map { ByteString($0) })
    let theirs = missing.filter { !named.contains(ByteString($0.id)) }
    let text = original.text
    return theirs.map {
      report.finding(
        .parityAnchors, "An anchor of the source page is missing here: `\($0.id.utf8String)`",
        line: 1, sourceLine: text.line(at: $0.offset) + 1)
    }
  }

  private func external(_ file: ArticleFile) -> some Sequence<Link> {
    file.article.addresses.lazy.filter { !$0.form.showsImage && $0.form != .mention }
  }

  private func local(_ file: ArticleFile) -> some Sequence<Link> {
    file.article.links.lazy.filter(isCompared)
  }

  private func isCompared(_ link: Link) -> Bool {
    !link.form.showsImage && link.form != .include && link.form != .mention
  }

  /// - Parameter places: Where links of the two pages lead, as they are written: most stand in both.
  private func links(
    _ file: ArticleFile, locals: Bool, externals: Bool, _ places: inout [ByteString: Place]
  ) -> [Target] {
    let lines = FileLines(file)
    let local: [Target] =
      !locals
      ? []
      : local(file).map { link in
        let place = self.place(of: link, in: file, &places)
        return Target(
          key: place.key, page: place.page, lines: lines, offset: link.source.lowerBound,
          destination: link.destination, isMended: link.isMended,
          kind: link.destination.first == UInt8(ascii: "#") ? Self.bookmarkKind : Self.pageKind)
      }
    let external: [Target] =
      !externals
      ? []
      : external(file).map { link in
        let key = Self.withoutLocale(link.destination)
        return Target(
          key: key, page: key, lines: lines, offset: link.source.lowerBound, destination: link.destination,
          kind: Self.site(of: link.destination))
      }
    return local + external
  }

  /// An image may be translated under its own name in another folder, unless its `loc-scope` says that it is not.
  private func images(_ file: ArticleFile) -> [Target] {
    let lines = FileLines(file)
    // The large form that a click shows is the same picture.
    return file.article.links.filter { $0.form.showsImage && $0.form != .lightbox }.map { link in
      // `a.png#lightbox` is the picture `a.png`.
      let path = link.destination.prefix { $0 != UInt8(ascii: "#") }
      let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
      let key = ByteString(link.isNotLocalized ? target(of: link, resolution(of: link, in: file)) : Array(name))
      return Target(
        key: key, page: key, lines: lines, offset: link.source.lowerBound, destination: link.destination,
        kind: Self.pageKind)
    }
  }

  /// An address up to the end of its host.
  private static func site(of address: [UInt8]) -> ByteString {
    var slashes = 0
    for index in address.indices where address[index] == UInt8(ascii: "/") {
      slashes += 1
      if slashes == 3 { return ByteString(Array(address[..<index])) }
    }
    return ByteString(address)
  }

  private struct Place {
    var key: ByteString
    var page: ByteString
  }

  /// By what is written.
  private func ownPlaces(_ file: ArticleFile) -> [ByteString: Place] {
    var places: [ByteString: Place] = [:]
    for (link, answer) in zip(file.article.links, answers) where isCompared(link) {
      places[ByteString(link.destination)] = place(of: link, answer.resolution)
    }
    return places
  }

  private func place(of link: Link, in file: ArticleFile, _ places: inout [ByteString: Place]) -> Place {
    let written = ByteString(link.destination)
    if let known = places[written] { return known }
    let place = place(of: link, resolution(of: link, in: file))
    places[written] = place
    return place
  }

  private func place(of link: Link, _ resolution: LinkResolution) -> Place {
    let page = target(of: link, resolution)
    return Place(key: ByteString(page + resolution.suffix), page: ByteString(page))
  }

  private func resolution(of link: Link, in file: ArticleFile) -> LinkResolution {
    resolver.resolve(
      link.destination, form: link.form, from: Array(file.path.utf8), on: page, verifiesBookmark: false)
  }

  /// The same for all ways to write a link to one place.
  private func target(of link: Link, _ resolution: LinkResolution) -> [UInt8] {
    switch resolution.target {
    case .page(let route, _), .file(let route, _, _), .missing(let route): route
    case .samePage: page.route
    case .external(let address): address.bytes
    case .nowhere: link.destination
    }
  }

  /// An address without `/en-us/` or the like in it.
  private static func withoutLocale(_ address: [UInt8]) -> ByteString {
    if let id = numbered(address) { return ByteString(Array("fwlink:".utf8) + id) }
    // Nearly all that have none have no such hyphen either.
    let mayHave = address.indices.contains { index in
      address[index] == UInt8(ascii: "-") && index >= 3 && address[index - 3] == UInt8(ascii: "/")
    }
    guard mayHave else { return ByteString(address) }
    var parts = address.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    parts.removeAll { part in
      part.count == 5 && part.dropFirst(2).first == UInt8(ascii: "-") && part.prefix(2).allSatisfy(Ascii.isLetter)
        && part.suffix(2).allSatisfy(Ascii.isLetter)
    }
    return ByteString(Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }

  /// The number of a link of Microsoft's `https://go.microsoft.com/fwlink/?linkid=1`, which has several forms.
  private static func numbered(_ address: [UInt8]) -> ArraySlice<UInt8>? {
    guard let start = address.firstIndex(of: "go.microsoft.com/fwlink", in: address.indices),
      let equals = address[start...].firstIndex(of: UInt8(ascii: "="))
    else { return nil }
    let id = address[(equals + 1)...].prefix(while: Ascii.isDigit)
    return id.isEmpty ? nil : id
  }

  /// What one page has more often than the other. Where both have as many of a kind over, they belong together by their
  /// order.
  private func compare(
    _ mine: [Target], _ theirs: [Target], _ rule: DiagnosticRule, missing: (String) -> String,
    extra: (String) -> String, other: (String, String) -> String
  ) -> [Diagnostic] {
    // As on most pages.
    if mine.elementsEqual(theirs, by: { $0.key == $1.key }) { return [] }
    let counts = (Self.counts(mine), Self.counts(theirs))
    var extras = Self.subtract(counts.1, from: mine)
    var missed = Self.subtract(counts.0, from: theirs)
    Self.removeMended(from: &extras, &missed)
    var findings: [Diagnostic] = []
    var seen: Set<ByteString> = []
    for kind in extras.map(\.kind) where seen.insert(kind).inserted {
      let (mine, theirs) = (extras.filter { $0.kind == kind }, missed.filter { $0.kind == kind })
      guard mine.count == theirs.count else { continue }
      for (target, source) in zip(mine, theirs) {
        findings.append(
          report.finding(rule, other(target.written, source.written), line: target.line, sourceLine: source.line))
      }
      extras.removeAll { $0.kind == kind }
      missed.removeAll { $0.kind == kind }
    }
    // Where both have it, what differs is how often.
    func often(_ target: Target) -> String? {
      guard let here = counts.0[target.key], let there = counts.1[target.key] else { return nil }
      return "A page leads to `\(target.written)` as often as its source page; here \(here) times, there \(there)"
    }
    return findings + extras.map { report.finding(rule, often($0) ?? extra($0.written), line: $0.line) }
      + missed.map { report.finding(rule, often($0) ?? missing($0.written), line: 1, sourceLine: $0.line) }
  }

  private static func counts(_ targets: [Target]) -> [ByteString: Int] {
    Dictionary(targets.map { ($0.key, 1) }, uniquingKeysWith: +)
  }

  private static func subtract(_ counts: [ByteString: Int], from all: [Target]) -> [Target] {
    var counts = counts
    return all.indices.filter { index in
      guard let count = counts[all[index].key], count > 0 else { return true }
      counts[all[index].key] = count - 1
      return false
    }.map { all[$0] }
  }
}
