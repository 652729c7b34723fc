internal import Diagnostics
internal import Testing

@testable internal import Preview

@Suite("The strip")
struct StripTests {
  private func html(_ notice: StripNotice, _ words: DeskWords = .english) -> String {
    String(decoding: StripHTML.content(of: notice, at: "/a.html", words: words), as: UTF8.self)
  }

  private func finding(
    _ severity: Diagnostic.Severity = .error, _ message: String = "A message.", file: String = "a.md", line: Int = 3,
    suggestion: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, "test-rule", message, at: SourcePlace(file: file, line: line, column: 5), suggestion: suggestion)
  }

  @Test("shows place, code, message and suggestion of a finding")
  func finding() {
    let text = html(StripNotice(build: 1, own: [finding(.warning, "The link is split.", suggestion: "[a](b.md)")]))
    #expect(text.contains("a.md:3:5"))
    #expect(text.contains("<code>test-rule</code>"))
    #expect(text.contains("The link is split."))
    #expect(text.contains("[a](b.md)"))
    #expect(text.contains("<strong class=\"warning\">warning</strong>"))
    #expect(text.contains("<details><summary>"))
  }

  @Test("opens by itself for what keeps the page from being new, not for what is elsewhere")
  func opening() {
    #expect(html(StripNotice(build: 1, own: [finding(.error)])).contains("<details open>"))
    #expect(html(StripNotice(build: 1, failure: "no")).contains("<details open>"))
    #expect(html(StripNotice(build: 1, otherErrors: 1, others: 1, showsLastGood: true)).contains("<details open>"))
    #expect(!html(StripNotice(build: 1, otherErrors: 1, others: 1)).contains("<details open>"))
    #expect(!html(StripNotice(build: 1, own: [finding(.warning)])).contains("<details open>"))
  }

  @Test("is hidden where there is nothing to say")
  func empty() {
    for notice in [StripNotice(build: 1), StripNotice(build: 1, others: 1)] {
      #expect(html(notice).contains("aria-label=\"Trin preview\" hidden>"))
      #expect(!html(notice).contains("<details"))
    }
  }

  @Test(
    "escapes all text of the docset",
    arguments: [
      "<script>alert(1)</script>", "</template><img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "'&amp;<b>",
      "</style><script>",
    ])
  func escaping(text: String) {
    let plain = html(StripNotice(build: 1, failure: "F", own: [finding()], otherErrors: 1, others: 1))
    let nasty = Diagnostic(
      .error, text, text, at: SourcePlace(file: text, line: 1, column: 1), suggestion: text)
    let content = html(StripNotice(build: 1, failure: text, own: [nasty], otherErrors: 1, others: 1))
    for tag in ["<script", "<img", "<svg", "<b>", "</template", "</style><"] {
      #expect(content.contains(tag) == plain.contains(tag), "\(tag)")
    }
    #expect(!content.contains(text))
    let page = String(
      decoding: StripHTML.element(
        StripNotice(build: 1, own: [nasty]), at: "/\(text).html", server: "s", words: .danish), as: UTF8.self)
    #expect(page.split(separator: "</template>").count == 2)
  }

  @Test("replaces control characters, which HTML may not hold")
  func controls() {
    #expect(
      html(StripNotice(build: 1, own: [finding(.error, "a\u{0}b\u{1B}[31mc")])).contains("a\u{FFFD}b\u{FFFD}[31mc"))
  }

  @Test("reaches the page escaped over HTTP", .timeLimit(.minutes(5)))
  func overHTTP() async throws {
    try await RunningPreview.with(["start.md": "warning: <script>alert(1)</script>"]) { preview in
      let body = try await preview.get("/_trin/strip?page=/start.html").body
      #expect(body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
      #expect(!body.contains("<script"))
    }
  }

  @Test("cuts a finding that quotes half an article, and counts those of other pages, which the overview lists")
  func bounds() {
    let long = html(StripNotice(build: 1, own: [finding(.error, String(repeating: "å", count: 5_000))]))
    #expect(long.contains("å…"))
    #expect(long.utf8.count < 8_000)
    let text = html(StripNotice(build: 1, otherErrors: 500, others: 600))
    #expect(text.contains("500 errors elsewhere"))
    #expect(text.contains("Findings on other pages: 600."))
    #expect(text.contains("href=\"/_trin/desk/a.html\""))
    #expect(text.contains("href=\"/_trin/overview\""))
  }

  @Test("has every word in each language")
  func words() {
    for words in [DeskWords.english, .danish] {
      for phrase in DeskWords.Phrase.allCases { #expect(words.has(phrase)) }
    }
    for phrase in [DeskWords.Phrase.findingsElsewhere, .line] {
      for words in [DeskWords.english, .danish] { #expect(words[phrase, 7].contains("7")) }
    }
  }

  @Test("speaks the first language of the browser's list that it knows")
  func languages() {
    #expect(DeskWords.preferred("de, da-DK;q=0.9, en;q=0.8").language == "da")
    #expect(DeskWords.preferred("fr, *").language == "en")
    #expect(DeskWords.preferred(nil).language == "en")
    let danish = html(StripNotice(build: 1, own: [finding(), finding(.warning)], otherErrors: 2, others: 2), .danish)
    #expect(danish.contains("1 fejl") && danish.contains("1 advarsel") && danish.contains("2 fejl på andre sider"))
  }

  @Test(
    "goes before the last end of the body, or to the end of the page",
    arguments: [
      ("<body>a</body></html>", "<body>aX</body></html>"), ("<BODY>a</BODY >", "<BODY>aX</BODY >"),
      ("<pre></body></pre>b</body>", "<pre></body></pre>bX</body>"), ("no body", "no bodyX"), ("", "X"),
      ("</bod", "</bodX"),
    ])
  func insertion(page: String, expected: String) {
    #expect(String(decoding: StripHTML.insert(Array("X".utf8), into: Array(page.utf8)), as: UTF8.self) == expected)
  }
}
