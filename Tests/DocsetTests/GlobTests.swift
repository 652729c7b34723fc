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
      ("**", ["a", "b/a"], []), ("**/**", ["a", "b/a"], []), ("/**", ["/a"], ["a", "b/a"]),
      ("b/*/a.{md,yml}", ["b/c/a.md", "b/c/a.yml"], ["b/a.md", "b/c/d/a.md", "b/c/a.txt"]),
      ("b/**/a.m?", ["b/a.md", "b/c/d/a.mx"], ["b/a.m/", "a.md"]),
    ])
  func patterns(_ pattern: String, _ taken: [String], _ left: [String]) {
    for path in taken { #expect(Glob(pattern).matches(path), "\(pattern) \(path)") }
    for path in left { #expect(!Glob(pattern).matches(path), "\(pattern) \(path)") }
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
