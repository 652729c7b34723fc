import Diagnostics
import FoundationEssentials
import SiteBuilding
import Testing

@Suite("A certain repair")
struct RepairTests {
  private static let article = "Content/en-US/a.md"

  /// Writes the certain repairs, and gives `a.md` as it is then.
  private func repaired(_ docset: TemporaryDocset) async throws -> [UInt8] {
    for repair in try await docset.repairs() { try repair.write() }
    return try #require(docset.bytes(Self.article))
  }

  private func repaired(_ body: String, _ others: [String: String] = [:], site: String = "") async throws -> String {
    let docset = try TemporaryDocset.own(body, others, site: site)
    let text = String(decoding: try await repaired(docset), as: UTF8.self)
    let head = TemporaryDocset.article("").dropLast(2)
    #expect(text.hasPrefix(head))
    return String(text.dropFirst(head.count + 1).dropLast())
  }

  @Test(
    "is written where the mended link leads to a file and its bookmark",
    arguments: [
      ("[t] (Title](index.md)", "[t](index.md)"), ("[t] (index.md)", "[t](index.md)"),
      ("[t] (index.md#t)", "[t](index.md#t)"), ("[t](index.md#the steps)", "[t](index.md#the-steps)"),
      ("[t]((index.md)", "[t](index.md)"), ("[t[(index.md)]", "[t](index.md)"),
      ("[t](sub\\c.md)", "[t](sub/c.md)"), ("[t](Index.md#t \"x\")", "[t](index.md#t \"x\")"),
      ("[t](/sub/c.md)", "[t](sub/c.md)"), ("[t](old.md?view=1#t)", "[t](index.md?view=1#t)"),
      ("[t](index.md#t?view=1)", "[t](index.md?view=1#t)"),
      ("[![A](i.svg)](Index.md)", "[![A](i.svg)](index.md)"),
      ("<a href=\"sub\\c.md\">t</a>", "<a href=\"sub/c.md\">t</a>"),
      ("<a  target='x' HREF = 'Index.md#t'>t</a>", "<a  target='x' HREF = 'index.md#t'>t</a>"),
      ("<a href=Index.md>Index.md</a>", "<a href=index.md>Index.md</a>"),
      ("<img src=\".\\i.svg\" alt=\"A\">", "<img src=\"./i.svg\" alt=\"A\">"),
      (":::image source=\".\\i.svg\" alt-text=\"A\":::", ":::image source=\"./i.svg\" alt-text=\"A\":::"),
    ])
  func links(_ damaged: String, _ mended: String) async throws {
    let others = [
      "Content/en-US/sub/c.md": TemporaryDocset.article("Text"), "i.svg": "<svg/>",
      "index.md": TemporaryDocset.article("## <a name=\"the-steps\"></a>Steps"),
    ]
    let text = try await repaired(
      "See \(damaged), blåbær.", others, site: "redirects: [{from: old.md, to: index.md}]\n")
    #expect(text == "See \(mended), blåbær.")
  }

  @Test(
    "of raw HTML is written in every line of a block, in quotes and in tables",
    arguments: [
      "<p>\n<b>x</b> <a href=\"Index.md\">t</a>\n<a\n  href=\"Index.md\">t</a></p>",
      "> - <p>æ\n>   <a href=\"Index.md\">t</a></p>", "| a |\n|---|\n| `\\|` <a href=\"Index.md\">t</a> |",
    ])
  func rawHTML(_ damaged: String) async throws {
    let mended = try await repaired("See:\n\n" + damaged, ["index.md": TemporaryDocset.article("x")])
    #expect(mended.contains("href=\"index.md\""))
    #expect(mended.lowercased() == ("See:\n\n" + damaged).lowercased())
  }

  @Test(
    "is none where the file or the bookmark is not there, or another reading is possible",
    arguments: [
      "[t] (no.md)", "[t] (index.md#no)", "[t](index.md#no such)", "[t]((no.md)", "[t[(no.md)]", "[t](no\\c.md)",
      "[t](Index.md#no)", "<a href=\"Index&#46;md\">t</a>", "<a href=\"no\\c.md\">t</a>", "[t] (https://example.org)",
      "[t](/folder)", "**A****B**", "**A:**B **C", "t](index.md)",
    ])
  func suggestions(_ damaged: String) async throws {
    let others = ["Content/en-US/folder/index.md": TemporaryDocset.article("Text")]
    #expect(try await repaired("See \(damaged).", others) == "See \(damaged).")
  }

  @Test(
    "of text is written where the rule has no second reading",
    arguments: [
      ("**A** , [b](index.md) .", "**A**, [b](index.md)."), ("About [, and b](index.md)", "About, [and b](index.md)"),
      ("a![ B](i.svg), e.g [. C](index.md)", "a ![B](i.svg), e.g. [C](index.md)"),
      (":::image source = \"i.svg\" alt-text=\"A\":::::", ":::image source=\"i.svg\" alt-text=\"A\":::"),
      ("**A:**B", "**A:** B"), ("- 1. juli 2020", "- 1\\. juli 2020"), ("[https://a.example]()", "<https://a.example>"),
      ("<a href=\"index.md\">b</a.", "<a href=\"index.md\">b</a>."),
      ("!![A](https://a.example/i.png)", "![A](https://a.example/i.png)"),
      (":: moniker range=\"a\"\n1. A\n::: moniker-end\n2. B", "::: moniker range=\"a\"\n1. A\n::: moniker-end\n\n2. B"),
    ])
  func text(_ damaged: String, _ mended: String) async throws {
    #expect(try await repaired(damaged) == mended)
  }

