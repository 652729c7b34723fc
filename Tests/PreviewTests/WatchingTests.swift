internal import Testing

@testable internal import Preview

@Suite("The watcher")
struct WatchingTests {
  @Test("reads the kernel's records, padded names and all")
  func records() {
    func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
    var bytes = word(3) + word(0x8) + word(0) + word(16) + Array("å.md".utf8)
    bytes += [UInt8](repeating: 0, count: 16 - "å.md".utf8.count)
    bytes += word(UInt32(bitPattern: -1)) + word(0x4000) + word(0) + word(0)
    var events: [Inotify.Event] = []
    Inotify.parse(bytes[...], into: &events)
    #expect(
      events == [
        Inotify.Event(watch: 3, mask: 0x8, name: "å.md"), Inotify.Event(watch: -1, mask: 0x4000, name: ""),
      ])
    events = []
    Inotify.parse(bytes.dropLast(20), into: &events)
    #expect(events.isEmpty, "a record cut short is left out")
  }

  @Test("knows an excluded folder by its real path before it is there")
  func excludedFolder() throws {
    let folder = try TemporaryFolder()
    let real = try #require(Folders.canonical(folder.path))
    #expect(Folders.expected(folder["out"]) == real + "/out")
    #expect(Folders.expected(folder["out/"]) == real + "/out")
    #expect(Folders.expected("/out-\(folder.path.utf8.count)-nowhere") == "/out-\(folder.path.utf8.count)-nowhere")
    #expect(Folders.expected("nowhere") == Folders.canonical(".").map { $0 + "/nowhere" })
  }

  @Test(
    "tells sources from what editors leave beside them",
    arguments: [
      ("a.md", true), (".openpublishing.publish.config.json", true), ("toc.yml", true), ("media.png", true),
      ("a.md~", false), (".a.md.swp", false), (".#a.md", false), ("#a.md#", false), ("4913", false),
      (".goutputstream-X1", false), ("a.md___jb_tmp___", false),
    ])
  func sources(name: String, isSource: Bool) {
    #expect(SourceFilter(excludedFolders: []).isSource(fileNamed: name) == isSource)
  }
}
