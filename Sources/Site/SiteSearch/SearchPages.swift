internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// The pages of an index, numbered in the order in which they were added, with their sections.
struct SearchPages {
  private struct Page {
    var route: [UInt8]
    var title: String
    var about: String
    /// The language of its text, where that is another than the index's.
    var lang: String
    var titleWords: Int
    /// Of the second section on, how links lead to it and what it is called.
    var headings: [(id: [UInt8], text: String)] = []
  }

  private var pages: [Page] = []
  private(set) var sectionCount = 0
  /// How many pages one script tells of: each result is of another, mostly.
  private static let pagesAFile = 4
  /// What lies beyond is found by the section before.
  private static let mostSections = 400

  init() {}

  mutating func add(_ page: SitePage, of docset: SiteDocset, to words: inout WordOccurrences) {
    guard !docset.isHiddenFromSearch(page) else { return }
    let file = docset.file(of: page)
    var entry = Page(
      route: page.route, title: file.title, about: docset.metadata("description", of: page) ?? "",
      lang: page.isFallback ? docset.fallback?.source.locale ?? "" : "", titleWords: 0)
    entry.titleWords = words.add(Array(file.title.utf8).span, section: sectionCount, .title)
    words.add(Array(entry.about.utf8).span, section: sectionCount, .marked)
    var budget = IncludeBudget()
    add(file, in: docset.catalog(of: page), of: docset, trail: [], &budget, &entry, to: &words)
    pages.append(entry)
    sectionCount += entry.headings.count + 1
  }

  private func add(
    _ file: ArticleFile, in catalog: Catalog, of docset: SiteDocset, trail: [String], _ budget: inout IncludeBudget,
    _ page: inout Page, to words: inout WordOccurrences
  ) {
    let prose = file.article.prose
    let text = prose.bytes.span
    var start = 0
    var heading: Int32 = -1
    for run in prose.runs {
      let range = start..<Int(run.end)
      start = Int(run.end)
      switch run.kind {
      case .include:
        let link = file.article.links[Int(run.number)]
        guard let included = docset.included(by: link, in: file.path, from: catalog),
          budget.take(included, trail: trail)
        else { continue }
        add(included, in: catalog, of: docset, trail: trail + [included.path], &budget, &page, to: &words)
      case .heading:
        let known = file.article.headings[Int(run.number)]
        // The title is what the page is called already, mostly.
        if known.level > 1, run.number != heading, page.headings.count < Self.mostSections, !known.id.isEmpty {
          page.headings.append((known.id, known.text))
          words.add(known.id.span, section: sectionCount + page.headings.count, .once)
        }
        heading = run.number
        words.add(text.extracting(range), section: sectionCount + page.headings.count, .heading)
      case .text: words.add(text.extracting(range), section: sectionCount + page.headings.count, .once)
      case .strong: words.add(text.extracting(range), section: sectionCount + page.headings.count, .marked)
      }
    }
  }

  /// What is loaded first: which shard begins with which letters, and of each page how many sections it has, how many
  /// words its title, and whether it is in its own language.
  func index(_ shards: SearchShards) -> [UInt8] {
    var text = Array("trinSearch(\"index\",{\"step\":\(Self.pagesAFile),\"shards\":\"".utf8)
    text += shards.starts.joined(separator: [UInt8(ascii: " ")])
    text += "\",\"pages\":\"".utf8
    for page in pages {
      VariableNumber.append(
        (page.headings.count << 4 | min(page.titleWords, 7) << 1) | (page.lang.isEmpty ? 0 : 1), to: &text)
    }
    text += "\"})\n".utf8
    return text
  }

  func files() -> [[UInt8]] {
    stride(from: 0, to: pages.count, by: Self.pagesAFile).enumerated().map { number, first in
      var text = Array("trinSearch(\"p\(number)\",[".utf8)
      for page in pages[first..<min(first + Self.pagesAFile, pages.count)] {
        if text.last != UInt8(ascii: "[") { text.append(UInt8(ascii: ",")) }
        text.append(UInt8(ascii: "["))
        Self.append(Route.address(page.route, below: ""), to: &text)
        for word in [page.title, page.about, page.lang] {
          text.append(UInt8(ascii: ","))
          Self.append(Array(word.utf8), to: &text)
        }
        text += ",[".utf8
        for (index, heading) in page.headings.enumerated() {
          if index > 0 { text.append(UInt8(ascii: ",")) }
          Self.append(heading.id, to: &text)
          text.append(UInt8(ascii: ","))
          Self.append(Array(heading.text.utf8), to: &text)
        }
        text += "]]".utf8
      }
      text += "])\n".utf8
      return text
    }
  }

  /// As a string of a script.
  private static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case ..<0x20: text.append(UInt8(ascii: " "))
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}
