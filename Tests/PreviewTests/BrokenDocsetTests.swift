internal import Testing

@Suite("While the docset is broken", .timeLimit(.minutes(5)))
struct BrokenDocsetTests {
  @Test("an error keeps the last good page under the finding, and the mending edit shows the new one")
  func errorAndMending() async throws {
    try await RunningPreview.with(["start.md": "good"]) { preview in
      let page = try await preview.listen()
      try preview.folder.write("bad\nerror: The front matter is no YAML.", to: "start.md")
      try await preview.hear("broken", on: page, build: 2)
      let broken = try await preview.get("/start.html")
      #expect(broken.status == 200)
      #expect(broken.body.contains("4|good"))
      #expect(broken.body.contains("start.md:2:1"))
      #expect(broken.body.contains("The front matter is no YAML."))
      #expect(broken.body.contains("this is the last good page"))

      try preview.folder.write("mended", to: "start.md")
      try await preview.hear("ready", on: page, build: 3)
      let mended = try await preview.get("/start.html")
      #expect(mended.body.contains("6|mended"))
      #expect(!mended.body.contains("front matter"))
    }
  }

  @Test("a build that throws keeps all pages and says why")
  func throwing() async throws {
    try await RunningPreview.with(["start.md": "good", "other.md": "also good"]) { preview in
      let page = try await preview.listen()
      try preview.folder.write("site.yml cannot be read.", to: "stop")
      try await preview.hear("failed", on: page, build: 2)
      for path in ["/start.html", "/other.html"] {
        let kept = try await preview.get(path)
        #expect(kept.status == 200)
        #expect(kept.body.contains("good</main>"))
        #expect(kept.body.contains("Build failed"))
        #expect(kept.body.contains("site.yml cannot be read."))
      }
      try preview.folder.remove("stop")
      try await preview.hear("ready", on: page, build: 3)
      #expect(!(try await preview.get("/start.html").body.contains("Build failed")))
    }
  }

  @Test("a mistake in one article does not freeze another, and is shown over it")
  func otherPage() async throws {
    try await RunningPreview.with(["start.md": "good", "other.md": "error: Always wrong."]) { preview in
      try preview.folder.write("edited", to: "start.md")
      let answer = try await preview.page("/start.html", has: "6|edited")
      #expect(answer.body.contains("1 error elsewhere"))
      #expect(!answer.body.contains("last good page"))
    }
  }

  @Test("in a docset with a lasting error, an open page is still kept when it breaks too")
  func brokenBesideBroken() async throws {
    try await RunningPreview.with(["start.md": "good", "other.md": "error: Always wrong."]) { preview in
      #expect(try await preview.get("/start.html").body.contains("4|good"))
      try preview.folder.write("bad\nerror: Now wrong.", to: "start.md")
      let answer = try await preview.page("/start.html", has: "Now wrong.")
      #expect(answer.body.contains("4|good"))
    }
  }

  @Test("a page whose article is deleted is gone, also while another has an error")
  func deletedBesideBroken() async throws {
    try await RunningPreview.with(["start.md": "good", "other.md": "error: Always wrong."]) { preview in
      #expect(try await preview.get("/start.html").status == 200)
      let page = try await preview.listen()
      try preview.folder.remove("start.md")
      try await preview.hear("broken", on: page, build: 2)
      let answer = try await preview.get("/start.html")
      #expect(answer.status == 404 && !answer.body.contains("good"))
    }
  }

  @Test("a page that never was good is shown as far as it goes")
  func neverGood() async throws {
    try await RunningPreview.with(["start.md": "half\nerror: Wrong from the start."]) { preview in
      let answer = try await preview.get("/start.html")
      #expect(answer.body.contains("half"))
      #expect(answer.body.contains("Wrong from the start."))
      #expect(!answer.body.contains("last good page"))
    }
  }

  @Test("a first build that throws gives a page that says why and waits")
  func firstBuildThrows() async throws {
    try await RunningPreview.with(["start.md": "good", "stop": "No docset here."]) { preview in
      let answer = try await preview.get("/")
      #expect(answer.status == 503)
      #expect(answer.body.contains("No docset here."))
      #expect(answer.body.contains("/_trin/preview.js"))
      #expect(!answer.body.contains("last good page"))
      try preview.folder.remove("stop")
      _ = try await preview.page("/start.html", has: "4|good")
    }
  }

  @Test("a warning leaves the new page in place")
  func warning() async throws {
    try await RunningPreview.with(["start.md": "good"]) { preview in
      try preview.folder.write("new\nwarning: Doubtful.", to: "start.md")
      let answer = try await preview.page("/start.html", has: "Doubtful.")
      #expect(answer.body.contains("|new"))
      #expect(answer.body.contains("1 warning"))
    }
  }
}
