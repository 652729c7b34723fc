import SiteBuilding
import Testing

@Suite("The templates of a docset")
struct OwnThemeTests {
  @Test("find values, constants and words as Mustache says: in sections, transformed, and as the name of a partial")
  func names() async throws {
    let scratch = try Scratch.docset(
      [
        "en-US/index.md": "---\ntitle: A & B\ndescription: d\n---\n# Home\n",
        "da-DK/index.md": "---\ntitle: Hjem\ndescription: d\n---\n# Hjem\n",
      ], site: "title: Help\nlocales: [en-US, da-DK]\n")
    let page = """
      {{>*lang}}|{{uppercased(siteTitle)}}|{{#siteTitle}}{{.}}, {{title}}{{/siteTitle}}|{{strings.menu}}
      {{#strings}}{{menu}}{{/strings}}|{{#empty(strings)}}no words{{/empty(strings)}}|{{#description}}{{description}}, \
      {{lang}}{{menu}}{{/description}}
      {{^noindex}}found{{/noindex}}|{{title.lang}}{{nothing}}|{{{title}}}|{{#sorted(strings)}}{{key}}{{/sorted(strings)}}|
      """
    try scratch.write(page, to: "Site/templates/page.mustache")
    try scratch.write("English, {{title}}", to: "Site/templates/en-US.mustache")
    try scratch.write("Dansk, {{title}}", to: "Site/templates/da-DK.mustache")
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/site", jobs: 2)
    let english = try #require(scratch.text("site/en-us/index.html"))
    #expect(
      english.hasPrefix(
        "English, A &amp; B|HELP|Help, A &amp; B|Menu\nMenu||d, en-US\nfound||A & B|alertCaution"))
    let danish = try #require(scratch.text("site/da-dk/index.html"))
    #expect(danish.hasPrefix("Dansk, Hjem|HELP|Help, Hjem|Menu\nMenu||d, da-DK\nfound||Hjem|"))
  }
}
