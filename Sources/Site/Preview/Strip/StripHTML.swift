internal import Diagnostics

/// The strip as HTML: one element with a shadow tree of its own, so that neither the page's style reaches it nor its
/// style the page.
enum StripHTML {
  /// Findings of other pages beyond that many are counted, not listed.
  private static let listedOthers = 20
  /// Longer texts are cut: a finding may quote a whole damaged paragraph.
  private static let longestText = 1_000

  /// What is put into a page: the element and the script that keeps it up to date.
  static func element(_ notice: StripNotice, server: String) -> [UInt8] {
    var html = HTMLBytes()
    html.raw("<trin-preview data-server=\"")
    html.text(server)
    html.raw("\" data-build=\"\(notice.build)\" lang=\"en\" dir=\"ltr\"><template shadowrootmode=\"open\">")
    html.bytes += content(of: notice)
    html.raw("</template></trin-preview><script src=\"/_trin/preview.js\" defer></script>\n")
    return html.bytes
  }

  /// The inside of the shadow tree, which the script also fetches when the page itself need not be reloaded.
  static func content(of notice: StripNotice) -> [UInt8] {
    var html = HTMLBytes()
    html.raw("<style>\(StripStyle.text)</style>")
    html.raw("<section class=\"strip\" aria-label=\"Trin preview\"\(notice.isEmpty ? " hidden" : "")>")
    html.raw("<p class=\"connection\" role=\"status\" aria-live=\"polite\"></p>")
    if !notice.isEmpty {
      html.raw("<details\(notice.isUrgent ? " open" : "")><summary>")
      summary(of: notice, into: &html)
      html.raw("</summary><div class=\"findings\" tabindex=\"0\" role=\"group\" aria-label=\"Findings\">")
      findings(of: notice, into: &html)
      html.raw("</div></details>")
    }
    html.raw("<button type=\"button\" class=\"dismiss\" aria-label=\"Hide the strip until something changes\"")
    html.raw(" title=\"Hide until something changes\">×</button></section>")
    return html.bytes
  }

  private static func summary(of notice: StripNotice, into html: inout HTMLBytes) {
    if notice.failure != nil {
      html.raw("<span class=\"count error\">Build failed</span> ")
    }
    for severity in Diagnostic.Severity.allCases.reversed() {
      let count = notice.own.count { $0.severity == severity }
      guard count > 0 else { continue }
      html.raw("<span class=\"count \(severity.rawValue)\">\(count) \(noun(severity, count))</span> ")
    }
    let elsewhere = notice.otherErrors.count
    if elsewhere > 0 {
      html.raw("<span class=\"count error\">\(elsewhere) \(noun(.error, elsewhere)) elsewhere</span> ")
    }
    if notice.showsLastGood {
      html.raw("<span class=\"stale\">this is the last good page</span>")
    }
  }

  private static func findings(of notice: StripNotice, into html: inout HTMLBytes) {
    if let failure = notice.failure {
      html.raw("<p class=\"failure\"><strong class=\"error\">Build failed</strong> <bdi>")
      html.text(failure, upTo: longestText)
      html.raw("</bdi></p>")
      if !notice.own.isEmpty || !notice.others.isEmpty { html.raw("<h2>From the build before it</h2>") }
    }
    list(notice.own, into: &html)
    let errors = notice.otherErrors
    if !errors.isEmpty {
      html.raw("<h2>Elsewhere in the docset</h2>")
      list(errors.prefix(listedOthers), into: &html)
      if errors.count > listedOthers { html.raw("<p>and \(errors.count - listedOthers) more.</p>") }
    }
    let quiet = notice.others.count - errors.count
    if quiet > 0 {
      html.raw("<p class=\"rest\">\(quiet) lesser finding\(quiet == 1 ? "" : "s") on other pages.</p>")
    }
  }

  private static func list(_ findings: some Collection<Diagnostic>, into html: inout HTMLBytes) {
    guard !findings.isEmpty else { return }
    html.raw("<ul>")
    for finding in findings {
      let severity = finding.severity.rawValue
      html.raw("<li class=\"\(severity)\"><p class=\"head\"><strong class=\"\(severity)\">\(severity)</strong> <code>")
      html.text(finding.code)
      html.raw("</code> <span class=\"place\"><bdi>")
      html.text("\(finding.place.file):\(finding.place.line):\(finding.place.column)")
      html.raw("</bdi></span></p><p><bdi>")
      html.text(finding.message, upTo: longestText)
      html.raw("</bdi></p>")
      if let suggestion = finding.unsaidSuggestion {
        html.raw("<p class=\"suggestion\">Likely meant: <code><bdi>")
        html.text(suggestion, upTo: longestText)
        html.raw("</bdi></code></p>")
      }
      html.raw("</li>")
    }
    html.raw("</ul>")
  }

  private static func noun(_ severity: Diagnostic.Severity, _ count: Int) -> String {
    switch severity {
    case .info: count == 1 ? "note" : "notes"
    case .suggestion, .warning, .error: count == 1 ? severity.rawValue : severity.rawValue + "s"
    }
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
