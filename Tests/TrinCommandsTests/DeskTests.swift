import ChildProcesses
import Foundation
import Testing
import WebDriver

@Suite(
  "The translator's desk in a browser", .serialized, .timeLimit(.minutes(5)),
  .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"),
  .enabled(if: DriverProcess.isInstalled, "Chromium is not installed; .ci/setup installs it"))
struct DeskTests {
  @Test("an edit is seen in place, a finding is jumped to, a repair and a paragraph are written and nothing else is")
  func desk() async throws {
    let docset = try DeskDocset()
    defer { docset.stop() }
    let driver = try await DriverProcess()
    defer { driver.stop() }
    let browser = try await BrowserSession(driver)
    try await browser.speak("da-DK")

    try await browser.open(docset.address + "_trin/desk/da-dk/start.html")
    #expect(try await browser.run("return document.documentElement.lang").text == "da")
    #expect(try await browser.run("return document.querySelectorAll('.row').length").number == 5)
    let pair = try await browser.run(
      "return [...document.querySelectorAll('.row')].map(row => [...row.children].map(cell => cell.innerText.trim()))")
    #expect(pair.list.contains { $0.list.map { $0.text ?? "" }.contains { $0.contains("Second paragraph.") } })

    // An edit elsewhere, in an editor, is shown without a new page.
    try await browser.run("window.stays = true; document.querySelector('#desk-main').scrollTop = 1")
    try docset.edit("Andet afsnit.", "Andet afsnit, rettet i en editor.")
    #expect(try await browser.becomes("document.body.innerText.includes('rettet i en editor')"))
    #expect(try await browser.run("return window.stays").bool == true)

    // From the finding to its place, marked.
    try await browser.run("document.querySelector('aside .show').click()")
    #expect(try await browser.run("return document.activeElement.classList.contains('shown')").bool == true)
    #expect(try await browser.run("return document.querySelector('.row.shown mark') !== null").bool == true)
    let excerpt = try await browser.run("return document.querySelector('aside del').parentElement.textContent").text
    #expect(excerpt?.contains("[næste side] (next.md)") == true, "\(excerpt ?? "")")

    // The repair writes its bytes and no others.
    let before = try docset.text()
    try await browser.run("document.querySelector('aside .repair').click()")
    #expect(try await browser.becomes("document.querySelector('aside .repair') === null"))
    #expect(
      try docset.text() == before.replacingOccurrences(of: "[næste side] (next.md)", with: "[næste side](next.md)"))

    // A paragraph is edited in place.
    let repaired = try docset.text()
    try await browser.run(
      """
      const button = [...document.querySelectorAll('button.edit')].find(b => b.dataset.markdown.startsWith('Andet'));
      button.click();
      const area = document.querySelector('textarea');
      area.value = 'Andet afsnit, **rettet** på stedet.';
      area.form.requestSubmit();
      """)
    #expect(try await browser.becomes("document.querySelector('.row strong')?.textContent === 'rettet'"))
    #expect(
      try docset.text()
        == repaired.replacingOccurrences(
          of: "Andet afsnit, rettet i en editor.", with: "Andet afsnit, **rettet** på stedet."))

    // Somebody else was faster: nothing is written, and what was typed stays.
    try await browser.run(
      """
      const button = [...document.querySelectorAll('button.edit')].find(b => b.dataset.markdown.startsWith('Andet'));
      button.click();
      document.querySelector('textarea').value = 'Min tekst.';
      """)
    try docset.edit("Første", "Det første")
    let theirs = try docset.text()
    #expect(try await browser.becomes("fetch(location.pathname).then(a => a.text()).then(t => t.includes('Det f'))"))
    try await browser.run("document.querySelector('textarea').form.requestSubmit()")
    #expect(try await browser.becomes("document.querySelector('.status').textContent.startsWith('Ikke skrevet')"))
    #expect(try docset.text() == theirs)
    #expect(try await browser.run("return document.querySelector('textarea').value").text == "Min tekst.")
    #expect(try await browser.consoleMessages().filter { !$0.contains("409") } == [])
    await browser.end()
  }

  @Test("the page itself follows an edit where it is, and the overview is worked by keyboard")
  func pageAndOverview() async throws {
    let docset = try DeskDocset()
    defer { docset.stop() }
    let driver = try await DriverProcess()
    defer { driver.stop() }
    let browser = try await BrowserSession(driver)
    try await browser.speak("en-US")

    try await browser.open(docset.address + "da-dk/start.html")
    try await browser.run("window.stays = true")
    // The page is compared with itself as it was served, which takes a moment to be there.
    #expect(try await browser.becomes("performance.getEntriesByType('resource').some(r => r.name === location.href)"))
    try docset.edit("Andet afsnit.", "Andet afsnit, nu længere.")
    #expect(try await browser.becomes("document.querySelector('main').innerText.includes('nu længere')"))
    #expect(try await browser.run("return window.stays").bool == true, "a paragraph needs no new page")
    try docset.edit("## Kapitel", "## Nyt kapitel")
    #expect(try await browser.becomes("document.querySelector('main').innerText.includes('Nyt kapitel')"))

    try await browser.open(docset.address + "_trin/overview")
    #expect(try await browser.run("return document.documentElement.lang").text == "en")
    let states = try await browser.run(
      "return [...document.querySelectorAll('tbody tr')].map(row => row.dataset.state)")
    #expect(states.list.first?.text == "missing", "\(states)")
    #expect(states.list.contains(.string("damaged")))
    try await browser.press("/")
    try await browser.press("start")
    let shown = "[...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).length"
    #expect(try await browser.becomes("\(shown) === 1"))
    try await browser.press("\u{E015}")
    try await browser.press("\u{E007}")
    #expect(try await browser.becomes("location.pathname === '/_trin/desk/da-dk/start.html'"))
    #expect(try await browser.consoleMessages() == [])
    await browser.end()
  }
}

