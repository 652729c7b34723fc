import Docset
import Foundation
import SeededNumbers
import Testing

/// A docset whose configuration a stranger wrote, with names that want to lead out of it, made from a number.
struct HostileConfiguration {
  private static let names = [
    "..", ".", "", "/", "//", "../from", "../../from", "../../../../../../from", "a/../../from", "docs/../../from",
    "./../from", "/from", "/etc/hostname", "..\\from", "..\\..\\from", "%2e%2e/from", "..%2ffrom", "a\\u0000b",
    "\u{FF0E}\u{FF0E}/from", "C:\\from", "\\\\\\\\server\\\\share", "a//b", "a/./b", " ../from", "../from ", "..;/from",
    "-rf",
    "~/from", "~", "$HOME", "assets/trin.css/x", "index.html", "index.html/x", "en-us", "da-dk/../../from", "docs",
    "docs/",
    "more", "out", "link", "link/from", "loop/loop/loop", "\u{202E}from", "🙂", "CON", ".git/config", ".trin-site",
    String(repeating: "n", count: 300), String(repeating: "../", count: 60) + "from",
    String(repeating: "d/", count: 200) + "x", "{a,b}{c,d}", String(repeating: "{a,b}", count: 25), "**", "**.md", "[",
  ]
  private static let words = [
    "docs", "more", "index.md", "a.md", "/docs/a", "/", "en-US", "da-DK", "https://example.org/x",
  ]

  private var random: SeededGenerator
  /// What was made, shown where a test fails.
  private(set) var files: [(path: String, text: String)] = []
  private(set) var links: [(path: String, target: String)] = []

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed &* 2_654_435_761 &+ 17)
    if Bool.random(using: &random) { makeLearn() } else { makeOwn() }
    makeLinks()
  }

  private mutating func name(_ usual: String = "docs") -> String {
    switch Int.random(in: 0..<16, using: &random) {
    case 0..<12: usual
    case 12..<14: Self.words.randomElement(using: &random) ?? usual
    default: Self.names.randomElement(using: &random) ?? usual
    }
  }

  private mutating func rarely(_ text: () -> String) -> String {
    Int.random(in: 0..<3, using: &random) == 0 ? text() : ""
  }

  /// JSON in which names stand as they are: some of them are escapes that JSON does not know.
  private mutating func quoted(_ usual: String = "docs") -> String {
    "\"" + name(usual).replacing("\"", with: "") + "\""
  }

  private mutating func list(_ usual: String) -> String {
    let count = Int.random(in: 0...3, using: &random)
    return "[" + (0..<count).map { _ in quoted(usual) }.joined(separator: ",") + "]"
  }

  // MARK: A Learn repository

  private mutating func makeLearn() {
    let docsets = (0..<Int.random(in: 1...2, using: &random)).map { _ in
      "{\"build_source_folder\": \(quoted()), \"locale\": \(quoted("en-US"))}"
    }
    files.append(
      (".openpublishing.publish.config.json", "{\"docsets_to_publish\": [\(docsets.joined(separator: ","))]}"))
    for folder in ["docs", "more"] {
      let groups = (0..<Int.random(in: 0...2, using: &random)).map { _ in
        "{\"files\": \(list("**/*.md")), \"exclude\": \(list("x/**")), \"src\": \(quoted(".")), \"dest\": \(quoted("d"))}"
      }
      files.append(
        (
          "\(folder)/docfx.json",
          """
          {"build": {"content": [\(groups.joined(separator: ",")), {"files": ["**.md", "**.yml"]}],
           "resource": [{"files": \(list("**")), "src": \(quoted(".")), "dest": \(quoted("r"))}],
           "fileMetadata": {"title": {\(quoted("**")): "T"}}, "dest": \(quoted("d"))}}
          """
        ))
    }
    let entries = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      "{\"source_path\": \(quoted("docs/old.md")), \"redirect_url\": \(quoted("/docs/a"))}"
    }
    files.append((".openpublishing.redirection.json", "{\"redirections\": [\(entries.joined(separator: ","))]}"))
    makeArticles(in: "docs")
    makeArticles(in: "more")
  }

  // MARK: Trin's own shape

  private mutating func makeOwn() {
    var site = "title: T\nlocales: [en-US, '\(name("da-DK"))']\n"
    site += rarely { "theme: '\(Self.names[3])'\n" } + rarely { "base-url: https://example.org/\n" }
    if Int.random(in: 0..<3, using: &random) == 0 { site += "theme: '\(name("default"))'\n" }
    let count = Int.random(in: 0...3, using: &random)
    if count > 0 {
      site += "redirects:\n"
      for _ in 0..<count { site += "- from: '\(name("old.md"))'\n  to: '\(name("/a"))'\n" }
    }
    files.append(("Site/site.yml", site))
    files.append(("Content/\(safe(name("da-DK")))/index.md", "# Home\n"))
    makeArticles(in: "Content/en-US")
    makeArticles(in: "Content/da-DK")
  }

  private mutating func makeArticles(in folder: String) {
    let redirect = Bool.random(using: &random) ? "redirect_url: '\(name("a.md"))'\n" : ""
    files.append(
      ("\(folder)/index.md", "---\ntitle: Home\n---\n# Home\n\n[a](\(name("a.md"))) ![b](\(name("b.png")))\n"))
    files.append(("\(folder)/a.md", "---\ntitle: A\n\(redirect)---\n# A\n\n[!INCLUDE [x](\(name("includes/x.md")))]\n"))
    files.append(("\(folder)/b.png", "picture"))
    files.append(("\(folder)/includes/x.md", "[!code-md[](\(name("../a.md")))]\n"))
    files.append(
      (
        "\(folder)/TOC.yml",
        "- name: A\n  href: '\(name("a.md"))'\n- name: B\n  href: '\(name("TOC.yml"))'\n  topicHref: '\(name("index.md"))'\n"
      ))
    let article = safe(name("b.md"))
    files.append(("\(folder)/\(article.hasSuffix(".md") ? article : article + ".md")", "# B\n"))
  }

  /// A name that the file system can hold in the docset.
  private func safe(_ name: String) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." && $0 != ".." && $0.utf8.count < 200 }
    return parts.isEmpty ? "plain" : parts.prefix(8).joined(separator: "/")
  }

  private mutating func makeLinks() {
    let targets = [
      "..", ".", "../..", "/etc", "../../from", "../from", "loop", "/proc/self/fd", "docs", "nothing", "/",
    ]
    for place in [
      "link", "docs/link", "docs/loop", "Content/en-US/link", "Content/da-DK/link.md", "Site/assets", "docs/x.md",
    ]
    where Int.random(in: 0..<3, using: &random) == 0 {
      links.append((place, targets.randomElement(using: &random) ?? "."))
    }
  }

  // MARK: On disk

  /// Files that cannot be made, since another is in their way, are left out.
  func write(to folder: String) {
    for file in files {
      let path = "\(folder)/\(file.path)"
      let parent = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
      try? FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      _ = FileManager.default.createFile(atPath: path, contents: Data(file.text.utf8))
    }
    for link in links {
      try? FileManager.default.createSymbolicLink(atPath: "\(folder)/\(link.path)", withDestinationPath: link.target)
    }
  }
}
