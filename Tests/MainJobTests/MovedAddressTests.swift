import Diagnostics
import Docset
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("A redirection")
struct MovedAddressTests {
  private func build(_ redirects: String, _ files: [String: String] = [:]) async throws -> BuiltSite {
    try await BuiltSite(
      ["en-US/index.md": "# Home\n"].merging(files) { $1 }, site: "locales: [en-US]\nredirects:\n\(redirects)")
  }

  @Test(
    "from the address of a page leads nobody away from it, whatever its ending",
    arguments: ["index.md", "index.html", "index.yml", "sub/../index.md"])
  func fromPage(_ source: String) async throws {
    let site = try await build("- {from: \(source), to: https://example.org/}\n")
    #expect(site.found == ["Site/site.yml:3 redirection-conflict"])
    #expect(try site.page("redirects.map").contains("example.org") == false)
    #expect(try site.page("en-us/index.html").contains("<h1"))
  }

  @Test(
    "that has the address of another counts for nothing: the first that is written is kept, and the map has it once")
  func twice() async throws {
    let site = try await build("- {from: old.md, to: index.md}\n- {from: old.html, to: https://example.org/}\n")
    #expect(site.found == ["Site/site.yml:4 redirection-conflict"])
    #expect(site.findings[0].message.contains("`old.html` has the address of `old.md`, which is on line 3"))
    let lines = try site.page("redirects.map").split(separator: "\n").dropFirst()
    #expect(lines == ["\"/en-us/old.html\" \"/en-us/index.html\";"])
  }

  @Test("does not take the place of the page for addresses that lead nowhere, nor does an article")
  func notFound() async throws {
    let site = try await build("- {from: 404.md, to: https://example.org/}\n")
    #expect(site.found == ["Site/site.yml:3 redirection-conflict"])
    #expect(try site.page("en-us/404.html").contains("example.org") == false)
    let other = try await BuiltSite(["en-US/index.md": "# Home\n", "en-US/404.md": "# Mine\n"])
    #expect(other.found == ["Content/en-US/404.md:1 publish-url-conflict"])
    #expect(try other.page("en-us/404.html").contains("Mine") == false)
  }

  @Test("of the home page leads on where there is no home page")
  func home() async throws {
    let site = try await BuiltSite(
      ["en-US/start.md": "# Start\n"], site: "locales: [en-US]\nredirects:\n- {from: index.md, to: start.md}\n")
    #expect(site.found == [])
    #expect(try site.page("en-us/index.html").contains("start.html"))
    let lost = try await BuiltSite(
      ["en-US/start.md": "# Start\n"], site: "locales: [en-US]\nredirects:\n- {from: index.md, to: gone.md}\n")
    #expect(lost.found == ["Site/site.yml:3 file-not-found"])
    #expect(try lost.page("en-us/index.html").contains("start.html"))
  }

  @Test(
    "of site.yml does not lead out of the docset, and leads somewhere",
    arguments: ["../x.md", "..", "../../../../etc/passwd", "%2e%2e/x.md", "a/../../x.md", "/../x.md", "''"])
  func outside(_ target: String) async throws {
    let scratch = try Scratch.docset(
      ["en-US/index.md": "# Home\n"], site: "locales: [en-US]\nredirects:\n- {from: old.md, to: \(target)}\n")
    let error = await #expect(throws: DocsetError.self) { _ = try await Repository.load(scratch.path) }
    #expect(error?.place?.line == 3)
  }

  @Test("of a Learn repository does not climb above its root, and stands in any file that the publishing file names")
  func learn() async throws {
    let site = try await learn(#", "redirection_files": ["moved/all.json"]"#)
    #expect(site.found == ["moved/all.json:2 address-refused"])
    #expect(try site.page("redirects.map").contains("\"/en-us/docs/gone.html\" \"/en-us/docs/index.html\";"))
    #expect(site.files.values.allSatisfy { !$0.contains("learn.microsoft.com/..") })
    let error = await #expect(throws: DocsetError.self) { _ = try await learn(#", "redirection_files": ["no.json"]"#) }
    #expect(error?.place?.file.hasSuffix("no.json") == true)
    await #expect(throws: DocsetError.self) { _ = try await learn(#", "redirection_files": "moved/all.json""#) }
    await #expect(throws: DocsetError.self) { _ = try await learn(#", "redirection_files": ["../all.json"]"#) }
  }

  private func learn(_ more: String) async throws -> BuiltSite {
    let scratch = try Scratch()
    try scratch.write(
      #"{"docsets_to_publish": [{"build_source_folder": "docs", "locale": "en-US"}]\#(more)}"#,
      to: ".openpublishing.publish.config.json")
    try scratch.write(#"{"build": {"content": [{"files": ["**/*.md"]}]}}"#, to: "docs/docfx.json")
    try scratch.write("# Home\n", to: "docs/index.md")
    try scratch.write(
      """
      {"redirections": [
        {"source_path": "../docs/old.md", "redirect_url": "/../x"},
        {"source_path_from_root": "/docs/gone.md", "redirect_url": "/docs/index"}
      ]}
      """, to: "moved/all.json")
    return try await BuiltSite(scratch)
  }
}
