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

  @Test("what is typed stays though it was begun while the page was being fetched anew, which follows when it is left")
  func typingWhileFetching() async throws {
    let docset = try DeskDocset()
    defer { docset.stop() }
    let driver = try await DriverProcess()
    defer { driver.stop() }
    let browser = try await BrowserSession(driver)
    try await browser.open(docset.address + "_trin/desk/da-dk/start.html")
    try await browser.run(
      """
      const fetchNow = window.fetch;
      window.fetch = async (...all) => {
        const answer = await fetchNow(...all);
        window.waits = true;
        await new Promise(go => { window.go = go; });
        return answer;
      };
      """)
    try docset.edit("Første", "Det første")
    #expect(try await browser.becomes("window.waits === true"))
    try await browser.run(
      """
      const button = [...document.querySelectorAll('button.edit')].find(b => b.dataset.markdown.startsWith('Andet'));
      button.click();
      document.querySelector('textarea').value = 'Min tekst.';
      window.go();
      """)
    try await Task.sleep(for: .milliseconds(300))
    #expect(try await browser.run("return document.querySelector('textarea')?.value").text == "Min tekst.")
    try await browser.run("document.querySelector('.cancel').click(); window.waits = false")
    #expect(try await browser.becomes("window.waits && (window.go(), document.body.innerText.includes('Det første'))"))
    #expect(try await browser.consoleMessages() == [])
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
