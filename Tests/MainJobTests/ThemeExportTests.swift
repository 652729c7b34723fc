import Testing

@Suite("trin theme export", .enabled(if: Program.isBuilt, "trin is not built"))
struct ThemeExportTests {
  @Test("writes a theme that gives the same site without a finding, and lists what each template may show")
  func export() throws {
    let scratch = try Scratch()
    #expect(try Program.run("init", "x", in: scratch.path).code == 0)
    #expect(try Program.run("build", "x", "--output", "before", in: scratch.path).code == 0)
    let run = try Program.run("theme", "export", "x/Site", in: scratch.path)
    #expect(run.code == 0, "\(run.errors)")
    #expect(try Program.run("check", "x", "--fail-on", "warning", in: scratch.path).output == "no findings\n")
    #expect(try Program.run("build", "x", "--output", "after", in: scratch.path).code == 0)
    for page in ["index.html", "en-us/index.html", "da-dk/resend-password.html", "assets/trin.css"] {
      #expect(scratch.text("before/" + page) == scratch.text("after/" + page))
    }
    let list = try #require(scratch.text("x/Site/templates/README.md"))
    #expect(list.contains("## page.mustache\n"))
    #expect(list.contains("- `verificationHref`: the address of the report"))
    // Each name has its meaning.
    #expect(!list.split(separator: "\n").contains { $0.hasPrefix("- ") && $0.hasSuffix(":") })
    let again = try Program.run("theme", "export", "x/Site", in: scratch.path)
    #expect(again.code == 2 && again.errors.contains("exists already"))
  }
}
