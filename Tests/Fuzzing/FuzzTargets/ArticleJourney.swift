internal import AdminCenter
internal import Checks
internal import Diagnostics
internal import Docset
internal import Foundation
internal import LearnMarkdown
internal import Scenarios
internal import SiteModel
internal import SiteRendering

/// An article's bytes on their whole way: findings and their fixes, page and Markdown, procedures and parity.
///
/// The article stands in two languages. A line `%%` in the bytes parts one from the other; without it both are the same.
struct ArticleJourney {
  private static let locales = ["en-US", "da-DK"]
  private static let theme = try? Theme(ThemeFiles(), words: ThemeWords(ThemeFiles()))

  private let sources: [[UInt8]]
  private let folder = FileManager.default.temporaryDirectory.path + "/trin-fuzz-" + UUID().uuidString

  init(_ bytes: [UInt8]) {
    let separator = Array("\n%%\n".utf8)
    if let place = bytes.firstRange(of: separator) {
      sources = [Array(bytes[..<place.lowerBound]), Array(bytes[place.upperBound...])]
    } else {
      sources = [bytes, bytes]
    }
  }

  func check() async {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard let theme = Self.theme, let catalogs = try? await catalogs() else {
      preconditionFailure("a docset that is there")
    }
    let configuration = SiteConfiguration(
      titles: ["en-US": "Help"], sourceLocale: "en-US", locales: Self.locales, file: "site.yml", shownRoot: "",
      baseURL: "https://help.example/")
    var site = Site(configuration: configuration, shape: .own, catalogs: catalogs, reference: nil)
    await site.resolve(jobs: 1)
    let findings = await SiteChecks.run(on: site, jobs: 1).findings
    let files = Dictionary(uniqueKeysWithValues: zip(Self.locales.map { "\($0)/a.md" }, sources))
    for finding in findings {
      guard let bytes = files[finding.place.file] else { continue }
      let lines = SourceText(bytes).lineCount
      precondition((1...max(1, lines)).contains(finding.place.line), "a finding has a line of the file")
      precondition(finding.place.column >= 1, "a finding has a column")
    }
    for finding in findings {
      guard let fix = finding.fix, let bytes = files[finding.place.file] else { continue }
      guard let mended = try? fix.apply(to: bytes) else { preconditionFailure("an edit lies in its file") }
      _ = Article(
        reading: SourceText(mended), frontMatter: FrontMatter.find(in: SourceText(mended)),
        options: ArticleOptions(file: finding.place.file))
    }
    var report = ""
    TextReport().write(findings, source: { files[$0] }, to: &report)
    for docset in site.docsets {
      let renderer = PageRenderer(site, docset, theme: theme)
      for page in docset.pages {
        WrittenHTML.check(docset.file(of: page).article.html.bytes)
        var html = HTMLBytes()
        _ = renderer.render(page, into: &html)
        renderer.renderMarkdown(of: page, into: &html)
      }
    }
    var request = TestRequest(
      articles: zip(Self.locales, sources).map { locale, source in
        TestRequest.Article(path: "a", locale: locale, file: "\(locale)/a.md", source: source)
      })
    request.isListing = true
    let tested = await test(request, on: AdminCenter())
    _ = tested.json
    _ = tested.text(sources: files, isColoured: false, width: 80)
  }

  private func catalogs() async throws -> [Catalog] {
    var catalogs: [Catalog] = []
    for (locale, bytes) in zip(Self.locales, sources) {
      let folder = "\(self.folder)/\(locale)"
      try FileManager.default.createDirectory(atPath: folder + "/includes", withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: folder + "/a.md"))
      try Data("# Other\n\n## <a name=\"part\"></a>Part\n".utf8).write(to: URL(fileURLWithPath: folder + "/b.md"))
      try Data(bytes.prefix(200)).write(to: URL(fileURLWithPath: folder + "/includes/i.md"))
      var source = DocsetSource(
        locale: locale, basePath: "", files: SourceFolder(folder), shownPrefix: "\(locale)/")
      source.isTranslation = locale != "en-US"
      catalogs.append(
        await Catalog.read(
          try CatalogListing(source), alertTitles: Self.theme?.words.alertTitles(locale) ?? [:], places: .all,
          jobs: 1))
    }
    return catalogs
  }
}

/// What holds of the HTML of every article.
private enum WrittenHTML {
  /// Of elements that run code, or load what does, or end a part of the frame.
  private static let never: Set<String> = [
    "script", "style", "object", "embed", "form", "input", "button", "svg", "math", "base", "meta", "link", "body",
    "html", "head", "main", "nav", "header", "footer", "template", "textarea", "title", "select",
  ]

  static func check(_ html: [UInt8]) {
    var index = 0
    while let start = html[index...].firstIndex(of: UInt8(ascii: "<")) {
      guard let end = html[start...].firstIndex(of: UInt8(ascii: ">")) else { preconditionFailure("a tag has an end") }
      index = end + 1
      let tag = html[(start + 1)..<end]
      let name = tag.drop { $0 == UInt8(ascii: "/") }.prefix { Ascii.isLetter($0) || Ascii.isDigit($0) }
      precondition(!name.isEmpty, "a `<` begins a tag")
      precondition(!never.contains(name.utf8String.lowercased()), "no element but those of articles")
      checkAttributes(tag)
    }
  }

  /// The attributes are written by this program, in double quotes.
  private static func checkAttributes(_ tag: ArraySlice<UInt8>) {
    let parts = tag.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
    precondition(!parts.count.isMultiple(of: 2), "each value ends")
    for number in stride(from: 0, to: parts.count - 1, by: 2) {
      let name = parts[number].split(separator: UInt8(ascii: " ")).last?.utf8String ?? ""
      precondition(!name.hasPrefix("on"), "no handler")
      guard name == "href=" || name == "src=" else { continue }
      let value = Entities.decode(parts[number + 1])
      precondition(Address(value) != .refused, "no address with a foreign scheme")
    }
  }
}
