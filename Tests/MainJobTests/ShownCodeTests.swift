import Diagnostics
import Docset
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("Code that an article shows from a file")
struct ShownCodeTests {
  private static let program = """
    using System;
    // <outer>
    class A
    {
        // <main>
        void Main()
        {
            Run("<&>");
        }
        // </main>
        #region Other Part
        int b;
        #region Inner
        int c;
        #endregion
        #endregion
    }
    // </outer>
    """

  private func docset(_ body: String, _ others: [String: String] = [:]) throws -> Scratch {
    let scratch = try Scratch.docset(["en-US/index.md": "# Home\n\n\(body)\n", "en-US/code/a.cs": Self.program])
    for (name, text) in others { try scratch.write(text, to: "Content/en-US/\(name)") }
    return scratch
  }

  /// The content of the first block of code of the page, and the page as Markdown.
  private func shown(_ body: String, _ others: [String: String] = [:]) async throws -> (html: String, markdown: String)
  {
    let scratch = try docset(body, others)
    let loaded = try await Repository.load(scratch.path)
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    let html = try #require(scratch.text("out/en-us/index.html"))
    let start = try #require(html.firstRange(of: "<pre><code"))
    let end = try #require(html.firstRange(of: "</code></pre>"))
    // Without its colours.
    let code = String(html[start.upperBound..<end.lowerBound]).replacing(/<\/?span[^>]*>/, with: "")
    return (code, try #require(scratch.text("out/en-us/index.html.md")))
  }

  private func findings(_ body: String, _ others: [String: String] = [:]) async throws -> [String] {
    let scratch = try docset(body, others)
    let loaded = try await Repository.load(scratch.path)
    return await SitePipeline.check(loaded, jobs: 1).filter { $0.code != "description-missing" }
      .map { "\($0.place.line):\($0.place.column) \($0.code) \($0.suggestion ?? "")" }
  }

  @Test(
    "is the part that the directive asks for, without the indentation that all of it has",
    arguments: [
      (":::code language=\"csharp\" source=\"code/a.cs\" range=\"1,3-4\" :::", "using System;\nclass A\n{\n"),
      (":::code language=\"csharp\" source=\"code/a.cs\" range=\"17-\":::", "}\n// &lt;/outer&gt;\n"),
      (
        ":::code language=\"csharp\" source=\"~/code/a.cs\" id=\"Main\":::",
        "void Main()\n{\n    Run(&quot;&lt;&amp;&gt;&quot;);\n}\n"
      ),
      (
        ":::code language=\"csharp\" source=\"code/a.cs\" id=\"main\" highlight=\"1,3-\":::",
        "<mark>void Main()</mark>\n{\n<mark>    Run(&quot;&lt;&amp;&gt;&quot;);</mark>\n<mark>}</mark>\n"
      ),
      ("[!code-csharp[The other part](code/a.cs?name=OtherPart)]", "int b;\nint c;\n"),
      ("[!code-csharp[](code/a.cs#L12)]", "int b;\n"),
      ("[!code-csharp[](code/a.cs#inner)]", "int c;\n"),
    ])
  func part(_ body: String, _ code: String) async throws {
    let shown = try await shown(body)
    #expect(shown.html == " class=\"language-csharp\">" + code)
    let plain = code.replacing("<mark>", with: "").replacing("</mark>", with: "").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
    #expect(shown.markdown.contains("```csharp\n\(plain)```"))
    #expect(try await findings(body) == [])
  }

  @Test(
    "begins and ends at comments of the file's own language, and keeps its documentation",
    arguments: [
      ("b.rs", "// <gate>\n/// <i>\nfn shut() {}\n// </gate>\n", "/// <i>\nfn shut() {}\n"),
      (
        "b.vb", "' <gate>\n''' <summary>\n''' Shuts.\n''' </summary>\nSub Shut()\n' </gate>\n",
        "''' <summary>\n''' Shuts.\n''' </summary>\nSub Shut()\n"
      ),
      ("b.py", "# <gate>\n#// <x>\n## <y>\n# <z>\na = 1\n# </gate>\n", "#// <x>\n## <y>\na = 1\n"),
      ("b.xml", "<!-- <gate> -->\n<a>\n# <b>\n<!-- </gate> -->\n", "<a>\n# <b>\n"),
      ("b.unknown", "%  <Gate>\n-- <x> y\n%  </Gate>\n", "-- <x> y\n"),
    ])
  func marks(_ name: String, _ code: String, _ part: String) async throws {
    let html = try await shown(":::code source=\"\(name)\" id=\"gate\":::", [name: code]).html
    #expect(html.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&#39;", with: "'") == ">" + part)
  }

  @Test(
    "is chosen by a fragment or a query as docfx reads them",
    arguments: [
      ("#2", "two\n"), ("#snippet2", "two\n"), ("#L2", "one\n"), ("#L2-L3", "one\n// </Snippet1>\n"),
      ("?name=2", "two\n"), ("?range=2,5", "one\ntwo\n"), ("?start=7", "deep\n  er\n"),
      ("?end=2", "// <Snippet1>\none\n"), ("?start=7&end=7&dedent=1", "   deep\n"),
      ("?start=7&dedent=0", "    deep\n      er\n"), ("?start=7&end=8&highlight=2", "deep\n<mark>  er</mark>\n"),
    ])
  func selections(_ suffix: String, _ part: String) async throws {
    let code =
      "// <Snippet1>\none\n// </Snippet1>\n// <Snippet2>\ntwo\n// </Snippet2>\n    deep\n      er\n"
    let html = try await shown("[!code-csharp[](n.cs\(suffix))]", ["n.cs": code]).html
    #expect(
      html.replacing("&lt;", with: "<").replacing("&gt;", with: ">") == " class=\"language-csharp\">" + part)
  }

