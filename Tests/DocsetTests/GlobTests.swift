internal import SeededNumbers
internal import Testing

@testable internal import Docset

@Suite("File patterns of docfx")
struct GlobTests {
  @Test(
    "A pattern takes the paths that docfx takes",
    arguments: [
      ("**/*.md", ["a.md", "b/a.md", "b/c/a.md", ".md"], ["a.mdx", "a.md/b", "amd"]),
      ("*.md", ["a.md"], ["b/a.md"]),
      ("includes/**", ["includes/a.md", "includes/b/a.md"], ["includes", "b/includes/a.md", "includesa/b.md"]),
      ("includes/", ["includes/a.md"], ["a/includes/b.md"]),
      ("**/includes/**", ["includes/a.md", "b/includes/a.md", "b/includes/c/a.md"], ["b/xincludes/a.md", "includes"]),
      ("README.md", ["README.md"], ["b/README.md", "README.mdx", "README"]),
      ("./README.md", ["README.md"], ["b/README.md"]),
      ("**/README.md", ["README.md", "b/README.md"], ["bREADME.md", "b/README.md/c"]),
      ("**", ["a", "b/a"], []), ("**/**", ["a", "b/a"], []), ("/**", ["a", "b/a"], []),
      // `**` before a name stands by itself, as docfx's own source has it.
      ("**.md", ["a.md", "b/a.md", "b/c/a.MD"], ["a.yml"]), ("**/**.md", ["a.md", "b/a.md"], ["a.mdx"]),
      ("b/**.md", ["b/a.md", "b/c/a.md"], ["a.md", "ba.md"]), ("a**.md", ["a.md", "abc.md"], ["b/a.md", "a/b.md"]),
      ("**-old.md", ["x-old.md", "b/x-old.md"], ["old.md"]), ("***", ["a", "b/a"], []),
      // The letter case does not count.
      ("**/Includes/**", ["includes/a.md", "b/INCLUDES/a.md"], ["include/a.md"]), ("README.md", ["Readme.MD"], []),
      ("**/*.{png,JPG}", ["a.PNG", "b/a.jpg"], ["a.gif"]), ("IMG/**", ["img/a"], ["img"]),
      ("[a-c]x.md", ["ax.md", "Cx.md"], ["dx.md", "x.md", "[a-c]x.md"]), ("[^a]x.md", ["bx.md"], ["ax.md"]),
      ("[x", ["[x"], ["x"]), ("!**/*.md", ["a.png"], ["a.md"]), ("!!a.md", ["a.md"], ["b.md"]),
      ("a\\b\\*.md", ["a/b/c.md"], ["a/c.md"]),
      ("{a,b{c,d}}.md", ["a.md", "bc.md", "bd.md"], ["b.md", "c.md"]), ("{a,b.md", [], ["{a,b.md", "a.md", "b.md"]),
      ("a}.md", [], ["a}.md"]), ("{**/,}a.md", ["a.md", "b/a.md"], ["b.md"]),
      ("b/*/a.{md,yml}", ["b/c/a.md", "b/c/a.yml"], ["b/a.md", "b/c/d/a.md", "b/c/a.txt"]),
      ("b/**/a.m?", ["b/a.md", "b/c/d/a.mx"], ["b/a.m/", "a.md"]),
    ])
  func patterns(_ pattern: String, _ taken: [String], _ left: [String]) {
    for path in taken { #expect(Glob(pattern).matches(path), "\(pattern) \(path)") }
    for path in left { #expect(!Glob(pattern).matches(path), "\(pattern) \(path)") }
  }

  @Test("Braces that stand for a billion patterns are too many, and are not written out")
  func braces() {
    #expect(Glob(String(repeating: "{a,b}", count: 30)).isTooLarge)
    #expect(Glob(String(repeating: "{", count: 100_000)).isTooLarge)
    #expect(Glob("{" + String(repeating: "a,", count: 2_000) + "}").isTooLarge)
    #expect(!Glob("**/*.{" + (0..<900).map { "x\($0)" }.joined(separator: ",") + "}").isTooLarge)
  }

  @Test("Patterns of every form take what a plain reading of their parts takes", arguments: 0..<4)
  func property(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 31 &+ 7)
    let parts = ["**", "*", "a", "b", "*.md", "a.md", "**", "a*", "?"]
    let names = ["a", "b", "a.md", "ab", "x.md"]
    var taken = 0
    for _ in 0..<3000 {
      let pattern = (0..<Int.random(in: 1...4, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }
      let path = (0..<Int.random(in: 1...4, using: &random)).map { _ in names.randomElement(using: &random) ?? "" }
      // `a/**` takes what is below the folder, not a file of its name.
      guard pattern.count == 1 || pattern.last != "**" || pattern.dropLast().allSatisfy({ $0 != "**" && $0 != "*" })
      else { continue }
      let expected = Self.takes(pattern[...], path[...])
      if expected { taken += 1 }
      #expect(
        Glob(pattern.joined(separator: "/")).matches(path.joined(separator: "/")) == expected, "\(pattern) \(path)")
    }
    #expect(taken > 100)
  }

  /// Folder by folder; `**` stands for any of them.
  private static func takes(_ pattern: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    let rest = pattern.dropFirst()
    if first == "**" {
      if rest.isEmpty { return !path.isEmpty }
      return (0...path.count).contains { takes(rest, path.dropFirst($0)) }
    }
    guard let name = path.first, takesName(Array(first)[...], Array(name)[...]) else { return false }
    return takes(rest, path.dropFirst())
  }

  private static func takesName(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    switch pattern.first {
    case nil: name.isEmpty
    case "*"?: (0...name.count).contains { takesName(pattern.dropFirst(), name.dropFirst($0)) }
    case "?"?: !name.isEmpty && takesName(pattern.dropFirst(), name.dropFirst())
    case let letter: name.first == letter && takesName(pattern.dropFirst(), name.dropFirst())
    }
  }
}
