import Diagnostics
import Docset
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("Files beside a docset, in its repository")
struct FilesBesideTests {
  private static let files = [
    "docs/docfx.json": #"{"build": {"content": [{"files": ["**/*.md"]}]}}"#,
    "shared/intro.md":
      "Words of all docsets. [Start](../docs/index.md) [Elsewhere](other.md)\n\n[!INCLUDE [n](deep/note.md)]\n",
    "shared/deep/note.md": "A note, see ![a picture](none.png).\n",
    "samples/a.cs": "// <main>\nint answer;\n// </main>\n",
    ".git/config": "password of the build\n",
    "samples/.secret/a.cs": "password of the build\n",
  ]

  /// A repository of Learn's with one docset in `docs`.
  private func repository(_ article: String) throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write(
      #"{"docsets_to_publish": [{"docset_name": "d", "build_source_folder": "docs", "locale": "en-US"}]}"#,
      to: ".openpublishing.publish.config.json")
    for (name, text) in Self.files { try scratch.write(text, to: name) }
    try scratch.write("---\ntitle: T\ndescription: d\n---\n# T\n\n\(article)\n", to: "docs/index.md")
    return scratch
  }

  private func built(_ scratch: Scratch) async throws -> (html: String, findings: [Diagnostic]) {
    let loaded = try await Repository.load(scratch.path)
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    return (
      scratch.text("out/en-us/docs/index.html") ?? "", await SitePipeline.check(loaded, jobs: 1)
    )
  }

  @Test("are shown by its articles: includes, what those include, and code")
  func shown() async throws {
    let scratch = try repository(
      "[!INCLUDE [x](../shared/intro.md)]\n\n:::code source=\"~/../samples/a.cs\" id=\"main\":::")
    let (html, findings) = try await built(scratch)
    #expect(html.contains("Words of all docsets.") && html.contains("A note, see"))
    #expect(html.contains("int answer;"))
    #expect(html.contains("href=\"./\">Start</a>") || html.contains("index.html\">Start</a>"))
    // What they link to is no part of the site, and is named at the file that says so.
    #expect(
      findings.map { "\($0.place.file.split(separator: "/").suffix(2).joined(separator: "/")) \($0.code)" }.sorted()
        == ["deep/note.md link-out-of-scope", "shared/intro.md link-out-of-scope"])
    #expect(!findings.contains { $0.place.file.contains("..") })
  }

  @Test(
    "are not shown where they are hidden, or lie outside of the repository",
    arguments: [
      "../.git/config", "~/../.git/config", "../samples/.secret/a.cs", "../../outside.cs", "../../../etc/passwd",
    ])
  func hidden(path: String) async throws {
    let scratch = try repository(":::code source=\"\(path)\":::\n\n[!INCLUDE [x](\(path))]")
    let (html, findings) = try await built(scratch)
    #expect(!html.contains("password of the build") && !html.contains("root:"))
    #expect(findings.map(\.code).sorted() == ["include-not-found", "link-out-of-scope"])
  }

  @Test("are shown in a docset of Trin's own shape, too, where its languages share them")
  func ownShape() async throws {
    let scratch = try Scratch.docset([
      "en-US/index.md": "# A\n\n:::code source=\"../../samples/a.cs\" id=\"main\":::\n"
    ])
    try scratch.write("// <main>\nint shared;\n// </main>\n", to: "samples/a.cs")
    let loaded = try await Repository.load(scratch.path)
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    #expect(try #require(scratch.text("out/en-us/index.html")).contains("int shared;"))
  }
}
