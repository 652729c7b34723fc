internal import Testing

@testable internal import Preview

@Suite("While an author edits", .timeLimit(.minutes(5)))
struct EditingTests {
  @Test("a saved edit is told to the open page and served")
  func edit() async throws {
    try await RunningPreview.with(["start.md": "before"]) { preview in
      let page = try await preview.listen()
      try preview.folder.write("after", to: "start.md")
      try await preview.hear("ready", on: page, build: 2)
      #expect(try await preview.get("/start.html").body.contains("5|after"))
    }
  }

  @Test("an editor that saves by rename is seen")
  func renameSave() async throws {
    try await RunningPreview.with(["start.md": "before"]) { preview in
      try preview.folder.replace("start.md", with: "renamed over")
      _ = try await preview.page("/start.html", has: "renamed over")
    }
  }

  @Test("a new folder, and one inside it, are watched from then on")
  func newFolders() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      try preview.folder.makeFolder("admin/users")
      try preview.folder.write("first", to: "admin/users/add.md")
      _ = try await preview.page("/admin/users/add.html", has: "first")
      try preview.folder.write("second", to: "admin/users/add.md")
      _ = try await preview.page("/admin/users/add.html", has: "second")
    }
  }

  @Test("a moved folder is followed under its new name and forgotten under its old one")
  func movedFolder() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      try preview.folder.makeFolder("old")
      try preview.folder.write("first", to: "old/page.md")
      _ = try await preview.page("/old/page.html", has: "first")
      try preview.folder.rename("old", "new")
      _ = try await preview.page("/new/page.html", has: "first")
      #expect(try await preview.get("/old/page.html").status == 404)
      try preview.folder.write("second", to: "new/page.md")
      _ = try await preview.page("/new/page.html", has: "second")
    }
  }

  @Test("a folder that was moved out is watched no longer")
  func movedOut() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      let elsewhere = try TemporaryFolder()
      try preview.folder.makeFolder("drafts/deep")
      try preview.folder.write("first", to: "drafts/deep/page.md")
      _ = try await preview.page("/drafts/deep/page.html", has: "first")
      try preview.folder.move("drafts", to: elsewhere["drafts"])
      _ = try await preview.page("/drafts/deep/page.html", has: "No such page")

      let page = try await preview.listen()
      let builds = preview.builds.count
      try elsewhere.write("second", to: "drafts/deep/page.md")
      // Longer than the watcher waits for a pause, so that a build for the save above would not merge with the next.
      try await Task.sleep(for: .milliseconds(300))
      try preview.folder.write("edited", to: "start.md")
      try await preview.hear("ready", on: page, build: builds + 1)
      let start = try await preview.get("/start.html")
      #expect(start.body.contains("6|edited"))
      #expect(preview.builds.count == builds + 1)
    }
  }

  @Test("a deleted article is gone, and is back when it is written again")
  func deletedFile() async throws {
    try await RunningPreview.with(["start.md": "x", "other.md": "y"]) { preview in
      #expect(try await preview.get("/other.html").status == 200)
      try preview.folder.remove("other.md")
      #expect(try await preview.page("/other.html", has: "No such page").status == 404)
      try preview.folder.write("back", to: "other.md")
      #expect(try await preview.page("/other.html", has: "4|back").status == 200)
    }
  }

  @Test("a watched folder that goes away and comes back is watched again")
  func lostRoot() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      let elsewhere = try TemporaryFolder()
      try preview.folder.move("", to: elsewhere["away"])
      _ = try await preview.page("/start.html", has: "No such page")
      try elsewhere.move("away", to: preview.folder.path)
      _ = try await preview.page("/start.html", has: "1|x")
      try preview.folder.write("edited", to: "start.md")
      _ = try await preview.page("/start.html", has: "6|edited")
    }
  }

  @Test("many saves in a burst give few builds, and the last one is shown")
  func burst() async throws {
    try await RunningPreview.with(["start.md": "x"]) { preview in
      for number in 1...200 {
        try preview.folder.write("save \(number)", to: "start.md")
        try preview.folder.write("save \(number)", to: "page\(number).md")
      }
      _ = try await preview.page("/start.html", has: "save 200")
      _ = try await preview.page("/page200.html", has: "save 200")
      // 400 saves; a build waits at most 0.4 s for a pause, so even a slow disk gives but a handful.
      #expect(preview.builds.count <= 20)
    }
  }

  @Test("what is no source does not call for a build")
  func notASource() async throws {
    try await RunningPreview.with(["start.md": "x"], excluding: ["out"]) { preview in
      try preview.folder.makeFolder("out")
      try preview.folder.makeFolder(".git/refs")
      try preview.folder.makeFolder("_site")
      for name in ["out/a.html", ".git/index", "_site/b.html", ".start.md.swp", "4913", "start.md~", ".#start.md"] {
        try preview.folder.write("no source", to: name)
      }
      let page = try await preview.listen()
      try preview.folder.write("edited", to: "start.md")
      try await preview.hear("ready", on: page, build: 2)
      #expect(preview.builds.count == 2)
    }
  }
}
