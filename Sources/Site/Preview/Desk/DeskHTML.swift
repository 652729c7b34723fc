internal import Diagnostics

/// The desk of one page as HTML. It has no script and no style of its own in it, only links to the preview's.
struct DeskHTML {
  private let page: DeskPage
  private let words: DeskWords
  private var html = HTMLBytes()
  /// By row, the worst of its findings.
  private var severities: [Int: Diagnostic.Severity] = [:]

  static func bytes(of page: DeskPage, words: DeskWords, build: Int, server: String, token: String) -> [UInt8] {
    var desk = DeskHTML(page: page, words: words)
    for finding in page.findings {
      guard let row = finding.row else { continue }
      desk.severities[row] = max(desk.severities[row] ?? .info, finding.diagnostic.severity)
    }
    desk.write(DeskFrame(title: page.title, words: words, build: build, server: server, token: token))
    return desk.html.bytes
  }

  private init(page: DeskPage, words: DeskWords) {
    self.page = page
    self.words = words
  }

  private mutating func write(_ frame: DeskFrame) {
    frame.begin(kind: "desk", into: &html)
    header()
    html.raw("<div class=\"desk\"><main id=\"desk-main\" tabindex=\"-1\" data-view=\"beside\">")
    rows()
    html.raw("<section class=\"text\" aria-label=\"\(words[.fileText])\" tabindex=\"0\" hidden><ol>")
    for line in (page.own ?? page.source)?.text.split(separator: "\n", omittingEmptySubsequences: false) ?? [] {
      html.raw("<li>")
      html.text(String(line))
      html.raw("</li>")
    }
    html.raw("</ol></section><div class=\"page\" hidden><iframe title=\"\(words[.toPage])\" data-src=\"")
    html.text(PercentEncoding.path(page.address))
    html.raw("\"></iframe></div></main>")
    findings()
    html.raw("</div>")
    frame.end(into: &html)
  }

  private mutating func header() {
    html.raw("<header><p class=\"ways\"><a href=\"/_trin/overview")
    if let locale = (page.own ?? page.source)?.locale, page.own != nil { html.text("/" + locale.lowercased()) }
    html.raw("\">\(words[.overview])</a> <a href=\"")
    html.text(PercentEncoding.path(page.address))
    html.raw("\">\(words[.toPage])</a></p><h1>")
    html.text(page.title)
    html.raw("</h1><p class=\"file\"><bdi>")
    html.text((page.own ?? page.source)?.file ?? "")
    html.raw("</bdi></p>")
    if page.own == nil { html.raw("<p class=\"notice\">\(words[.notTranslated])</p>") }
    if page.source == nil { html.raw("<p class=\"notice\">\(words[.noSource])</p>") }
    if let day = page.sourceChanged {
      html.raw("<p class=\"notice\">\(words[.sourceChangedOn]) \(day). \(words[.changesMarked])</p>")
    }
    html.raw("<fieldset class=\"views\"><legend>\(words[.view])</legend>")
    for (name, phrase) in [
      ("beside", DeskWords.Phrase.viewBeside), ("page", .viewPage), ("text", .viewText), ("phone", .viewPhone),
    ] {
      html.raw("<label><input type=\"radio\" name=\"view\" value=\"\(name)\"")
      html.raw("\(name == "beside" ? " checked" : "")> \(words[phrase])</label>")
    }
    html.raw("</fieldset></header>")
  }

  // MARK: Rows

  private mutating func rows() {
    html.raw("<div class=\"rows\" role=\"list\">")
    html.raw("<div class=\"heads\" aria-hidden=\"true\"><span>\(words[.translation])</span>")
    html.raw("<span>\(words[.source])</span></div>")
    for (number, row) in page.rows.enumerated() {
      let severity = severities[number].map { " \($0.rawValue)" } ?? ""
      html.raw("<div class=\"row\(severity)\" role=\"listitem\" id=\"row-\(number)\" tabindex=\"-1\">")
      cell(row.own, row.ownStep, side: page.own, isOwn: true, missing: .missingHere)
      cell(row.source, row.sourceStep, side: page.source, isOwn: false, missing: .onlyHere, row.sourceChange)
      html.raw("</div>")
    }
    html.raw("</div>")
  }

