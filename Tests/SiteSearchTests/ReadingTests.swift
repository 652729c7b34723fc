internal import Foundation
internal import Testing
internal import WebDriver

/// What a reader does with an article, by keyboard alone, in a real browser.
@Suite(
  "Reading an article", .serialized, .enabled(if: DriverProcess.isInstalled, "Chromium is not installed: .ci/setup"))
struct ReadingTests {
  private static let picture =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2400 900\" width=\"2400\" height=\"900\"><path d=\"M0 0h2400v900z\"/></svg>\n"

  private static let docset = [
    "Site/site.yml": "locales: [en-US, da-DK]\ntitle: Help\n",
    "Content/en-US/index.md": """
    ---
    title: Reset
    description: d
    ---
    # Reset

    Choose **Reset**.

    ## <a name="how"></a>How it is done

    1. Open the list.
    1. Choose a name.

    | Key | Meaning |
    |---|---|
    | One | The first |

    ![The list of all users](m/list.svg)

    ## More

    Only in the source.

    """,
    "Content/en-US/m/list.svg": picture,
    "Content/da-DK/index.md": """
    ---
    title: Nulstil
    description: d
    ms.translationtype: MT
    ---
    # Nulstil

    Vælg **Nulstil**.

    ## <a name="how"></a>Sådan gør du

    1. Åbn listen.
    1. Vælg et navn.

    | Nøgle | Betydning |
    |---|---|
    | En | Den første |

    ![Listen over alle brugere](m/list.svg)

    # [Web](#tab/web)

    På nettet.

    # [App](#tab/app)

    I appen.

    ---

    """,
    "Content/da-DK/m/list.svg": picture,
  ]

  private static let enter = "\u{E007}"
  private static let escape = "\u{E00C}"
  private static let right = "\u{E014}"

  /// Waits until an expression is true.
  private static func wait(_ browser: BrowserSession, until expression: String) async throws {
    _ = try await browser.runAsync(
      """
      const done = arguments[0];
      const look = () => (\(expression)) ? done() : setTimeout(look, 20);
      look();
      """)
  }

  private static func focus(_ selector: String, _ browser: BrowserSession) async throws {
    _ = try await browser.run("document.querySelector(\"\(selector)\").focus()")
  }

  private static func list(_ script: String, _ browser: BrowserSession) async throws -> [String] {
    try await browser.run("return \(script)").list.compactMap(\.text)
  }

  @Test("shows the text that it was translated from, paragraph by paragraph, over HTTP and from a disk")
  func original() async throws {
    let served = try await Served(files: Self.docset)
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    for start in [served.address, "file://" + served.folder] {
      try await browser.open(start + "/da-dk/index.html")
      #expect(try await Self.list("[...document.querySelectorAll('.source-text')]", browser) == [])
      try await Self.focus(".page-tools > .source", browser)
      try await browser.press(Self.enter)
      try await Self.wait(browser, until: "document.querySelector('.source-text')")
      let texts = try await Self.list(
        "[...document.querySelectorAll('.source-text:not([hidden])')].map((text) => text.previousSibling?.textContent.trim() + ' = ' + text.textContent)",
        browser)
      for pair in [
        "Vælg Nulstil. = Choose Reset.", "Åbn listen. = Open the list.", "Vælg et navn. = Choose a name.",
        "Den første = The first",
      ] {
        #expect(texts.contains(pair), "\(pair) is not in \(texts)")
      }
      #expect(try await Self.list("[document.querySelector('.source-text').lang]", browser) == ["en-US"])
      // What only the source has stands nowhere; and the same key takes the texts away.
      #expect(!texts.contains { $0.contains("Only in the source") })
      try await browser.press(Self.enter)
      try await Self.wait(browser, until: "!document.querySelector('.source-text:not([hidden])')")
      #expect(try await browser.consoleMessages() == [])
    }
    await browser.end()
    driver.stop()
  }

  @Test("enlarges a picture, and comes back to it")
  func pictures() async throws {
    let served = try await Served(files: Self.docset)
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    for start in [served.address, "file://" + served.folder] {
      try await browser.open(start + "/da-dk/index.html")
      try await Self.focus("article a.lightbox", browser)
      let name = try await Self.list("[document.activeElement.ariaLabel]", browser)
      #expect(name == ["Forstør billedet: Listen over alle brugere"])
      try await browser.press(Self.enter)
      try await Self.wait(browser, until: "document.querySelector('dialog[open] img')?.complete")
      let shown = try await Self.list(
        "[document.querySelector('dialog').ariaLabel, String(document.querySelector('dialog img').naturalWidth), String(document.activeElement.closest('dialog') !== null)]",
        browser)
      #expect(shown == ["Listen over alle brugere", "2400", "true"])
      try await browser.press(Self.escape)
      try await Self.wait(browser, until: "!document.querySelector('dialog')")
      #expect(try await Self.list("[document.activeElement.className]", browser) == ["lightbox"])
      #expect(try await browser.consoleMessages() == [])
    }
    await browser.end()
    driver.stop()
  }

