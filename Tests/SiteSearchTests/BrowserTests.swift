internal import Foundation
internal import Testing
internal import WebDriver

/// The site of this repository's own articles, searched in a real browser.
@Suite("The search", .serialized, .enabled(if: DriverProcess.isInstalled, "Chromium is not installed: .ci/setup"))
struct BrowserTests {
  private struct Found {
    var pages: [String]
    var headings: [String]
    var marks: [String]
    var status: String
  }

  /// Goes to the search by its key, types, and waits for what the page then says.
  private static func search(_ query: String, _ browser: BrowserSession, on page: String) async throws -> Found {
    try await browser.open(page)
    try await browser.press("/")
    try await browser.press(query)
    let read = try await browser.runAsync(
      """
      const done = arguments[0];
      const box = document.querySelector(".site-search");
      const look = () => {
        const status = box.querySelector("[role=status]").textContent;
        const list = box.querySelector(".search-results");
        if (!status || list.hidden || box.querySelector("input").value !== \(query.debugDescription)) return setTimeout(look, 20);
        setTimeout(() => done([
          [...list.querySelectorAll(".search-page")].map((link) => link.href.split("/da-dk/")[1] ?? link.href),
          [...list.querySelectorAll("ul a")].map((link) => link.href.split("/da-dk/")[1] ?? link.href),
          [...list.querySelectorAll("mark")].map((mark) => mark.textContent.toLowerCase()),
          [box.querySelector("[role=status]").textContent],
        ]), 300);
      };
      look();
      """)
    let parts = read.list.map { $0.list.compactMap(\.text) }
    return Found(pages: parts[0], headings: parts[1], marks: parts[2], status: parts[3].first ?? "")
  }

  @Test("finds by words, their forms and their parts, over HTTP and from a disk, and the console says nothing")
  func finding() async throws {
    let served = try await Served()
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    let resend = "admin/add-users/resend-user-password.html"
    let reset = "admin/add-users/reset-passwords.html"
    for start in [served.address, "file://" + served.folder] {
      let page = start + "/da-dk/index.html"
      for query in ["adgangskode", "nulstille adgangskoder", "brugerens kode"] {
        let found = try await Self.search(query, browser, on: page)
        #expect(found.pages.contains(resend), "\(query): \(found.pages) from \(start)")
        #expect(found.pages.contains(reset), "\(query): \(found.pages) from \(start)")
        #expect(found.marks.contains { $0.hasPrefix("adgangskode") }, "\(query): \(found.marks)")
        #expect(found.status.hasPrefix("Fundne artikler: "))
      }
      // One letter other, less, more, and two that changed places; a form that no page has.
      for query in ["adgengskode", "adgagskode", "adgangsskode", "adgangksode", "adgangskoderens"] {
        let found = try await Self.search(query, browser, on: page)
        #expect(found.pages.contains(reset), "\(query): \(found.pages) from \(start)")
      }
      let none = try await Self.search("xyzzyqwerty", browser, on: page)
      #expect(none.pages == [])
      #expect(none.status == "Ingen resultater.")
      #expect(try await browser.consoleMessages() == [])
    }
    // A page that only the source language has is found by that language's words, and says which those are.
    let foreign = try await Self.search("getting started", browser, on: served.address + "/da-dk/index.html")
    #expect(foreign.pages.first == "handbook/getting-started.html", "\(foreign.pages)")
    let lang = try await browser.run("return document.querySelector('.search-page').closest('li').lang")
    #expect(lang.text == "en-US")
    await browser.end()
    driver.stop()
  }