  private mutating func cell(
    _ block: DeskPage.Block?, _ step: DeskPage.Step?, side: DeskPage.Side?, isOwn: Bool, missing: DeskWords.Phrase,
    _ change: DeskPage.SourceChange? = nil
  ) {
    html.raw("<div class=\"cell \(isOwn ? "own" : "source")\"")
    guard let block, let side else {
      html.raw(" data-empty>")
      if page.own != nil, page.source != nil { html.raw("<p class=\"missing\">\(words[missing])</p>") }
      html.raw("</div>")
      return
    }
    html.raw(" lang=\"")
    html.text(side.locale)
    html.raw("\" dir=\"auto\"><div class=\"of-\(block.kind.rawValue) level-\(block.level)\">")
    if !block.marker.isEmpty {
      html.raw("<span class=\"marker\">")
      html.text(block.marker)
      html.raw("</span>")
    }
    html.raw("<div class=\"words\">")
    html.bytes += block.html
    html.raw("</div></div>")
    if let change { write(change) }
    if let step { write(step) }
    if isOwn, let markdown = block.markdown {
      html.raw(
        "<button type=\"button\" class=\"edit\" lang=\"\(words.language)\" data-start=\"\(block.range.lowerBound)\"")
      html.raw(" data-end=\"\(block.range.upperBound)\" data-markdown=\"")
      html.text(markdown)
      html.raw("\">\(words[.edit])<span class=\"hidden\">, \(words[.line, block.line])</span></button>")
    }
    html.raw("</div>")
  }

  private mutating func write(_ change: DeskPage.SourceChange) {
    if change.isNew {
      html.raw("<p class=\"since\" lang=\"\(words.language)\"><strong>\(words[.newSince])</strong></p>")
    }
    for (phrase, block) in [change.former].compactMap({ $0 }).map({ (DeskWords.Phrase.changedSince, $0) })
      + change.gone.map({ (.goneSince, $0) })
    {
      html.raw("<p class=\"since\"><strong lang=\"\(words.language)\">\(words[phrase])</strong> <del>")
      if let markdown = block.markdown { html.text(markdown) } else { html.bytes += block.html }
      html.raw("</del></p>")
    }
  }

  private mutating func write(_ step: DeskPage.Step) {
    let verdict: DeskWords.Phrase =
      switch step.verdict {
      case .proven: .proven
      case .failed: .stepFailed
      case .told: .told
      case .manual: .manual
      case .unrun: .unrun
      }
    html.raw("<p class=\"step \(step.verdict.rawValue)\" lang=\"\(words.language)\"><strong>\(words[verdict])</strong>")
    if !step.actions.isEmpty {
      html.raw(" <span>\(words[.readAs])</span> ")
      for (number, action) in step.actions.enumerated() {
        if number > 0 { html.raw(", ") }
        html.raw("\(words[DeskWords.Phrase(rawValue: action.operation.rawValue) ?? .choose]) <b>")
        html.text(action.label)
        html.raw("</b>")
      }
    }
    for text in step.manual {
      html.raw(" <span>\(words[.byHand])</span> ")
      html.text(text)
    }
    if step.runs > 0 { html.raw(" <span>\(step.passed)/\(step.runs) \(words[.runs])</span>") }
    html.raw("</p>")
    if let picture = step.picture {
      html.raw("<details class=\"step\" lang=\"\(words.language)\"><summary>\(words[.picture])</summary>")
      html.raw("<img src=\"/_trin/picture/")
      html.text(PercentEncoding.path(picture))
      html.raw("\" alt=\"\" loading=\"lazy\"></details>")
    }
  }

  // MARK: Findings

  private mutating func findings() {
    html.raw("<aside class=\"findings\" aria-label=\"\(words[.findings])\" tabindex=\"0\" data-file=\"")
    html.text(page.own?.file ?? "")
    html.raw("\" data-digest=\"\(page.digest)\">")
    if page.findings.isEmpty { html.raw("<p>\(words[.noFindings])</p>") }
    for (group, phrase) in [
      (DeskPage.Group.damage, DeskWords.Phrase.damage), (.steps, .steps), (.differences, .differences),
      (.other, .other),
    ] {
      let findings = page.findings.filter { $0.group == group }
      guard !findings.isEmpty else { continue }
      html.raw("<section><h2>\(words[phrase]) <span class=\"count\">\(findings.count)</span></h2><ul>")
      for finding in findings { write(finding) }
      html.raw("</ul></section>")
    }
    html.raw("</aside>")
  }