@Suite(
  "A source that changed since it was translated",
  .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"))
struct ChangedSourceTests {
  @Test("is shown on the desk block by block: what is new, what stood there before, and what is gone")
  func changedSource() async throws {
    let docset = try DeskDocset { folder in
      func git(on day: String = "2026-01-01", _ arguments: String...) throws {
        let process = ChildProcess()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
          [
            "GIT_COMMITTER_DATE=\(day)T12:00:00Z", "git", "-C", folder, "-c", "user.name=t", "-c",
            "user.email=t@example.org",
          ] + arguments
        process.standardOutput = .nothing
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(arguments)")
      }
      let source = URL(filePath: folder + "/Content/en-US/start.md")
      let next = URL(filePath: folder + "/Content/en-US/next.md")
      let more = "\nMore, with [a link](third.md).\n"
      try Data((String(decoding: try Data(contentsOf: next), as: UTF8.self) + more).utf8).write(to: next)
      try git("init", "--quiet")
      try git("add", ".")
      try git("commit", "--quiet", "--message", "Both")
      var text = String(decoding: try Data(contentsOf: source), as: UTF8.self)
      text = text.replacingOccurrences(
        of: "Second paragraph.",
        with: "Second paragraph, **longer** now.\n\nA third one.")
      text = text.replacingOccurrences(of: "- An item\n", with: "")
      try Data(text.utf8).write(to: source)
      try git(on: "2026-02-03", "commit", "--quiet", "--all", "--message", "Source")
    }
    defer { docset.stop() }
    let page = try docset.page("_trin/desk/da-dk/start.html")
    #expect(page.contains("Kilden er ændret siden denne oversættelse, senest 2026-02-03."))
    #expect(page.contains("Før ændringen:</strong> <del>Second paragraph.</del>"))
    #expect(page.contains("<strong>longer</strong> now."))
    #expect(
      page.contains("Før ændringen:</strong> <del>An item</del>")
        || page.contains("Fjernet siden da:</strong> <del>An item</del>"))
    // What is missing has a place in the source alone, and that is where the finding leads.
    let next = try docset.page("_trin/desk/da-dk/next.html")
    #expect(!next.contains("Kilden er ændret"))
    let row = try #require(next.firstMatch(of: /id="row-(\d+)"(?:(?!id="row-).)*More, with/.dotMatchesNewlines()))
    let finding = try #require(
      next.firstMatch(
        of: /Kildesiden har et link, som mangler her(?:(?!<\/li>).)*data-row="(\d+)"/.dotMatchesNewlines()))
    #expect(row.1 == finding.1)
  }
}

@Suite(
  "Page views", .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"))
struct PageViewTests {
  @Test("put what most readers need first among the pages that need somebody, in whatever way they name a page")
  func order() throws {
    let visits = FileManager.default.temporaryDirectory.path + "/trin-visits-" + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: visits) }
    let lines = [
      "Page;Views", "https://help.example.org/da-dk/start.html?x=1;900", "\"/en-us/start\";\"100\"", "third.md;50",
      "/da-dk/next;7000",
    ]
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: visits))
    let docset = try DeskDocset("--views", visits)
    defer { docset.stop() }
    let rows = try docset.page("_trin/overview/da-dk").matches(
      of: /<tr data-state="(\w+)">.*?<span class="path">([^<]+)<.*?<td>(\d+)<\/td><\/tr>/)
    #expect(rows.map { "\($0.2) \($0.3)" } == ["start.md 1000", "third.md 50", "next.md 7000"], "the last one is fine")
    let without = try DeskDocset()
    defer { without.stop() }
    #expect(!(try without.page("_trin/overview/da-dk")).contains("Visninger"))
  }
}

@Suite(
  "Pictures of steps", .timeLimit(.minutes(5)),
  .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"),
  .enabled(if: DriverProcess.isInstalled, "Chromium is not installed; .ci/setup installs it"))