  @Test("is done by keyboard alone, and leads to the heading")
  func keyboard() async throws {
    let served = try await Served()
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    let found = try await Self.search("adgangskode", browser, on: served.address + "/da-dk/index.html")
    let heading = try #require(found.headings.first)
    func focused() async throws -> String? {
      try await browser.run(
        "return document.activeElement.href?.split('/da-dk/')[1] ?? document.activeElement.localName"
      )
      .text
    }
    #expect(try await focused() == "input")
    try await browser.press("\u{E015}")
    #expect(try await focused() == found.pages.first)
    try await browser.press("\u{E013}")
    #expect(try await focused() == "input")
    // Escape closes, and the field has the focus again.
    try await browser.press("\u{E015}\u{E015}\u{E00C}")
    #expect(try await focused() == "input")
    #expect(try await browser.run("return document.querySelector('.search-results').hidden").bool == true)
    // The same is found again, and Enter follows a link to a heading.
    try await browser.press("\u{E006}")
    _ = try await browser.runAsync(
      """
      const done = arguments[0];
      const look = () => document.querySelector('.search-results').hidden ? setTimeout(look, 20) : setTimeout(done, 200);
      look();
      """)
    for _ in 0..<100 where try await focused() != heading { try await browser.press("\u{E015}") }
    try await browser.press("\u{E007}")
    let wanted = "/da-dk/" + heading
    var address = ""
    for _ in 0..<100 where !address.hasSuffix(wanted) {
      address = try await browser.address()
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(address.hasSuffix(wanted))
    #expect(try await browser.consoleMessages() == [])
    await browser.end()
    driver.stop()
  }

  @Test("stands beside a switch of the appearance that is kept, buttons that copy code, and links to headings")
  func conveniences() async throws {
    let served = try await Served()
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    for start in [served.address, "file://" + served.folder] {
      try await browser.open(start + "/en-us/handbook/publishing.html")
      func look(_ script: String) async throws -> String? { try await browser.run("return String(\(script))").text }
      let background = "getComputedStyle(document.body).backgroundColor"
      let before = try await look(background)
      // By keyboard alone: the space key presses what has the focus.
      try await browser.run("document.querySelector('.theme-switch').focus()")
      try await browser.press(" ")
      #expect(try await look("document.querySelector('.theme-switch').ariaPressed") == "true")
      let after = try await look(background)
      #expect(before != after)
      try await browser.open(start + "/en-us/handbook/index.html")
      #expect(try await look(background) == after)
      try await browser.run("document.querySelector('.theme-switch').focus()")
      try await browser.press(" ")
      #expect(try await look(background) == before)
      #expect(try await look("localStorage.getItem('trin-theme')") == "null")

      try await browser.open(start + "/en-us/handbook/publishing.html")
      try await browser.run("document.querySelector('.copy').focus()")
      try await browser.press("\u{E007}")
      _ = try await browser.runAsync(
        """
        const done = arguments[0];
        const look = () => document.querySelector('.copy').textContent === 'Copied' ? done() : setTimeout(look, 20);
        look();
        """)
      #expect(try await look("document.activeElement.className") == "copy")
      // What was copied is put into the search, and taken out again.
      try await browser.run("document.querySelector('.site-search input').focus()")
      let _: JSONValue = try await browser.devTools(
        "Input.dispatchKeyEvent", ["type": "keyDown", "commands": ["paste"], "key": "v"])
      #expect(
        try await look("document.querySelector('.site-search input').value")
          == "trin build --output public --base-url https://help.example.org/")
      #expect(try await look("document.querySelector('h2#nginx + .permalink').getAttribute('href')") == "#nginx")
      #expect(try await look("document.querySelector('h2#nginx').textContent") == "nginx")
      #expect(try await browser.consoleMessages() == [])
    }
    await browser.end()
    driver.stop()
  }

  @Test("costs nothing before it is used, and shows nothing where no script runs")
  func weight() async throws {
    let served = try await Served()
    let page = try String(contentsOfFile: served.folder + "/da-dk/index.html", encoding: .utf8)
    #expect(page.contains("<div role=\"search\" class=\"site-search\" hidden"))
    #expect(!page.contains("search.js"))
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    try await browser.open(served.address + "/da-dk/index.html")
    let loaded = try await browser.run(
      "return performance.getEntriesByType('resource').map((entry) => entry.name.split('/assets/')[1])")
    #expect(loaded.list.compactMap(\.text).sorted() == ["icon.svg", "print.css", "theme.js", "trin.css", "trin.js"])
    await browser.end()
    driver.stop()
  }
}
