internal import LearnMarkdown

/// Reads the outline of an article from the HTML that was written of it, whose tags are balanced and in lower case.
struct OutlineReader {
  private let article: Article
  private var tokens: PageTokens
  private var outline: PageOutline
  private var nextLine = 0
  private var nextHeading = 0
  private var line = 1
  private var text: PageOutline.Text?
  private var lists: [PageOutline.List] = []
  private var codeDepth = 0
  private var linkDepth = 0

  static func outline(of article: Article) -> PageOutline {
    var reader = OutlineReader(article)
    reader.read()
    return reader.outline
  }

  private init(_ article: Article) {
    self.article = article
    tokens = PageTokens(article.html)
    outline = PageOutline(sections: [.init(line: 1)])
  }

  private mutating func read() {
    while let token = tokens.next() {
      while nextLine < article.blockLines.count, article.blockLines[nextLine].offset <= token.start {
        line = Int(article.blockLines[nextLine].line)
        nextLine += 1
      }
      switch token.kind {
      case .text: readText(article.html[token.range])
      case .start: start(token)
      case .end: end(token)
      }
    }
    flush()
  }

  private mutating func start(_ token: PageTokens.Token) {
    let name = tokens.name(token)
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6": startHeading()
    case "ul", "ol":
      flush()
      lists.append(.init(line: line, isOrdered: name == "ol"))
    case "li":
      flush()
      if !lists.isEmpty { lists[lists.count - 1].items.append([]) }
    case "table":
      flush()
      outline.sections[last].tables.append(.init(line: line))
    case "tr": editTable { $0.rows += 1 }
    case "th", "td":
      flush()
      editTable { if $0.rows == 1 { $0.columns += 1 } }
    case "pre":
      flush()
      outline.sections[last].codes.append(.init(line: line))
      codeDepth += 1
    case "code": codeDepth += 1
    case "a": linkDepth += 1
    case "strong", "b": edit { $0.labels += 1 }
    case "br": edit { $0.words.append(UInt8(ascii: " ")) }
    case "p", "div", "aside", "blockquote", "figure", "details", "summary", "dt", "dd":
      flush()
      if let mark = mark(of: token) { outline.sections[last].marks.append(.init(line: line, name: mark)) }
    default: break
    }
  }

  private mutating func end(_ token: PageTokens.Token) {
    switch tokens.name(token) {
    case "ul", "ol":
      flush()
      guard let list = lists.popLast() else { return }
      if let outer = lists.indices.last, !lists[outer].items.isEmpty {
        lists[outer].items[lists[outer].items.count - 1].append(list)
      } else {
        outline.sections[last].lists.append(list)
      }
    case "pre":
      codeDepth = max(0, codeDepth - 1)
    case "code": codeDepth = max(0, codeDepth - 1)
    case "a": linkDepth = max(0, linkDepth - 1)
    case "p", "li", "th", "td", "div", "aside", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "dd":
      flush()
    default: break
    }
  }

  private mutating func startHeading() {
    flush()
    guard article.headings.indices.contains(nextHeading) else { return }
    let heading = article.headings[nextHeading]
    nextHeading += 1
    outline.sections.append(
      .init(id: heading.id, level: heading.level, title: heading.text, line: Int(heading.line)))
  }

  private var last: Int { outline.sections.count - 1 }

  private mutating func editTable(_ edit: (inout PageOutline.Table) -> Void) {
    guard let index = outline.sections[last].tables.indices.last else { return }
    edit(&outline.sections[last].tables[index])
  }

  /// The alert or directive that an element was made of.
  private func mark(of token: PageTokens.Token) -> String? {
    guard let classes = tokens.attribute("class", of: token)?.utf8String else { return nil }
    if classes.hasPrefix("alert alert-") { return "[!" + classes.dropFirst(12).uppercased() + "]" }
    if classes == "moniker" || classes == "zone" || classes == "row" || classes == "column" { return ":::" + classes }
    return classes.hasPrefix("video") ? "[!VIDEO]" : nil
  }

  private mutating func edit(_ edit: (inout PageOutline.Text) -> Void) {
    var current = text ?? .init(line: line, isStep: lists.last?.isOrdered == true)
    edit(&current)
    text = current
  }

  private mutating func readText(_ bytes: ArraySlice<UInt8>) {
    if codeDepth > 0 {
      if tokens.isPreformatted, let index = outline.sections[last].codes.indices.last {
        outline.sections[last].codes[index].text += bytes
      }
      return
    }
    guard text != nil || !bytes.allSatisfy(Ascii.isSpace) else { return }
    let isLink = linkDepth > 0
    edit { text in
      TextFacts.addNumbers(of: bytes, to: &text.numbers)
      if !isLink { TextFacts.addWords(of: bytes, to: &text) }
    }
  }

  private mutating func flush() {
    guard var done = text else { return }
    text = nil
    done.numbers.sort { $0.lexicographicallyPrecedes($1) }
    outline.sections[last].texts.append(done)
  }
}

/// Numbers and words of running text.
private enum TextFacts {
  /// `1,000`, `1.000` and `1 000` are one number.
  static func addNumbers(of bytes: ArraySlice<UInt8>, to numbers: inout [[UInt8]]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard Ascii.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      var number: [UInt8] = []
      while index < bytes.endIndex {
        if Ascii.isDigit(bytes[index]) {
          number.append(bytes[index])
          index += 1
        } else if bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "."), hasGroup(bytes, index + 1) {
          index += 1
        } else {
          break
        }
      }
      numbers.append(number)
    }
  }

  private static func hasGroup(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Bool {
    let digits = bytes[min(start, bytes.endIndex)...].prefix { Ascii.isDigit($0) }
    return digits.count == 3
  }

  static func addWords(of bytes: ArraySlice<UInt8>, to text: inout PageOutline.Text) {
    var length = text.words.reversed().prefix { $0 != UInt8(ascii: " ") }.count
    for byte in bytes {
      if Ascii.isLetter(byte) || byte >= 0x80 {
        length += 1
        // Shorter ones are pieces of numbers and signs as often as words.
        if length == 3 { text.wordCount += 1 }
        text.words.append(Ascii.lower(byte))
      } else {
        if length > 0 { text.words.append(UInt8(ascii: " ")) }
        length = 0
      }
    }
  }
}