  private mutating func write(_ finding: DeskPage.Finding) {
    let diagnostic = finding.diagnostic
    let severity = diagnostic.severity
    html.raw("<li class=\"\(severity.rawValue)\"><p class=\"head\"><strong>\(words.noun(severity))</strong> ")
    if let remedy = finding.remedy {
      html.raw("<a href=\"")
      html.text(remedy)
      html.raw("\" target=\"_blank\" rel=\"noreferrer\" title=\"\(words[.remedy])\"><code>")
      html.text(diagnostic.code)
      html.raw("</code></a>")
    } else {
      html.raw("<code>")
      html.text(diagnostic.code)
      html.raw("</code>")
    }
    let (message, language) = words.message(of: diagnostic)
    html.raw("</p><p lang=\"\(language)\"><bdi>")
    html.sentence(message, upTo: 600)
    html.raw("</bdi></p>")
    if let before = finding.before, !before.marked.isEmpty || finding.after != nil {
      write(before, words[.before], "del")
    }
    if let after = finding.after {
      write(after, words[.after], "ins")
    } else if let suggestion = diagnostic.unsaidSuggestion {
      html.raw("<p class=\"line\"><span>\(words[.likelyMeant])</span> <code>")
      html.text(suggestion, upTo: 300)
      html.raw("</code></p>")
    }
    html.raw("<p class=\"ways\">")
    if let row = finding.row {
      html.raw("<button type=\"button\" class=\"show\" data-row=\"\(row)\">\(words[.show])")
      html.raw("<span class=\"hidden\">, \(words[.line, diagnostic.place.line])</span></button>")
    } else if diagnostic.place.file != page.own?.file {
      html.raw("<span>\(words[.inFile]) <bdi>")
      html.text(diagnostic.place.file)
      html.raw("</bdi></span>")
    }
    if finding.canRepair {
      html.raw("<button type=\"button\" class=\"repair\" data-id=\"\(finding.id)\" data-digest=\"\(finding.digest)\"")
      html.raw(" data-file=\"")
      html.text(diagnostic.place.file)
      html.raw("\">\(words[.repair])<span class=\"hidden\">, \(words[.line, diagnostic.place.line])</span></button>")
    }
    html.raw("</p></li>")
  }

  private mutating func write(_ line: DeskPage.MarkedLine, _ label: String, _ tag: String) {
    html.raw("<p class=\"line\"><span>\(label)</span> <code>")
    html.text(line.before)
    html.raw("<\(tag)>")
    html.text(line.marked)
    html.raw("</\(tag)>")
    html.text(line.after)
    html.raw("</code></p>")
  }
}

/// What desk and overview have in common.
struct DeskFrame {
  let title: String
  let words: DeskWords
  let build: Int
  let server: String
  /// Of this run of the preview: who writes has to know it.
  let token: String

  func begin(kind: String, into html: inout HTMLBytes) {
    html.raw(
      "<!doctype html>\n<html lang=\"\(words.language)\" data-kind=\"\(kind)\" data-build=\"\(build)\" data-server=\"")
    html.text(server)
    html.raw("\" data-token=\"")
    html.text(token)
    html.raw(
      "\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    html.raw("<meta name=\"color-scheme\" content=\"light dark\"><title>")
    html.text(title)
    html.raw(" – \(words[.preview])</title><link rel=\"icon\" href=\"/assets/icon.svg\">")
    html.raw("<link rel=\"stylesheet\" href=\"/_trin/desk.css\">")
    html.raw("<script src=\"/_trin/desk.js\" defer></script></head>\n<body>")
    html.raw("<p class=\"status\" role=\"status\" aria-live=\"polite\"")
    for (name, phrase) in [
      ("lost", DeskWords.Phrase.notRunning), ("saved", .saved), ("changed", .changedMeanwhile), ("refused", .refused),
      ("unreachable", .unreachable), ("save", .save), ("cancel", .cancel), ("label", .editText),
      ("failed", .buildFailed),
    ] {
      html.raw(" data-\(name)=\"")
      html.text(words[phrase])
      html.raw("\"")
    }
    html.raw("></p>")
  }

  func end(into html: inout HTMLBytes) { html.raw("</body></html>\n") }
}