  @Test("leaves every other byte as it was: a byte order mark, line ends, what is no UTF-8, a missing last line end")
  func otherBytes() async throws {
    let docset = try TemporaryDocset.own("")
    let start: [UInt8] = [0xEF, 0xBB, 0xBF]
    let (before, after) = ("# T\r\n\r\n**A** , b ", "\r\n\r\n- 2. maj 2020  \r\nc\t**d** .")
    try docset.write(start + Array(before.utf8) + [0xE6] + Array(after.utf8), to: Self.article)
    let mended = Array("# T\r\n\r\n**A**, b ".utf8) + [0xE6] + Array("\r\n\r\n- 2\\. maj 2020  \r\nc\t**d**.".utf8)
    #expect(try await repaired(docset) == start + mended)
  }

  @Test("uses the line end of the file where it puts in a line")
  func lineEnds() async throws {
    let docset = try TemporaryDocset.own("")
    let text = "# T\r\n\r\n> ::: moniker range=\"a\"\r\n> 1. A\r\n> ::: moniker-end\r\n> 2. B\r\n"
    try docset.write(text, to: Self.article)
    #expect(try await repaired(docset) == Array(text.replacing("> 2. B", with: ">\r\n> 2. B").utf8))
  }

  @Test("leaves nothing to a second run")
  func twice() async throws {
    let docset = try TemporaryDocset.own(
      "[t] (Title](Index.md) , **A** . See [, b](Index.md) and [c] (index.md) .")
    let first = try await repaired(docset)
    let second = try await repaired(docset)
    #expect(
      String(decoding: second, as: UTF8.self).hasSuffix(
        "\n\n[t](index.md), **A**. See, [b](index.md) and [c](index.md).\n"))
    #expect(first.count >= second.count)
    #expect(try await docset.repairs().isEmpty)
  }

  @Test("of an include is written once, however many pages show it")
  func includes() async throws {
    let shown = TemporaryDocset.article("[!INCLUDE [x](includes/x.md)]")
    let docset = try TemporaryDocset.own(
      "[!INCLUDE [x](includes/x.md)]", ["b.md": shown, "Content/en-US/includes/x.md": "**A** , b\n"])
    let repairs = try await docset.repairs()
    #expect(repairs.map(\.count) == [1])
    for repair in repairs { try repair.write() }
    #expect(docset.bytes("Content/en-US/includes/x.md") == Array("**A**, b\n".utf8))
  }

  @Test("is made in a page of YAML where its bytes stand there unchanged")
  func yaml() async throws {
    let head = "### YamlMime:FAQ\nmetadata:\n  title: T\n  description: D\ntitle: T\nsummary: S\nsections:\n- name: N\n"
    let damaged = "  questions:\n  - question: Q\n    answer: |\n      See **A** , [b](A.md)\n      and [c](A.md) .\n"
    let mended = "  questions:\n  - question: Q\n    answer: |\n      See **A**, [b](a.md)\n      and [c](a.md).\n"
    let docset = try TemporaryDocset.own("Text", ["faq.yml": head + damaged])
    for repair in try await docset.repairs() { try repair.write() }
    #expect(docset.bytes("Content/en-US/faq.yml") == Array((head + mended).utf8))
  }

  @Test("keeps the permissions of a file, and a symbolic link to it")
  func permissions() async throws {
    let docset = try TemporaryDocset.own("Text", ["b.md": TemporaryDocset.article("**A** , b")])
    let file = docset.path + "/Content/en-US/b.md"
    let link = docset.path + "/Content/en-US/c.md"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "b.md")
    for repair in try await docset.repairs() { try repair.write() }
    #expect(docset.bytes("Content/en-US/b.md") == Array(TemporaryDocset.article("**A**, b").utf8))
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o640)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "b.md")
    #expect(try FileManager.default.contentsOfDirectory(atPath: docset.path + "/Content/en-US").count == 4)
  }

  @Test("never reaches through a symbolic link out of the docset")
  func outside() async throws {
    let other = try TemporaryDocset(["x.md": "**A** , b\n"])
    let docset = try TemporaryDocset.own("Text")
    try FileManager.default.createSymbolicLink(
      atPath: docset.path + "/Content/en-US/b.md", withDestinationPath: other.path + "/x.md")
    #expect(try await docset.repairs().isEmpty)
    #expect(other.bytes("x.md") == Array("**A** , b\n".utf8))
  }

  @Test("is not written over an edit that was made in the meantime")
  func edited() async throws {
    let docset = try TemporaryDocset.own("**A** , b")
    let repair = try #require(try await docset.repairs().first)
    try docset.write("# Another\n", to: Self.article)
    #expect(throws: (any Error).self) { try repair.write() }
    #expect(docset.bytes(Self.article) == Array("# Another\n".utf8))
  }
}

@Suite("A name that was translated")
struct TranslatedNameTests {
  @Test("is found by the title or the heading that it was made from, in a translation only")
  func names() async throws {
    let roles =
      "---\ntitle: Om administratorroller\ndescription: D\n---\n# Om roller\n\n## <a name=\"who-can\"></a>Hvem må?\n"
    let body =
      "[a](om-administratorroller.md), [b](about-roles.md#hvem-må), [c](gone.md), [d](about-roles.md#no), "
      + "![e](om-administratorroller.png)"
    let files = ["about-roles.md": roles, "index.md": TemporaryDocset.article(body)]
    let found = try await TemporaryDocset.learn(files, locale: "da-DK").check().filter {
      $0.code == "mt-name-translated"
    }
    #expect(found.map(\.suggestion) == ["about-roles.md", "about-roles.md#who-can"])
    #expect(found.map(\.place.column) == [1, 33])
    let source = try await TemporaryDocset.learn(files, locale: "en-US").check()
    #expect(!source.contains { $0.code == "mt-name-translated" })
  }
}