  @Test("chooses tabs by arrows, and keeps page and anchor in another language")
  func tabsAndLanguages() async throws {
    let served = try await Served(files: Self.docset)
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    for start in [served.address, "file://" + served.folder] {
      try await browser.open(start + "/da-dk/index.html#how")
      try await Self.focus(".tab-list button", browser)
      try await browser.press(Self.right)
      let shown = "[...document.querySelectorAll('.tab:not([hidden]) > p')].map((text) => text.textContent)"
      #expect(try await Self.list(shown, browser) == ["I appen."])
      try await Self.focus(".languages summary", browser)
      try await browser.press(Self.enter)
      try await Self.focus(".languages a[lang=en-US]", browser)
      try await browser.press(Self.enter)
      try await Self.wait(browser, until: "document.documentElement.lang === 'en-US'")
      #expect(try await browser.address().hasSuffix("/en-us/index.html#how"))
      #expect(try await browser.consoleMessages() == [])
    }
    await browser.end()
    driver.stop()
  }

  @Test("copies the page as Markdown over HTTP; from a disk the Markdown is a link")
  func markdown() async throws {
    let served = try await Served(files: Self.docset)
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    try await browser.open(served.address + "/da-dk/index.html")
    try await Self.focus(".page-tools > .markdown", browser)
    try await browser.press(Self.enter)
    try await Self.wait(browser, until: "document.querySelector('.page-tools > .markdown').textContent === 'Kopieret'")
    // What was copied is put into the search.
    try await Self.focus(".site-search input", browser)
    let _: JSONValue = try await browser.devTools(
      "Input.dispatchKeyEvent", ["type": "keyDown", "commands": ["paste"], "key": "v"])
    let pasted = try await Self.list("[document.querySelector('.site-search input').value]", browser)
    #expect(pasted.first?.hasPrefix("# Nulstil") == true, "\(pasted)")
    #expect(try await browser.consoleMessages() == [])
    try await browser.open("file://" + served.folder + "/da-dk/index.html")
    let offered = try await Self.list(
      "[...document.querySelectorAll('.page-tools > :not([hidden])')].map((tool) => tool.textContent)", browser)
    #expect(offered == ["Vis den originale tekst: English", "Vis som Markdown"])
    await browser.end()
    driver.stop()
  }

  @Test("loses its frame on paper, keeps what tabs hide, and moves nothing where that is asked for")
  func media() async throws {
    let served = try await Served(files: Self.docset)
    let driver = try await DriverProcess()
    let browser = try await BrowserSession(driver)
    try await browser.open(served.address + "/da-dk/index.html")
    let _: JSONValue = try await browser.devTools("Emulation.setEmulatedMedia", ["media": "print"])
    let shown = try await Self.list(
      "[...document.querySelectorAll('header, nav, footer, button, .page-tools, .permalink')].filter((part) => part.checkVisibility()).map((part) => part.className)",
      browser)
    #expect(shown == [])
    let tabs = try await Self.list(
      "[...document.querySelectorAll('.tab')].filter((tab) => tab.checkVisibility()).map((tab) => tab.innerText.trim().replace(/\\s+/g, ' '))",
      browser)
    #expect(tabs == ["Web På nettet.", "App I appen."])
    // Black on white, also where the reader chose dark.
    _ = try await browser.run("document.documentElement.dataset.theme = 'dark'")
    #expect(try await Self.list("[getComputedStyle(document.body).color]", browser) == ["rgb(0, 0, 0)"])
    let behaviour = "[getComputedStyle(document.documentElement).scrollBehavior]"
    let _: JSONValue = try await browser.devTools(
      "Emulation.setEmulatedMedia", ["media": "", "features": [["name": "prefers-reduced-motion", "value": "reduce"]]])
    #expect(try await Self.list(behaviour, browser) == ["auto"])
    let _: JSONValue = try await browser.devTools(
      "Emulation.setEmulatedMedia",
      ["media": "", "features": [["name": "prefers-reduced-motion", "value": "no-preference"]]])
    #expect(try await Self.list(behaviour, browser) == ["smooth"])
    // In the reader's own colours the tab that is chosen is still told from the others.
    let _: JSONValue = try await browser.devTools(
      "Emulation.setEmulatedMedia", ["media": "", "features": [["name": "forced-colors", "value": "active"]]])
    let borders = try await Self.list(
      "[...document.querySelectorAll('.tab-list button')].map((tab) => getComputedStyle(tab).borderBlockEndColor)",
      browser)
    #expect(Set(borders).count == 2, "\(borders)")
    await browser.end()
    driver.stop()
  }
}
