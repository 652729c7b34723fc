import Diagnostics
import Testing

/// Each way in which an address comes from a docset to a page, tried with addresses that no page may hold.
@Suite("An address with a foreign scheme")
struct AddressGateTests {
  /// As a browser reads them, all but the last two run code; those open a program and a file of the reader's.
  static let schemes = [
    "javascript:", "JavaScript:", "\tjava\tscript:", "\u{1}javascript:", "vbscript:", "data:text/html,", "blob:",
    "feed:",
    "ms-msdt:", "file:///",
  ]
  /// What follows, to be looked for.
  private static let payload = "trinPayload()"

  /// An attribute, a refresh, a value of JSON or a target of the map with the payload in it; or, in Markdown, the target
  /// of a link.
  private static func isHeld(in text: String, isMarkdown: Bool) -> Bool {
    if isMarkdown {
      return text.contains(
        /(?:^|[^\\])\]\(<?[^)\n]*trinPayload|^\[[^\]]*\]:.*trinPayload|(?:^|[^\\])<[a-z]+:[^>\n]*trinPayload/
          .anchorsMatchLineEndings())
    }
    return text.contains(
      /(?:href|src|data|action|url)\s*=\s*["']?[^"'<>\n]*trinPayload|"item":"[^"]*trinPayload|"[^"\n]*trinPayload[^"\n]*";/
    )
  }

  @Test("reaches nothing that is written, by whichever way it comes in", arguments: schemes)
  func ways(scheme: String) async throws {
    let address = scheme + Self.payload
    let entities = address.unicodeScalars.map { "&#\($0.value);" }.joined()
    let quoted = address.unicodeScalars.map { $0.value < 0x20 ? "\\u{\($0.value)}" : "\($0)" }.joined()
      .replacing("\\u{9}", with: "\\t").replacing("\\u{1}", with: "\\u0001")
    let site = try await BuiltSite(
      [
        "en-US/index.md": """
        # Home

        [a](<\(entities)>) ![b](<\(entities)>) <\(scheme.filter { $0.isLetter || $0 == ":" })\(Self.payload)>
        <a href="\(entities)">c</a> <img src="\(address)" alt="d"> [e][r] [f](old.md) [g](moved.html)

        :::image type="content" source="\(address)" alt-text="h":::

        :::image type="content" source="p.png" alt-text="i" link="\(address)":::

        :::image type="content" source="p.png" alt-text="j" lightbox="\(address)":::

        > [!VIDEO \(address)]

        [!INCLUDE [k](includes/k.md)]

        [r]: <\(entities)>
        """,
        "en-US/includes/k.md": "[l](<\(entities)>)\n",
        "en-US/p.png": "",
        "en-US/TOC.yml":
          "- name: Home\n  href: index.md\n- name: m\n  href: \"\(quoted)\"\n- name: Old\n  href: old.md\n",
        "en-US/breadcrumb/toc.yml": "- name: n\n  tocHref: /\n  topicHref: \"\(quoted)\"\n",
        "en-US/sub/TOC.md": "# [o](<\(entities)>)\n",
        "en-US/landing.yml": """
        ### YamlMime:Landing
        title: "[p](\(quoted))"
        summary: "[q](<\(quoted)>)"
        metadata:
          title: "[r](\(quoted))"
          description: "[s](\(quoted))"
        landingContent:
        - title: t
          linkLists:
          - linkListType: overview
            links:
            - text: u
              url: "\(quoted)"
        """,
        "en-US/hub.yml": """
        ### YamlMime:Hub
        title: Hub
        conceptualContent:
          items:
          - title: v
            imageSrc: "\(quoted)"
            url: "\(quoted)"
            links:
            - url: "\(quoted)"
              text: w
        """,
      ],
      site: """
        base-url: https://help.example/
        locales: [en-US]
        redirects:
        - {from: old.md, to: "\(quoted)"}
        - {from: moved.md, to: "old.md"}
        """)
    for (path, text) in site.files.sorted(by: { $0.key < $1.key }) {
      let isMarkdown = path.hasSuffix(".md") || path.hasSuffix(".txt")
      #expect(!Self.isHeld(in: text, isMarkdown: isMarkdown), "\(path):\n\(text)")
    }
    #expect(site.files["en-us/old.html"] == nil)
    #expect(site.files["en-us/moved.html"] == nil)
    let errors = site.findings.filter { $0.severity == .error && $0.code == "address-refused" }
    #expect(Set(errors.map(\.place.file)) == ["Site/site.yml"])
    let codes = Set(site.findings.filter { $0.place.file.hasPrefix("Content/") }.map(\.code))
    #expect(codes.contains("address-refused") || codes.contains("local-file-path"))
    // The words of links and images are kept.
    for word in ["a", "b", "c", "d", "e", "f", "g", "h", "l"] {
      let page = try site.page("en-us/index.html")
      #expect(
        [" ", ">", "\n"].contains { page.contains($0 + word + "<") || page.contains($0 + word + " ") }, "\(word)")
    }
  }

  @Test("is what the search for it in the test above finds")
  func control() {
    for text in [
      "<a href=\"javascript:trinPayload()\">",
      "<meta http-equiv=\"refresh\" content=\"0; url=javascript:trinPayload()\">",
      "\"/old\" \"javascript:trinPayload()\";", "{\"item\":\"javascript:trinPayload()\"}",
    ] { #expect(Self.isHeld(in: text, isMarkdown: false), "\(text)") }
    for text in [
      "[x](javascript:trinPayload())", "[r]: data:trinPayload()", "see <javascript:trinPayload()>",
    ] { #expect(Self.isHeld(in: text, isMarkdown: true), "\(text)") }
    let words = "\\<javascript:trinPayload()> and javascript:trinPayload() as words"
    #expect(!Self.isHeld(in: words, isMarkdown: true))
  }

  @Test("is an error as the target of a redirection of a Learn repository, at its entry")
  func learnRedirections() async throws {
    let scratch = try Scratch()
    try scratch.write(
      #"{"docsets_to_publish":[{"docset_name":"a","build_source_folder":"docs","locale":"en-US"}]}"#,
      to: ".openpublishing.publish.config.json")
    try scratch.write(
      """
      {"redirections": [
        {"source_path": "docs/one.md", "redirect_url": "java\\tscript:alert(1)//"},
        {"source_path": "docs/two.md", "redirect_url": "//example.org/x"},
        {"source_path": "docs/three.md", "redirect_url": "https://example.org/y"},
        {"source_path": "docs/four.md", "redirect_url": "mailto:a@example.org"}
      ]}
      """, to: ".openpublishing.redirection.json")
    try scratch.write(#"{"build":{"content":[{"files":["**/*.md"]}]}}"#, to: "docs/docfx.json")
    try scratch.write("# Home\n\n[x](one.md)\n", to: "docs/index.md")
    let site = try await BuiltSite(scratch)
    let errors = site.findings.filter { $0.code == "address-refused" && $0.severity == .error }
    #expect(errors.map(\.place.line) == [2, 5])
    #expect(site.files["en-us/docs/one.html"] == nil)
    #expect(site.files["en-us/docs/four.html"] == nil)
    #expect(try site.page("en-us/docs/two.html").contains("href=\"https://example.org/x\""))
    #expect(try site.page("en-us/docs/three.html").contains("url=https://example.org/y"))
    #expect(try site.page("en-us/docs/index.html").contains("<a>x</a>"))
  }

  @Test(
    "is refused as the address of the site",
    arguments: ["javascript:alert(1)//", "help.example", "https://a/'x", "ftp://a/"])
  func baseAddress(base: String) async throws {
    await #expect(throws: (any Error).self) {
      try await BuiltSite(["en-US/index.md": "# Home\n"], site: "base-url: \"\(base)\"\nlocales: [en-US]\n")
    }
  }

  @Test("does not stand where one of the known schemes does")
  func allowed() async throws {
    let addresses = [
      "https://a.example/x", "HTTP://a.example/x", "mailto:a@a.example", "tel:+4570101155", "ms-settings:network",
      "sip:a@a.example", "//a.example/x",
    ]
    let links = addresses.map { "[x](\($0))" }.joined(separator: "\n")
    let site = try await BuiltSite(["en-US/index.md": "# Home\n\n\(links)\n"])
    let page = try site.page("en-us/index.html")
    for address in addresses.dropLast() { #expect(page.contains("href=\"\(address)\""), "\(address)") }
    #expect(page.contains("href=\"https://a.example/x\""))
    #expect(!site.codes().contains("address-refused"))
  }
}
