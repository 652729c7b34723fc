import ChildProcesses
import Docset
import Foundation
import SiteBuilding
import Testing

@Suite("The place of an output")
struct OutputFolderTests {
  private func write(_ scratch: Scratch, to output: String = "out", jobs: Int = 2) async throws {
    try await SitePipeline.write(try await Repository.load(scratch.path), to: "\(scratch.path)/\(output)", jobs: jobs)
  }

  private func beside(_ scratch: Scratch) throws -> [String] {
    try Files.names(in: scratch.path).filter { ![".", "..", "Site", "Content"].contains($0) }
  }

  /// Whether every page of the output has the word, and how many have.
  private func pages(_ scratch: Scratch, having word: String) throws -> Int {
    let pages = try FileTree(of: scratch.path + "/out").files.filter {
      $0.hasPrefix("en-us/p") && $0.hasSuffix(".html")
    }
    for page in pages { #expect(scratch.text("out/\(page)")?.contains(word) == true, "\(page)") }
    return pages.count
  }

  @Test("holds one whole site where many builds write to it at once")
  func concurrent() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"])
    var loaded: [LoadedSite] = []
    for version in 0..<6 {
      for page in 0..<40 { try scratch.write("# Page\n\nversion-\(version)\n", to: "Content/en-US/p\(page).md") }
      loaded.append(try await Repository.load(scratch.path))
    }
    let output = scratch.path + "/out"
    for _ in 0..<4 {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for site in loaded {
          group.addTask { try await SitePipeline.write(site, to: output, jobs: 2) }
        }
        try await group.waitForAll()
      }
      let page = try #require(scratch.text("out/en-us/p0.html"))
      let version = try #require((0..<6).first { page.contains("version-\($0)") })
      #expect(try pages(scratch, having: "version-\(version)") == 40)
      #expect(try beside(scratch) == ["out"])
    }
  }

  @Test("is rid of what a build left that was killed, and that is never published")
  func leftovers() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"])
    try scratch.write("trin\n", to: "out.trin-abc/.trin-site")
    try scratch.write("half", to: "out.trin-abc/en-us/index.html")
    try scratch.write("mine", to: "out.trin-mine/notes.txt")
    try await write(scratch)
    #expect(try beside(scratch) == ["out", "out.trin-mine"])
    #expect(scratch.text("out/en-us/index.html")?.contains("half") == false)
  }

  @Test("has compressed forms of its text files on request, which are those files, and none that nobody asked for")
  func compressedForms() async throws {
    let long = String(repeating: "A sentence about passwords. ", count: 200)
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n\n\(long)\n"])
    let build = try Program.run("build", "--compress", "--quiet", in: scratch.path)
    #expect(build.code == 0, "\(build.errors)")
    let files = Set(try FileTree(of: scratch.path + "/_site").files)
    #expect(files.isSuperset(of: ["en-us/index.html.gz", "en-us/index.html.br", "assets/trin.css.br"]))
    // Too short to be worth it.
    #expect(!files.contains("assets/icon.svg.gz") && !files.contains(".trin-site.gz"))
    for (ending, program) in [("gz", "gzip"), ("br", "brotli")] {
      for file in files where file.hasSuffix("." + ending) {
        let path = "\(scratch.path)/_site/\(file)"
        let shell = "\(program) --decompress --stdout < \"$0\" | cmp - \"${0%.\(ending)}\""
        #expect(try run("/bin/sh", ["-c", shell, path]) == 0, "\(file)")
      }
    }
    // What did not change stays as it is, and a build without them has none.
    let before = try FileManager.default.attributesOfItem(atPath: scratch.path + "/_site/en-us/index.html.br")
    #expect(try Program.run("build", "--compress", "--quiet", in: scratch.path).code == 0)
    let after = try FileManager.default.attributesOfItem(atPath: scratch.path + "/_site/en-us/index.html.br")
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
    #expect(try Program.run("build", "--quiet", in: scratch.path).code == 0)
    #expect(!(try FileTree(of: scratch.path + "/_site").files.contains { $0.hasSuffix(".gz") || $0.hasSuffix(".br") }))
  }

  @Test("is not read as content where it lies in the docset")
  func withinDocset() async throws {
    let scratch = try Scratch()
    try scratch.write(#"{"build": {"content": [{"files": "**.md"}], "resource": [{"files": "**"}]}}"#, to: "docfx.json")
    try scratch.write("# Home\n\n[o](other.md)\n", to: "index.md")
    try scratch.write("# Other\n", to: "other.md")
    var before: [String] = []
    for number in 0..<3 {
      try await write(scratch, to: "public")
      let files = try FileTree(of: scratch.path + "/public").files
      if number > 0 { #expect(files == before) }
      before = files
    }
  }

  @Test("keeps the old site where a file of the new one is another, byte for byte until it is replaced")
  func oldFilesStay() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"])
    try await write(scratch)
    let old = try #require(FileHandle(forReadingAtPath: scratch.path + "/out/en-us/index.html"))
    let bytes = try #require(scratch.text("out/en-us/index.html"))
    try scratch.write("# B\n", to: "Content/en-US/index.md")
    try await write(scratch)
    #expect(String(decoding: try #require(try old.readToEnd()), as: UTF8.self) == bytes)
    #expect(scratch.text("out/en-us/index.html")?.contains(">B</h1>") == true)
  }

  @Test("may hold symbolic links that somebody put there: none is followed or kept")
  func planted() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"])
    try await write(scratch)
    let page = try #require(scratch.text("out/en-us/index.html"))
    try scratch.write(page, to: "outside/index.html")
    try FileManager.default.removeItem(atPath: scratch.path + "/out/en-us")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/out/en-us", withDestinationPath: "../outside")
    try await write(scratch)
    let type =
      try FileManager.default.attributesOfItem(atPath: scratch.path + "/out/en-us")[.type] as? FileAttributeType
    #expect(type == .typeDirectory)
    #expect(try Files.names(in: scratch.path + "/outside").filter { $0.first != "." } == ["index.html"])
    let links = try FileManager.default.attributesOfItem(atPath: scratch.path + "/outside/index.html")[.referenceCount]
    #expect(links as? Int == 1)
  }

  @Test(
    "is replaced from within where it is a file system of its own",
    .enabled(if: geteuid() == 0, "only the superuser mounts a file system"), arguments: ["tmpfs", "bind"])
  func mountPoint(_ kind: String) async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n", "en-US/old.md": "# Old\n"])
    let output = scratch.path + "/out"
    for folder in ["/out", "/bound"] {
      try FileManager.default.createDirectory(atPath: scratch.path + folder, withIntermediateDirectories: true)
    }
    let arguments = kind == "tmpfs" ? ["-t", "tmpfs", "tmpfs", output] : ["--bind", scratch.path + "/bound", output]
    // In a container, the superuser may not.
    guard try run("/bin/mount", arguments) == 0 else { return }
    defer { _ = try? run("/bin/umount", [output]) }
    try await write(scratch)
    try FileManager.default.removeItem(atPath: scratch.path + "/Content/en-US/old.md")
    try scratch.write("# New\n", to: "Content/en-US/new.md")
    try await write(scratch)
    #expect(scratch.text("out/en-us/new.html")?.contains(">New</h1>") == true)
    #expect(scratch.text("out/en-us/old.html") == nil)
    #expect(try Files.names(in: output).filter { $0.hasPrefix(".") } == [".", "..", FileTree.outputMark])
    #expect(try beside(scratch) == ["bound", "out"])
  }

  private func run(_ program: String, _ arguments: [String]) throws -> Int32 {
    let process = ChildProcess()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

@Suite("A build that is told to end", .enabled(if: Program.isBuilt, "the program is not built"))
struct EndedBuildTests {
  // What ignores a signal, as `nohup` does, hands that on to the program, which keeps it so.
  private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { number in
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return true }
    return unsafe action.__sigaction_handler.sa_handler.map { unsafe unsafeBitCast($0, to: Int.self) } != 1
  }

  @Test("leaves the output as it was, and nothing beside it", arguments: signals)
  func ended(_ signal: Int32) async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"])
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/out", jobs: 1)
    let text = "# Page\n\n" + String(repeating: "Words of the page. ", count: 300)
    for page in 0..<1500 { try scratch.write(text, to: "Content/en-US/p\(page).md") }
    let names = { try Files.names(in: scratch.path).filter { $0.hasPrefix("out") } }
    // On a machine that is busy, a build may be done before it is told.
    for _ in 0..<5 {
      let (process, _, _) = try Program.start(
        ["build", ".", "--output", "out", "--quiet", "--jobs", "1"], in: scratch.path)
      while process.isRunning, try names().count == 1 { usleep(1_000) }
      kill(process.processIdentifier, signal)
      let end = process.end
      #expect(try names() == ["out"])
      if end == .exit(0) {
        try FileManager.default.removeItem(atPath: scratch.path + "/out")
        try scratch.write("trin\n", to: "out/.trin-site")
        continue
      }
      #expect([.signal(signal), .exit(128 + signal)].contains(end))
      #expect(scratch.text("out/en-us/p0.html") == nil)
      return
    }
    Issue.record("no build was still writing when it was told to end")
  }
}
