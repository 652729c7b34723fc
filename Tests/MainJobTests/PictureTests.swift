import Testing

@Suite("The pictures of a page")
struct PictureTests {
  private static func drawing(_ width: Int, _ height: Int) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\"/>\n"
  }

  @Test("have the size of their files, and all but the first are loaded when they are come to")
  func sizes() async throws {
    let site = try await BuiltSite([
      "en-US/index.md": """
      # Home

      ![One](a.svg) ![Two](b.svg)

      :::image type="content" source="a.svg" alt-text="Three":::

      [!INCLUDE [x](includes/x.md)]

      <img src="b.svg" alt="Five"> <img src="b.svg" alt="Six" width="10"> ![Seven](none.svg)

      ![Eight](https://pictures.example/a.png)
      """,
      "en-US/includes/x.md": "![Four](../b.svg)\n", "en-US/a.svg": Self.drawing(30, 20), "en-US/b.svg": "no drawing",
    ])
    let page = try site.page("en-us/index.html")
    let pictures = page.matches(of: /<img [^>]*alt="[A-Z][^>]*>/).map { String($0.0) }
    #expect(
      pictures == [
        "<img width=\"30\" height=\"20\" src=\"a.svg\" alt=\"One\" />",
        "<img loading=\"lazy\" src=\"b.svg\" alt=\"Two\" />",
        "<img width=\"30\" height=\"20\" loading=\"lazy\" src=\"a.svg\" alt=\"Three\" />",
        "<img loading=\"lazy\" src=\"b.svg\" alt=\"Four\" />",
        "<img loading=\"lazy\" src=\"b.svg\" alt=\"Five\" />",
        "<img src=\"b.svg\" alt=\"Six\" width=\"10\" />",
        "<img loading=\"lazy\" src=\"none.svg\" alt=\"Seven\" />",
        "<img loading=\"lazy\" src=\"https://pictures.example/a.png\" alt=\"Eight\" />",
      ])
  }

  @Test("of a page that borrows its text have the size of the file in the language that shows it")
  func fallback() async throws {
    let site = try await BuiltSite(
      [
        "en-US/index.md": "# Home\n\n![One](a.svg) ![Two](b.svg)\n", "en-US/a.svg": Self.drawing(30, 20),
        "en-US/b.svg": Self.drawing(8, 9), "da-DK/other.md": "# Anden\n", "da-DK/a.svg": Self.drawing(50, 40),
      ], site: "locales: [en-US, da-DK]\n")
    let page = try site.page("da-dk/index.html")
    #expect(page.contains("<img width=\"50\" height=\"40\" src=\"a.svg\" alt=\"One\" />"), "\(page)")
    #expect(page.contains("<img width=\"8\" height=\"9\" loading=\"lazy\" src=\"b.svg\" alt=\"Two\" />"))
  }
}
