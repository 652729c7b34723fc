import Diagnostics
import Testing

@Suite("A docset's own theme")
struct ThemeCheckTests {
  private func findings(_ files: [String: String]) async throws -> [String] {
    let docset = try TemporaryDocset.own("Text.", files)
    return try await docset.check().filter { $0.code.hasPrefix("theme-") }.map { finding in
      let file = finding.place.file.replacing(docset.path + "/", with: "")
      let meant = finding.suggestion.map { " → \($0)" } ?? ""
      return "\(file):\(finding.place.line):\(finding.place.column) \(finding.code)\(meant)"
    }
  }

  @Test("has a finding for a name that stands for nothing, with its place and what was likely meant")
  func variables() async throws {
    let page = "<p>{{title}}</p>\n<p>æ {{{contnet}}}</p>{{#titleSufix}}{{.}}{{/titleSufix}}\n{{> polcy}}{{! note }}\n"
    #expect(
      try await findings(["Site/templates/page.mustache": page]) == [
        "Site/templates/page.mustache:2:9 theme-variable-unknown → content",
        "Site/templates/page.mustache:2:26 theme-variable-unknown → titleSuffix",
        "Site/templates/page.mustache:3:5 theme-variable-unknown → policy",
      ])
  }

  @Test("may change and walk through what it shows")
  func calls() async throws {
    let page =
      "{{uppercased(title)}}{{#sorted(strings)}}{{key}}{{/sorted(strings)}}{{#strings}}{{menu}}{{/strings}}{{>*lang}}"
    #expect(try await findings(["Site/templates/page.mustache": page]) == [])
  }

  @Test("has a finding for a word that no language has, and for one that no template uses")
  func words() async throws {
    #expect(
      try await findings([
        "Site/templates/not-found.mustache": "{{strings.notFoundTitel}} {{strings.ours}} {{strings.menu}}",
        "Site/strings/en-US.yml": "menu: Contents\nours: Our own\nseerch: Find\n",
      ]) == [
        "Site/strings/en-US.yml:3:1 theme-word-unknown → search",
        "Site/templates/not-found.mustache:1:3 theme-word-unknown → notFoundTitle",
      ])
  }

  @Test("takes the words that it lacks in a language from the default theme's same language")
  func lacking() async throws {
    let docset = try TemporaryDocset([
      "Site/site.yml": "locales: [en-US, da-DK]\n", "Site/strings/da-DK.yml": "menu: Oversigt\n",
      "Content/en-US/index.md": TemporaryDocset.article("Home"),
      "Content/da-DK/index.md": TemporaryDocset.article("Hjem"),
    ])
    #expect(try await docset.check().filter { $0.code.hasPrefix("theme-") } == [])
  }
}
