import Testing

@Suite("The Markdown of a page")
struct MarkdownTwinTests {
  private func markdown(_ body: String) async throws -> String {
    try await BuiltSite(["en-US/index.md": "# Home\n\n" + body]).page("en-us/index.html.md")
  }

  @Test(
    "has the words beside frames, and no frame",
    arguments: [
      (
        "::: moniker range=\"a\" Words of a.\n\nMore.\n::: moniker-end Words for all.\n",
        "Words of a.\n\nMore.\nWords for all.\n"
      ),
      ("::: zone pivot=\"p\"\nIn the zone.\n::: zone-end After.\n", "In the zone.\nAfter.\n"),
      (
        ":::row:::\n:::column span=\"2\"::: Left.\n:::column-end::: Between.\n:::row-end::: Last.\n",
        "Left.\nBetween.\nLast.\n"
      ),
      (
        "Write `:::no-loc text=\"x\":::`.\n\n```\n::: zone-end Code.\n```\n",
        "Write `:::no-loc text=\"x\":::`.\n\n```\n::: zone-end Code.\n```\n"
      ),
    ])
  func directives(written: String, shown: String) async throws {
    #expect(try await markdown(written) == "# Home\n\n" + shown)
  }

  @Test(
    "has no address that the page refuses, however it is written",
    arguments: [
      "[d](javascript&colon;alert(1))\n\n[h][r]\n\n[r]: javascript:alert(1)\n",
      "<a xlink:href=\"javascript:alert(1)\">s</a>\n", "<form action=\"javascript:alert(1)\"></form>\n",
      "<object data=\"javascript:alert(1)\"></object>\n", "<a href=\"x.md\" onclick=\"javascript:alert(1)\">x</a>\n",
      ":::image type=\"content\" source=\"javascript:alert(1)\" alt-text=\"x\" link=\"javascript:alert(1)\":::\n",
      "<img src=\"javascript:x\" onerror=\"javascript:alert(1)\" alt=\"w\">\n",
      "> [!VIDEO javascript:alert(1)]\n", ":::video source=\"javascript:alert(1)\" title=\"t\":::\n",
      "Text <script>alert(1)</script> text\n", "<div>\n<base href=\"javascript:/\">\n</div>\n",
    ])
  func refused(_ body: String) async throws {
    let markdown = try await markdown(body)
    for found in markdown.matches(of: /<(script|form|object|base)|javascript(:|&colon;)/) {
      // Behind `&lt;` it is text.
      let before = markdown[..<found.range.lowerBound].suffix(while: { $0 != "\n" })
      #expect(before.contains("&lt;"), "\(markdown)")
    }
  }
}

extension Substring {
  fileprivate func suffix(while predicate: (Character) -> Bool) -> Substring {
    self[(lastIndex { !predicate($0) }.map { index(after: $0) } ?? startIndex)...]
  }
}
