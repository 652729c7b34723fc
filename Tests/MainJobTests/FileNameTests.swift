import Diagnostics
import Foundation
import Testing

@Suite("The names of files")
struct FileNameTests {
  /// Everything in a page that is an address.
  private static func addresses(in text: String) -> Set<String> {
    Set(text.matches(of: /(?:href|src)="([^"#]+)/).map { String($0.1) })
  }

  @Test("are percent-encoded once wherever they become an address, whatever they hold")
  func reserved() async throws {
    let names = ["50% off", "what?", "c#", "a&b", "it's", "å ø", "(draft)", "x+y=z;1", "[b]"]
    var files = ["en-US/p#1.png": ""]
    var toc = ""
    var links = "![p](p%231.png)\n"
    for name in names {
      let encoded = try #require(name.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
      files["en-US/\(name).md"] = "# \(name)\n"
      toc += "- name: x\n  href: '\(encoded).md'\n"
      links += "[x](\(encoded).md)\n"
    }
    files["en-US/index.md"] = "# Home\n\n" + links
    files["en-US/TOC.yml"] = toc
    let site = try await BuiltSite(
      files, site: "base-url: https://help.example/\nlocales: [en-US]\nredirects:\n- {from: old.md, to: 'c#.md'}\n")
    #expect(site.found == [])
    for page in ["en-us/index.html", "en-us/contents.html", "en-us/old.html", "en-us/llms.txt", "en-us/index.html.md"] {
      let text = try site.page(page)
      let found =
        page.hasSuffix("html") ? Self.addresses(in: text) : Set(text.matches(of: /\]\(([^)]+)\)/).map { String($0.1) })
      for address in found where !address.hasPrefix("https:") {
        let path = try #require(address.removingPercentEncoding)
        let file = path.hasPrefix("../") ? String(path.dropFirst(3)) : "en-us/" + path.replacing("./", with: "")
        #expect(site.files[file] != nil, "\(page): \(address)")
      }
    }
    for name in names {
      let map = try site.page("sitemap.xml")
      let encoded = name.utf8.map { byte in
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~+=;".utf8.contains(byte)
          ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
      }.joined()
      #expect(map.contains("<loc>https://help.example/en-us/\(encoded).html</loc>"), "\(encoded)")
    }
    #expect(try site.page("redirects.map").contains("\"/en-us/old.html\" \"/en-us/c%23.html\";"))
  }

  @Test("of folders lead to their index, the docset's own among them")
  func folders() async throws {
    let site = try await BuiltSite([
      "en-US/index.md": "# Home\n\n[a](./) [b](.) [c](sub/) [d](sub) <a href=\"./\">e</a>\n",
      "en-US/sub/index.md": "# Sub\n\n[a](../) [b](..) [c](./)\n",
      "en-US/sub/page.md": "# Page\n\n[a](../) [b](.)\n",
    ])
    #expect(site.found == [])
    #expect(
      try site.page("en-us/sub/page.html").contains(
        "<p><a href=\"../index.html\">a</a> <a href=\"index.html\">b</a></p>"))
    let page = try site.page("en-us/index.html")
    #expect(page.contains("<a href=\"./index.html\">a</a>") || page.contains("<a href=\"index.html\">a</a>"))
    #expect(page.contains("<a href=\"sub/index.html\">d</a>"))
  }

  @Test("of a docset without an index lead to the page of all articles")
  func noIndex() async throws {
    let site = try await BuiltSite(["en-US/a.md": "# A\n\n[all](./)\n"])
    #expect(site.found == [])
    #expect(site.files["en-us/index.html"] != nil)
    #expect(try site.page("en-us/a.html").contains("<a href=\"index.html\">all</a>"))
  }

  @Test("that differ in letter case, or in the composition of a letter, are a finding")
  func letterCase() async throws {
    let scratch = try Scratch.docset([
      "en-US/index.md": "# Home\n", "en-US/Roles.md": "# A\n", "en-US/roles.md": "# B\n", "en-US/sub/x.md": "# C\n",
      "en-US/Sub/x.md": "# D\n", "en-US/pr\u{E5}s.md": "# E\n",
    ])
    try scratch.write("# F\n", to: "Content/en-US/pra\u{30A}s.md")
    let site = try await BuiltSite(scratch)
    #expect(
      site.found == [
        "Content/en-US/pr\u{E5}s.md:1 path-case-conflict", "Content/en-US/roles.md:1 path-case-conflict",
        "Content/en-US/sub/x.md:1 path-case-conflict",
      ])
  }

  @Test("that end in capitals are no pages, which is said")
  func capitalEnding() async throws {
    let site = try await BuiltSite(["en-US/index.md": "# Home\n", "en-US/UP.MD": "# Up\n", "en-US/A.Yml": "a: b\n"])
    #expect(site.found == ["Content/en-US/A.Yml:1 path-case-conflict", "Content/en-US/UP.MD:1 path-case-conflict"])
    #expect(site.findings.map(\.suggestion) == ["A.yml", "UP.md"])
  }

  @Test("that are too long for the file of a page are a finding each, and the others are built")
  func tooLong() async throws {
    let long = String(repeating: "a", count: 248)
    let fits = String(repeating: "b", count: 247)
    let site = try await BuiltSite(
      [
        "en-US/index.md": "# Home\n\n[x](\(long).md)\n", "en-US/\(long).md": "# Long\n", "en-US/\(fits).md": "# Fits\n",
        "en-US/\(String(repeating: "å", count: 124)).md": "# Å\n",
      ], site: "locales: [en-US]\nredirects:\n- {from: \(String(repeating: "c", count: 300)).md, to: index.md}\n")
    #expect(site.findings.filter { $0.code == "path-too-long" && $0.severity == .warning }.count == 3)
    #expect(site.files["en-us/\(fits).html"] != nil)
    #expect(site.files["en-us/index.html"] != nil)
  }

  @Test("of one computer are named as such")
  func localPaths() async throws {
    let paths = [
      "C:\\Docs\\a.md", "c:/docs/a.md", "D:a.md", "\\\\server\\share\\a.md", "<\\\\\\\\server\\share\\a.md>",
      "%5C%5Cserver%5Ca.md",
      "file:///C:/a.md", "file://server/a.md",
    ]
    let site = try await BuiltSite(["en-US/index.md": "# Home\n\n" + paths.map { "[x](\($0))\n" }.joined()])
    #expect(site.found == paths.indices.map { "Content/en-US/index.md:\($0 + 3) local-file-path" })
  }
}
