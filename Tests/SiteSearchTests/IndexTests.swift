internal import Foundation
internal import SiteBuilding
internal import SiteSearch
internal import Testing

/// What the index of a small docset holds, read back as the browser reads it.
@Suite("The index of the search")
struct IndexTests {
  /// The word groups of all shards: the words of each, and the sections where they stand, with their weights.
  private struct Group {
    var words: Set<String>
    var places: [Int: Int]
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

  private static func numbers(_ text: some StringProtocol) throws -> [Int] {
    var read: [Int] = []
    var (number, shift) = (0, 0)
    for digit in text {
      let value = try #require(digits.firstIndex(of: digit))
      number |= (value & 31) << shift
      shift += 5
      if value < 32 {
        read.append(number)
        (number, shift) = (0, 0)
      }
    }
    return read
  }

  private static func index(_ files: [String: String], locale: String) async throws -> [String: String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "trin-index-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let all = files.merging(["Site/site.yml": "locales: [en-US, da-DK]\n"]) { $1 }
    for (path, text) in all {
      let file = URL(filePath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let loaded = try await SitePipeline.load(PipelineOptions(docset: folder, jobs: 1))
    let written = SearchIndex(of: locale, in: loaded.site).files()
    #expect(written.map(\.bytes) == SearchIndex(of: locale, in: loaded.site).files().map(\.bytes))
    return Dictionary(
      uniqueKeysWithValues: written.map { ($0.route, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  private static func groups(_ files: [String: String]) throws -> [Group] {
    var groups: [Group] = []
    for (route, text) in files where route.contains("/w") {
      let content = text.split(separator: "\"")[3]
      var before = ""
      for entry in content.split(separator: "|") {
        let parts = entry.split(separator: " ", omittingEmptySubsequences: false)
        let shared = try #require(parts[0].first.flatMap(digits.firstIndex))
        let key = String(before.prefix(shared)) + String(parts[0].dropFirst())
        before = key
        var section = 0
        var places: [Int: Int] = [:]
        for number in try numbers(parts[2]) {
          section += number >> 2
          places[section] = number & 3
        }
        groups.append(
          Group(
            words: Set(parts[1].split(separator: ",", omittingEmptySubsequences: false).map { key + String($0) }),
            places: places))
      }
    }
    return groups
  }

  @Test("holds the forms of a stem side by side, weighs titles, headings and bold words, and finds parts of compounds")
  func words() async throws {
    let files = try await Self.index(
      [
        "Content/da-DK/index.md":
          "# Adgangskoder\n\nEn bruger.\n\n## Brugeren\n\nVælg **Nulstil**. Brugeradgangskoden, Øre.\n",
        "Content/en-US/index.md": "# Home\n",
      ], locale: "da-DK")
    let groups = try Self.groups(files)
    func group(_ word: String) throws -> Group { try #require(groups.first { $0.words.contains(word) }, "\(word)") }
    // Once in the text before the heading, and in the heading.
    #expect(try group("bruger").words == ["bruger", "brugeren"])
    #expect(try group("bruger").places == [0: 0, 1: 2])
    #expect(try group("nulstil").places == [1: 1])
    // The title, and the compound in the text of the second section.
    #expect(try group("adgangskoder").places == [0: 3, 1: 0])
    #expect(try group("brugeradgangskoden").places == [1: 0])
    // In lower case, beyond ASCII too.
    #expect(try group("øre").places == [1: 0])
    let page = try #require(files["assets/search/da-dk/p0.js"])
    #expect(
      page == "trinSearch(\"p0\",[[\"da-dk/index.html\",\"Adgangskoder\",\"\",\"\",[\"brugeren\",\"Brugeren\"]]])\n")
  }

  @Test("writes what a page says as words only, whatever that is")
  func hostile() async throws {
    let files = try await Self.index(
      [
        "Content/en-US/index.md":
          "---\ntitle: \"\\\");alert(1)//\"\ndescription: \"a \\\\ \\\" </script>\"\n---\n# \");alert(1)//\n\n\"|,\\ \u{2028} <b>x\"</b>\n",
        "Content/da-DK/index.md": "# Hjem\n",
      ], locale: "en-US")
    let page = try #require(files["assets/search/en-us/p0.js"])
    #expect(page.contains("\"\\\");alert(1)//\",\"a \\\\ \\\" </script>\""), "\(page)")
    for (route, text) in files where route.contains("/w") {
      #expect(text.wholeMatch(of: /trinSearch\("w\d+","[\p{L}\p{N}_ ,|-]*"\)\n/) != nil, "\(text)")
    }
  }

  @Test("shows a page of the source language by that language's words")
  func fallback() async throws {
    let files = try await Self.index(
      [
        "Content/en-US/index.md": "# Home\n", "Content/en-US/keys.md": "# Rotating keys\n\nA key rotates.\n",
        "Content/da-DK/index.md": "# Hjem\n",
      ], locale: "da-DK")
    let groups = try Self.groups(files)
    #expect(groups.contains { $0.words == ["rotates", "rotating"] })
    #expect(files["assets/search/da-dk/p0.js"]?.contains("\"Rotating keys\",\"\",\"en-US\"") == true)
  }
}
