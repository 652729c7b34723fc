import Diagnostics
import Foundation
import Testing

@Suite("The frame of a page")
struct FrameLanguageTests {
  private static let locales = ["en-US", "he-IL", "uz-Arab-AF", "zh-Hant-HK", "zh-CN", "pt-BR", "pt-PT", "xx-YY"]

  private static func site() async throws -> BuiltSite {
    var files = ["en-US/only.md": "# Only here\n\nWords.\n"]
    for locale in locales { files["\(locale)/index.md"] = "# <a name=\"home\"></a>Home\n" }
    return try await BuiltSite(
      files,
      site: """
        title: T
        base-url: https://help.example/kb/
        source-locale: en-US
        locales: [\(locales.joined(separator: ", "))]
        """)
  }

  @Test("runs from right to left where its language does, and what it shows in another language does not")
  func direction() async throws {
    let site = try await Self.site()
    #expect(try site.page("he-il/only.html").contains("<html lang=\"he-IL\" dir=\"rtl\">"))
    #expect(try site.page("he-il/only.html").contains("<div lang=\"en-US\" dir=\"ltr\">"))
    #expect(try site.page("uz-arab-af/index.html").contains("<html lang=\"uz-Arab-AF\" dir=\"rtl\">"))
    #expect(try site.page("pt-br/only.html").contains("<html lang=\"pt-BR\">"))
    #expect(try site.page("pt-br/only.html").contains("<div lang=\"en-US\">"))
    #expect(!(try site.page("en-us/index.html")).contains("dir="))
  }

  @Test("names each language as it calls itself, and two of one name with their countries")
  func languages() async throws {
    let page = try await Self.site().page("he-il/index.html")
    for name in ["English", "עברית", "繁體中文", "简体中文", "Português (Brasil)", "Português (Portugal)", "xx-YY"] {
      #expect(page.contains(">\(name)</a></li>"), "\(name)")
    }
    #expect(page.contains("</span>עברית</summary>"))
  }

  @Test("of the page that is not there has no address that depends on where it is shown")
  func notFound() async throws {
    let page = try await Self.site().page("he-il/404.html")
    for match in page.matches(of: /(?:href|src)="([^"]+)"/) {
      let address = String(match.1)
      #expect(address.hasPrefix("/kb/") || address.hasPrefix("#"), "\(address)")
    }
    #expect(page.contains("href=\"/kb/assets/trin.css\""))
    #expect(page.contains("href=\"/kb/he-il/index.html\""))
    let plain = try await BuiltSite(["en-US/index.md": "# Home\n"])
    #expect(try plain.page("en-us/404.html").contains("href=\"/assets/trin.css\""))
  }

  @Test(
    "has its words in English where neither its theme nor the default one has any, and a finding says in which languages"
  )
  func words() async throws {
    let site = try await Self.site()
    let missing = site.findings.filter { $0.code == "theme-words-missing" }
    #expect(missing.count == Self.locales.count - 1)
    #expect(missing.allSatisfy { $0.place.file == "Site/site.yml" && $0.severity == .warning })
    #expect(missing.contains { $0.message.contains("no words in he-IL") && $0.message.contains("strings/he-IL.yml") })

    // What a theme leaves out comes from the default theme, where that speaks the language.
    let scratch = try Scratch.docset(
      ["en-US/index.md": "# Home\n", "da-DK/index.md": "# Hjem\n", "nb-NO/index.md": "# Hjem\n"],
      site: "source-locale: en-US\nlocales: [en-US, da-DK, nb-NO]\ntheme: own\n")
    try scratch.write("languageName: Dansk\nmenu: Menu\n", to: "Site/own/strings/da-DK.yml")
    try scratch.write("languageName: Norsk\nmenu: Meny\n", to: "Site/own/strings/nb-NO.yml")
    let own = try await BuiltSite(scratch).findings.filter { $0.code == "theme-words-missing" }
    #expect(own.count == 1)
    #expect(own.first?.message.contains("`strings/nb-NO.yml`, lack `alertCaution`, ") == true)
  }

  @Test("lets a browser run the site's own files of script only")
  func policy() async throws {
    let site = try await BuiltSite(
      ["en-US/index.md": "# Home\n"], site: "locales: [en-US]\nredirects:\n- {from: a.md, to: index.md}\n")
    for (path, text) in site.files where path.hasSuffix(".html") {
      #expect(
        text.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'"),
        "\(path)")
      #expect(
        !text.contains(/<script(?![^>]*(?:src="[^"]*assets\/(?:trin|theme)\.js"|application\/ld\+json))/), "\(path)")
    }
  }

  @Test("stays bounded where a table of contents has five hundred entries side by side")
  func longLevels() async throws {
    var files = ["en-US/index.md": "# Home\n"]
    var table = "- name: Errors\n  items:\n"
    for number in 1000..<1500 {
      files["en-US/e\(number).md"] = "# E\(number)\n"
      table += "  - name: Error \(number)\n    href: e\(number).md\n"
    }
    files["en-US/TOC.yml"] = table
    let site = try await BuiltSite(files)
    for (page, neighbours) in [("e1000", ["e1001"]), ("e1250", ["e1249", "e1251"]), ("e1499", ["e1498"])] {
      let text = try site.page("en-us/\(page).html")
      #expect(text.utf8.count < 20_000, "\(page): \(text.utf8.count) bytes")
      #expect(text.contains("<a href=\"\(page).html\" aria-current=\"page\">"))
      // Without script, too: its neighbours and the page of all articles.
      for neighbour in neighbours { #expect(text.contains("<li><a href=\"\(neighbour).html\">"), "\(page)") }
      #expect(text.contains("<a class=\"all-articles\" href=\"contents.html\">"))
    }
    let all = try site.page("en-us/contents.html")
    #expect(all.contains("\"e1000.html\"") && all.contains("\"e1499.html\""))
  }
}
