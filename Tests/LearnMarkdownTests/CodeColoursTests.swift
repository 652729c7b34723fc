internal import LearnMarkdown
internal import Testing

@Suite("The colours of code")
struct CodeColoursTests {
  /// Comments in `{c …}`, texts in `{s …}`, words in `{k …}`.
  private static func coloured(_ code: String, _ language: String) -> String? {
    guard let colours = CodeColours(language: Array(language.utf8)) else { return nil }
    var html = HTMLBytes()
    colours.write(Array(code.utf8)[...], into: &html)
    return String(decoding: html.bytes, as: UTF8.self).replacing(/<span class="(.)">/) { "{\($0.1) " }
      .replacing("</span>", with: "}")
  }

  @Test(
    "tell comments, texts and words apart",
    arguments: [
      (
        "PowerShell",
        "Get-Mailbox -Identity \"A `\" b\" | ForEach { $_.if } # all <of> them\n$x = @\"\nit's\n\"@\n<# a\nb #>",
        "{k Get-Mailbox} -Identity {s &quot;A `&quot; b&quot;} | {k ForEach} { $_.if } {c # all &lt;of&gt; them}\n$x = {s @&quot;\nit's\n&quot;@}\n{c &lt;# a\nb #&gt;}"
      ),
      (
        "bash", "curl 'https://a.example/#x' # it's\nfor x in a#b",
        "{k curl} {s 'https://a.example/#x'} {c # it's}\n{k for} x {k in} a#b"
      ),
      (
        "xml", "<!-- <a> -->\n<a:b c=\"d\" e='f'>it's \"g\"</a:b>",
        "{c &lt;!-- &lt;a&gt; --&gt;}\n{k &lt;a:b} c={s &quot;d&quot;} e={s 'f'}&gt;it's &quot;g&quot;{k &lt;/a:b}&gt;"
      ),
      (
        "json", "{\"a\": \"b\\\"\", \"c\" : true}",
        "{{k &quot;a&quot;}: {s &quot;b\\&quot;&quot;}, {k &quot;c&quot;} : {k true}}"
      ),
      ("yaml", "a: b # c\n- d-e: 'f'\n  g: http://h\n", "{k a}: b {c # c}\n- {k d-e}: {s 'f'}\n  {k g}: http://h\n"),
      ("http", "GET https://a.example/GET\nAccept: x", "{k GET} https://a.example/GET\n{k Accept}: x"),
      ("kql", "T | where a has \"b\" // c", "T | {k where} a {k has} {s &quot;b&quot;} {c // c}"),
      ("c#", "var a = \"// b\"; /* c\nd */ a.var", "{k var} a = {s &quot;// b&quot;}; {c /* c\nd */} a.var"),
      ("python", "def a(): # b\n  '''c\n  d'''", "{k def} a(): {c # b}\n  {s '''c\n  d'''}"),
      ("sql", "SELECT 'it''s' -- a\nfrom b", "{k SELECT} {s 'it'}{s 's'} {c -- a}\n{k from} b"),
      ("js", "const a = `b`; // c", "{k const} a = {s `b`}; {c // c}"),
    ] as [(String, String, String)])
  func parts(language: String, code: String, expected: String) {
    #expect(Self.coloured(code, language) == expected)
  }

  @Test("leave alone what they cannot tell, and languages that are not known")
  func others() {
    #expect(Self.coloured("x = \"open\nnext\"", "csharp") == "x = &quot;open\nnext&quot;")
    #expect(Self.coloured("", "json") == "")
    for language in ["", "text", "output", "console", "no-such"] { #expect(Self.coloured("\"a\"", language) == nil) }
    // Cut off anywhere, nothing of the code is lost.
    let code = "<# a @\" b \n\"@ 'c` ' Get-X # d /* // <e f=\"g\\\"> \"\"\" æøå"
    for language in ["powershell", "bash", "xml", "json", "yaml", "http", "kusto", "csharp", "python", "sql", "js"] {
      for count in 0...code.utf8.count {
        let part = String(decoding: Array(code.utf8).prefix(count), as: UTF8.self)
        let shown = Self.coloured(part, language)?.replacing(/\{[cks] |\}/) { _ in "" }
        #expect(
          shown
            == part.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
              "\"", with: "&quot;"))
      }
    }
  }
}
