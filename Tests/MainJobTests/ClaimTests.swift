import Testing

@Suite("Nothing is claimed that was not done", .enabled(if: Program.isBuilt, "trin is not built"))
struct ClaimTests {
  private static let steps =
    "---\ntitle: A\ndescription: A\n---\n# A\n\n## Save\n\n1. Select **Save**.\n2. Select **Close**.\n"

  @Test("build says that no steps were run where there are no scenarios, and its pages do not speak of steps")
  func withoutScenarios() throws {
    let docset = try Scratch.docset(["en-US/index.md": Self.steps])
    let run = try Program.run("build", in: docset.path)
    #expect(run.output.contains("No steps were run: the docset has no scenarios"), "\(run.output)\(run.errors)")
    #expect(run.output.contains("Built 2 pages in _site."))
    #expect(try #require(docset.text("_site/en-us/index.html")).contains("Built by Trin.</p>"))
    #expect(docset.text("_site/en-us/verification.html") == nil)
  }

  @Test("build says how many steps were read where scenarios cover none of them")
  func withoutRuns() throws {
    let docset = try Scratch.docset(["en-US/index.md": Self.steps, "scenarios/index.yml": "procedures: {}\n"])
    let run = try Program.run("build", in: docset.path)
    #expect(run.output.contains("Read 2 steps of 1 procedure; none was run: no scenario"), "\(run.output)\(run.errors)")
    #expect(docset.text("_site/en-us/verification.html") == nil)
    #expect(try #require(docset.text("_site/en-us/index.html")).contains("Built by Trin.</p>"))
  }

  @Test("a listing has no ticks, since nothing was run")
  func listing() throws {
    let run = try Program.run("test", "--list", in: Repository.root)
    #expect(run.output.contains("resend-user-password"))
    #expect(!run.output.contains("✓"))
    #expect(try Program.run("test", "--filter", "resend-user", in: Repository.root).output.contains("✓"))
  }

  @Test("what a site ran stands at the foot of its pages")
  func ran() throws {
    let docset = try Scratch()
    #expect(try Program.run("init", docset.path + "/x", in: docset.path).code == 0)
    let run = try Program.run("build", "x", in: docset.path)
    #expect(run.output.contains(" passed."), "\(run.output)")
    #expect(try #require(docset.text("_site/en-us/index.html")).contains("also ran steps of these articles"))
    // The start page knows both languages; the page for what is missing stands where servers look for it.
    let start = try #require(docset.text("_site/index.html"))
    #expect(start.contains("<a href=\"da-dk/index.html\" lang=\"da-DK\" hreflang=\"da-DK\">Min hjælp</a>"))
    #expect(start.contains("content=\"2; url=en-us/index.html\""))
    #expect(docset.text("_site/404.html") == docset.text("_site/en-us/404.html"))
  }
}

@Suite("What the program says", .enabled(if: Program.isBuilt, "trin is not built"))
struct SentenceTests {
  private func said(_ files: [String: String], site: String = "locales: [en-US]\n") throws -> String {
    let docset = try Scratch.docset(files, site: site)
    let run = try Program.run("check", in: docset.path)
    return run.output + run.errors
  }

  private static let start = ["en-US/index.md": "---\ntitle: A\ndescription: A\n---\n# A\n"]

  private func article(_ text: String) throws -> String {
    try said(["en-US/index.md": "---\ntitle: A\ndescription: A\n---\n# A\n\n\(text)\n"])
  }

  @Test("asks once what was meant")
  func once() throws {
    let text = try said([
      "en-US/index.md": "---\ntitle: A\ndescription: A\n---\n# A\n\n[x](othre.md)\n",
      "en-US/other.md": "---\ntitle: A\ndescription: A\n---\n# A\n",
    ])
    #expect(text.lowercased().split(separator: "did you mean").count == 2, "\(text)")
  }

  @Test("names the forms that an alert has")
  func alert() throws { #expect(try article("> [!NOTICE]\n> Text.").contains("NOTE, TIP, IMPORTANT, CAUTION")) }

  @Test("tells of quotation marks where a title holds a colon")
  func colon() throws {
    let text = try said(["en-US/index.md": "---\ntitle: Trin: a tool\ndescription: A\n---\n# A\n"])
    #expect(text.contains("in quotation marks"), "\(text)")
  }

  @Test("points to the locale that has no folder, and to the theme that is not there")
  func configuration() throws {
    let locale = try said(Self.start, site: "locales:\n  - en-US\n  - nb-NO\n")
    #expect(locale.contains("Site/site.yml:3:5: "), "\(locale)")
    let theme = try said(Self.start, site: "locales: [en-US]\ntheme: Site\n")
    #expect(theme.contains("Site/site.yml:2:8: `theme` names a folder beside `site.yml`"), "\(theme)")
    #expect(theme.contains("the theme `default`"))
  }

  @Test("tells how far a step's part is indented and how far it should be")
  func indentation() throws {
    let text = try article("1. One.\n\n  ![A](a.png)\n\n1. Two.")
    #expect(!text.contains("Indent it by 3"), "\(text)")
  }
}
