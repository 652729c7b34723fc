internal import Diagnostics

/// The strip as HTML: one element with a shadow tree of its own, so that neither the page's style reaches it nor its
/// style the page.
enum StripHTML {
  /// Longer texts are cut: a finding may quote a whole damaged paragraph.
  private static let longestText = 1_000

  /// What is put into a page: the element and the script that keeps it up to date.
  static func element(_ notice: StripNotice, at path: String, server: String, words: DeskWords) -> [UInt8] {
    var html = HTMLBytes()
    html.raw("<trin-preview data-server=\"")
    html.text(server)
    html.raw("\" data-build=\"\(notice.build)\" data-lost=\"")
    html.text(words[.notRunning])
    html.raw("\" lang=\"\(words.language)\" dir=\"ltr\"><template shadowrootmode=\"open\">")
    html.bytes += content(of: notice, at: path, words: words)
    html.raw("</template></trin-preview><script src=\"/_trin/preview.js\" defer></script>\n")
    return html.bytes
  }

  /// The inside of the shadow tree, which the script also fetches when the page itself need not be reloaded.
  static func content(of notice: StripNotice, at path: String, words: DeskWords) -> [UInt8] {
    var html = HTMLBytes()
    html.raw("<style>\(StripStyle.text)</style>")
    html.raw("<section class=\"strip\" aria-label=\"\(words[.preview])\"\(notice.isEmpty ? " hidden" : "")>")
    html.raw("<p class=\"connection\" role=\"status\" aria-live=\"polite\"></p>")
    if !notice.isEmpty {
      html.raw("<details\(notice.isUrgent ? " open" : "")><summary>")
      summary(of: notice, words, into: &html)
      html.raw("</summary><div class=\"findings\" tabindex=\"0\" role=\"group\" aria-label=\"\(words[.findings])\">")
      findings(of: notice, at: path, words, into: &html)
      html.raw("</div></details>")
    }
    html.raw("<button type=\"button\" class=\"dismiss\" aria-label=\"\(words[.hideStrip])\"")
    html.raw(" title=\"\(words[.hideStrip])\">×</button></section>")
    return html.bytes
  }

  private static func summary(of notice: StripNotice, _ words: DeskWords, into html: inout HTMLBytes) {
    if notice.failure != nil {
      html.raw("<span class=\"count error\">\(words[.buildFailed])</span> ")
    }
    for severity in Diagnostic.Severity.allCases.reversed() {
      let count = notice.own.count { $0.severity == severity }
      guard count > 0 else { continue }
      html.raw("<span class=\"count \(severity.rawValue)\">\(words.count(count, severity))</span> ")
    }
    if notice.otherErrors > 0 {
      html.raw("<span class=\"stale\">\(words.count(notice.otherErrors, .error)) \(words[.elsewhere])</span> ")
    }
    if notice.showsLastGood { html.raw("<span class=\"stale\">\(words[.lastGood])</span>") }
  }

  private static func findings(
    of notice: StripNotice, at path: String, _ words: DeskWords, into html: inout HTMLBytes
  ) {
    if let failure = notice.failure {
      html.raw("<p class=\"failure\"><strong class=\"error\">\(words[.buildFailed])</strong> <bdi>")
      html.text(failure, upTo: longestText)
      html.raw("</bdi></p>")
      if !notice.own.isEmpty || notice.others > 0 { html.raw("<h2>\(words[.fromBuildBefore])</h2>") }
    }
    html.raw("<p class=\"ways\"><a href=\"/_trin/desk")
    html.text(PercentEncoding.path(path))
    html.raw("\">\(words[.desk])</a> <a href=\"/_trin/overview\">\(words[.overview])</a></p>")
    list(notice.own, words, into: &html)
    if notice.others > 0 { html.raw("<p class=\"rest\">\(words[.findingsElsewhere, notice.others])</p>") }
  }

  private static func list(
    _ findings: some Collection<Diagnostic>, _ words: DeskWords, into html: inout HTMLBytes
  ) {
    guard !findings.isEmpty else { return }
    html.raw("<ul>")
    for finding in findings {
      let severity = finding.severity.rawValue
      html.raw("<li class=\"\(severity)\"><p class=\"head\"><strong class=\"\(severity)\">")
      html.raw("\(words.noun(finding.severity))</strong> <code>")
      html.text(finding.code)
      html.raw("</code> <span class=\"place\"><bdi>")
      html.text("\(finding.place.file):\(finding.place.line):\(finding.place.column)")
      let (message, language) = words.message(of: finding)
      html.raw("</bdi></span></p><p lang=\"\(language)\"><bdi>")
      html.sentence(message, upTo: longestText)
      html.raw("</bdi></p>")
      if let suggestion = finding.unsaidSuggestion {
        html.raw("<p class=\"suggestion\">\(words[.likelyMeant]) <code><bdi>")
        html.text(suggestion, upTo: longestText)
        html.raw("</bdi></code></p>")
      }
      html.raw("</li>")
    }
    html.raw("</ul>")
  }

  /// Puts `element` before the last `</body>`, whose letters may be large or small; at the end where there is none.
  static func insert(_ element: [UInt8], into page: [UInt8]) -> [UInt8] {
    let tag = Array("</body".utf8)
    var position = page.count
    var start = page.count - tag.count
    while start >= 0 {
      if page[start] == tag[0], zip(tag, page[start...]).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 && $1 >= 0x41 }) {
        position = start
        break
      }
      start -= 1
    }
    return page[..<position] + element + page[position...]
  }
}