struct DeskPictureTests {
  @Test("stand on the desk below the steps, as a browser took them, and no other file is served in their place")
  func pictures() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/trin-pictures-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try run("init", folder + "/docset")
    try run("test", folder + "/docset", "--browser", "--pictures", folder + "/pictures", "--filter", "resend-password")
    try Data("secret".utf8).write(to: URL(filePath: folder + "/secret.png"))
    let docset = try DeskDocset(of: folder + "/docset", "--pictures", folder + "/pictures")
    defer { docset.stop() }
    // The steps are run after the page is there.
    var name: Substring?
    for _ in 0..<200 where name == nil {
      let page = try docset.page("_trin/desk/da-dk/resend-password.html")
      name = page.firstMatch(of: /<img src="\/(_trin\/picture\/[^"]+\.png)"/)?.1
      if name == nil { try await Task.sleep(for: .milliseconds(100)) }
    }
    let picture = try docset.bytes(String(try #require(name)))
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    for other in ["_trin/picture/..%2Fsecret.png", "_trin/picture/../secret.png", "_trin/picture/none.png"] {
      #expect(try !docset.bytes(other).starts(with: Data("secret".utf8)), "\(other)")
    }
  }

  private func run(_ arguments: String...) throws {
    let process = try ChildProcess.run(URL(fileURLWithPath: TestDirectory.program), arguments: arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(arguments)")
  }
}

extension BrowserSession {
  /// Whether an expression of JavaScript comes true soon; a busy machine is given 20 seconds.
  fileprivate func becomes(_ expression: String) async throws -> Bool {
    for _ in 0..<200 {
      let script = "Promise.resolve().then(() => \(expression)).then(arguments[0], () => arguments[0](false))"
      // While a page is replaced by another there is none to ask.
      if let answer = try? await runAsync(script), answer.bool == true { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }
}

/// A translation with a damaged link, under preview.
private final class DeskDocset {
  let address: String
  private let folder: String
  private let process = ChildProcess()

  struct NotServing: Error { let output: String }

  /// - Parameter prepare: Is given the folder before the preview starts.
  init(_ options: String..., prepare: (_ folder: String) throws -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.path + "/trin-desk-" + UUID().uuidString
    let head = { (title: String) in "---\ntitle: \(title)\ndescription: \(title).\n---\n# \(title)\n\n" }
    let files = [
      "Site/site.yml": "locales: [en-US, da-DK]\n",
      "Content/en-US/start.md": head("Start") + "First paragraph, see [next page](next.md).\n\n## Chapter\n\n"
        + "Second paragraph.\n\n- An item\n",
      "Content/en-US/next.md": head("Next") + "Text.\n",
      "Content/en-US/third.md": head("Third") + "Text.\n",
      "Content/da-DK/start.md": head("Start") + "Første afsnit, se [næste side] (next.md).\n\n## Kapitel\n\n"
        + "Andet afsnit.\n\n- Et punkt\n",
      "Content/da-DK/next.md": head("Næste") + "Tekst.\n",
    ]
    for (name, text) in files {
      let file = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try prepare(folder)
    address = try Self.serve(folder, options, by: process)
  }

  /// Of a docset that is there already.
  init(of folder: String, _ options: String...) throws {
    self.folder = folder
    address = try Self.serve(folder, options, by: process)
  }

  private static func serve(_ folder: String, _ options: [String], by process: ChildProcess) throws -> String {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: TestDirectory.program)
    process.arguments = ["preview", folder, "--port", "0"] + options
    process.standardOutput = .pipe(output)
    process.standardError = .nothing
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let match = line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+\//) else { throw NotServing(output: line) }
    return String(match.0)
  }

  private var article: String { folder + "/Content/da-DK/start.md" }

  func text() throws -> String { String(decoding: try Data(contentsOf: URL(fileURLWithPath: article)), as: UTF8.self) }

  /// As an editor saves that writes beside the file and renames.
  func edit(_ old: String, _ new: String) throws {
    let text = try text()
    #expect(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(
      to: URL(fileURLWithPath: article), options: .atomic)
  }

  func page(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// What is answered, whatever its status.
  func bytes(_ path: String) throws -> Data {
    let script =
      "import sys, urllib.request as u; r = u.Request(sys.argv[1], headers={'Accept-Language': 'da'});"
      + "h = u.HTTPErrorProcessor(); h.http_response = lambda q, a: a;"
      + "sys.stdout.buffer.write(u.build_opener(h).open(r).read())"
    let (client, output) = (ChildProcess(), Pipe())
    client.executableURL = URL(filePath: "/usr/bin/python3")
    client.arguments = ["-c", script, address + path]
    client.standardOutput = .pipe(output)
    try client.run()
    return output.fileHandleForReading.readDataToEndOfFile()
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }
}