  @Test("is the source of a notebook's cell, and a finding where the notebook has no such cell or is none")
  func notebooks() async throws {
    let notebook =
      "{\"cells\":[{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":\"# No\"},"
      + "{\"cell_type\":\"code\",\"metadata\":{\"name\":\"fit\"},\"source\":[\"m = M()\\n\",\"m.fit()\"]},"
      + "{\"cell_type\":\"code\",\"metadata\":{},\"source\":\"m.show()\"}],\"nbformat\":4}"
    let files = ["n.ipynb": notebook]
    let cell = " class=\"language-python\">m = M()\nm.fit()\n"
    #expect(try await shown("[!notebook-python[](n.ipynb?name=fit)]", files).html == cell)
    let directive = ":::code language=\"python\" source=\"n.ipynb\" id=\"fit\":::"
    #expect(try await shown(directive, files).html == cell)
    #expect(try await shown("[!notebook-python[](n.ipynb)]", files).html == cell + "\nm.show()\n")
    #expect(try await findings("[!notebook-python[](n.ipynb?name=fut)]", files) == ["3:1 codesnippet-invalid fit"])
    #expect(try await findings("[!notebook-python[](code/a.cs?name=fit)]") == ["3:1 codesnippet-invalid "])
  }

  @Test("may be a whole file, named by an include from its own folder, in a list item")
  func inInclude() async throws {
    let include = "[!INCLUDE [x](includes/x.md)]"
    let files = ["includes/x.md": "- Item\n\n  :::code source=\"../a.txt\":::\n", "a.txt": "  a\n\n  ```\n"]
    let shown = try await shown(include, files)
    #expect(shown.html == ">a\n\n```\n")
    #expect(shown.markdown.contains("````\na\n\n```\n````"))
  }

  @Test(
    "and is not there, or not in the docset, is a finding at the directive",
    arguments: [
      (":::code source=\"code/b.cs\":::", "3:1 codesnippet-not-found code/a.cs"),
      (":::code source=\"../../../secret\":::", "3:1 link-out-of-scope "),
      ("[!code-csharp[](code/b.cs)]", "3:1 codesnippet-not-found code/a.cs"),
      (":::code source=\"code/a.cs\" id=\"mian\":::", "3:1 codesnippet-invalid main"),
      (":::code source=\"code/a.cs\" range=\"9-99\":::", "3:1 codesnippet-invalid "),
      (":::code source=\"code/a.cs\" range=\"9-2\":::", "3:1 codesnippet-invalid "),
    ])
  func faults(_ body: String, _ finding: String) async throws {
    #expect(try await findings(body) == [finding])
    // The page is shown all the same, with the path in place of the code.
    let path = try #require(["code/a.cs", "code/b.cs", "../../../secret"].first { body.contains($0) })
    #expect(try await shown(body).html.hasSuffix(">" + path))
  }

  @Test("and is no text, or too much of it, is a finding, and no byte of it reaches the page unread")
  func bytes() async throws {
    let scratch = try docset(":::code source=\"a.bin\":::\n\n:::code source=\"b.bin\":::")
    try scratch.write([0x61, 0x0A, 0xFF, 0x00, 0x62], to: "Content/en-US/a.bin")
    try scratch.write([UInt8](repeating: 0x61, count: Files.articleLimit + 1), to: "Content/en-US/b.bin")
    let loaded = try await Repository.load(scratch.path)
    let codes = await SitePipeline.check(loaded, jobs: 1).map(\.code)
    #expect(codes.sorted() == ["description-missing", "file-too-large", "invalid-utf8"])
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    #expect(scratch.text("out/en-us/index.html")?.contains("<pre><code>a\n\u{FFFD}\u{FFFD}b\n</code>") == true)
  }

  @Test("comes from the source language where the translation has none of its own")
  func fallback() async throws {
    let body = "# A\n\n:::code source=\"a.txt\":::\n"
    let files = ["en-US/index.md": "# A\n", "en-US/a.txt": "text\n", "da-DK/index.md": body]
    let scratch = try Scratch.docset(files, site: "locales: [en-US, da-DK]\n")
    let loaded = try await Repository.load(scratch.path)
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    #expect(scratch.text("out/da-dk/index.html")?.contains("<pre><code>text\n</code></pre>") == true)
  }
}
