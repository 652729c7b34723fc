import Checks
import Diagnostics
import Docset
import ExternalLinks
import ProcedureTesting
import SiteBuilding
import SiteModel
import Testing

@Suite("Addresses outside of a docset")
struct ExternalAddressTests {
  private func load(_ body: String, toc: String = "") async throws -> (TemporaryDocset, LoadedSite) {
    let docset = try TemporaryDocset.own(body, toc.isEmpty ? [:] : ["TOC.yml": toc])
    let options = PipelineOptions(docset: docset.path, jobs: 1, followsExternal: true)
    return (docset, try await SitePipeline.load(options))
  }

  @Test("are found with their places in articles, raw HTML and tables of contents")
  func places() async throws {
    let (docset, loaded) = try await load(
      "See [x](https://a.example/x) and\n<a href=\"//b.example\">y</a> and [z](index.md) <mailto:me@c.example>.",
      toc: "- name: Out\n  href: https://d.example/\n- name: In\n  href: a.md\n")
    let found = ExternalAddresses.of(loaded.site, locales: []).map { link in
      let file = link.place.file.replacing(docset.path + "/Content/en-US/", with: "")
      return "\(file):\(link.place.line):\(link.place.column) \(link.address)"
    }
    #expect(
      found == [
        "a.md:7:5 https://a.example/x", "a.md:8:1 //b.example", "a.md:8:47 mailto:me@c.example",
        "TOC.yml:2:9 https://d.example/",
      ])
  }

  @Test("that do not answer can be put up with like any other finding, and are not idle when nobody asked")
  func suppressed() async throws {
    let (_, loaded) = try await load(
      "<!-- trin-ignore: external-link-broken -->\n[x](https://a.example)\n\n[y](https://a.example)")
    let findings = ExternalAddresses.of(loaded.site, locales: []).map {
      Diagnostic(rule: .externalLinkBroken, "Gone.", at: $0.place)
    }
    let asked = await SitePipeline.fullCheck(loaded, external: findings, jobs: 1)
    #expect(asked.findings.map(\.place.line) == [10])
    let quiet = await SitePipeline.fullCheck(loaded, external: [], jobs: 1)
    #expect(quiet.findings.map(\.code) == ["suppression-unused"])
    #expect(await SitePipeline.check(loaded, jobs: 1) == [])
  }

  @Test(
    "are left alone by what site.yml says of them, which is read strictly",
    arguments: [
      ("{accept: [403, x]}", "accept"), ("{accept: [42]}", "accept"), ("{exclude: a}", "exclude"),
      ("{allow-private: true}", "--external-allow-private"), ("{exlude: []}", "`exclude`"), ("[]", "external"),
    ])
  func configuration(external: String, word: String) async throws {
    let docset = try TemporaryDocset.own("Text", site: "external: \(external)\n")
    let error = await #expect(throws: (any Error).self) { try await docset.check() }
    #expect("\(try #require(error))".contains(word))
    let good = try TemporaryDocset.own(
      "Text", site: "external: {accept: [403], exclude: [\"https://a.example/**\"]}\n")
    let loaded = try await SitePipeline.load(PipelineOptions(docset: good.path, jobs: 1))
    #expect(loaded.site.configuration.external.accepted == [403])
    #expect(loaded.site.configuration.external.excluded.first?.matches("https://a.example/x/y") == true)
  }
}
