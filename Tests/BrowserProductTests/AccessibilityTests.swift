internal import AdminCenter
internal import AdminSiteProduct
internal import Foundation
internal import PasswordReset
internal import Scenarios
internal import Testing
internal import WebDriver

extension InBrowser {
  @Suite("every page of the admin center")
  struct AccessibilityTests {
    static let axePath = DifferentialTests.root.path + "/.venv/share/axe.min.js"
    /// With a folder in this variable, the pages are kept there as pictures.
    static let pictures = ProcessInfo.processInfo.environment["TRIN_PICTURES"]

    @Test(
      "has nothing that axe-core finds fault with, light and dark, on a phone and on a wide screen",
      .enabled(if: FileManager.default.fileExists(atPath: axePath), "axe-core is not installed; .ci/setup installs it"),
      arguments: ["en-US", "da-DK"])
    func axe(locale: String) async throws {
      let source = try String(contentsOfFile: Self.axePath, encoding: .utf8)
      let setup = WorldSetup(role: "global-administrator", locale: locale, given: nil, values: [:])
      let directory = try await Directory(setup)
      let run = try await AdminSiteRun(directory, locale: locale)
      let driver = try await DriverProcess()
      let browser = try await BrowserSession(driver)
      let context = try await browser.newContext()
      let _: JSONValue = try await browser.devTools(
        "Page.addScriptToEvaluateOnNewDocument", ["source": .string(source)])
      try await run.enter(browser)
      let user = directory.user.id
      var found: Set<String> = []
      let paths = [
        "/", "/users", "/users?q=nobody", "/users/reset?user=\(user)", "/users/\(user)", "/users/\(user)/block",
        "/users/\(user)/roles", "/roles", "/roles/global-administrator", "/roles/global-administrator/assigned",
        "/roles/global-administrator/add", "/settings", "/settings/security", "/settings/security/expiration",
        "/settings/security/self-service", "/settings/self-service", "/account", "/account/personal",
        "/account/password", "/audit", "/nothing",
      ]
      for path in paths {
        try await browser.open(run.address + path)
        found.formUnion(try await violations(browser, "\(locale) \(path)"))
      }
      // Pages that answer a form.
      try await browser.open(run.address + "/users/reset?user=\(user)")
      try await submit(browser)
      found.formUnion(try await violations(browser, "\(locale) sent"))
      try await submit(browser)
      found.formUnion(try await violations(browser, "\(locale) refused"))
      try await browser.run("document.querySelector('form[action=\"/sign-out\"]').submit()")
      try await browser.open(run.address + "/sign-in")
      found.formUnion(try await violations(browser, "\(locale) sign-in"))
      try await browser.run("document.querySelector('#user').value = arguments[0]", [.string(directory.user.userName)])
      try await submit(browser)
      found.formUnion(try await violations(browser, "\(locale) sign-in password"))
      #expect(found.sorted() == [])
      try await browser.close(context)
      await browser.end()
      driver.stop()
      await run.stop()
    }

    private func submit(_ browser: BrowserSession) async throws {
      try await browser.run("document.querySelector('main form').submit()")
      _ = try await browser.runAsync(
        "const done = arguments[0]; document.readyState === 'complete' ? done(1) : addEventListener('load', () => done(1))"
      )
    }

    /// What axe-core finds, in both schemes and at both widths.
    private func violations(_ browser: BrowserSession, _ page: String) async throws -> [String] {
      var all: [String] = []
      for width in [390, 1440] {
        let _: JSONValue = try await browser.devTools(
          "Emulation.setDeviceMetricsOverride",
          ["width": .number(Double(width)), "height": 900, "deviceScaleFactor": 1, "mobile": false])
        for scheme in ["light", "dark"] {
          let _: JSONValue = try await browser.devTools(
            "Emulation.setEmulatedMedia",
            ["features": [["name": "prefers-color-scheme", "value": .string(scheme)]]])
          let answer = try await browser.runAsync(
            """
            const done = arguments[0];
            axe.run().then(
              (result) => done(result.violations.flatMap((violation) => violation.nodes.map(
                (node) => violation.id + ": " + node.html.slice(0, 120)))),
              (error) => done([String(error)]));
            """)
          all += answer.list.compactMap(\.text).map { "\(page), \(scheme), \(width): \($0)" }
          // Nothing is cut off at the side.
          let wide = try await browser.run("return document.documentElement.scrollWidth > innerWidth")
          if wide.bool == true { all.append("\(page), \(scheme), \(width): wider than the screen") }
          if let folder = Self.pictures {
            let name = page.map { $0.isLetter || $0.isNumber || $0 == "-" ? String($0) : "_" }.joined()
            try Data(try await browser.screenshot()).write(
              to: URL(filePath: "\(folder)/\(name)-\(scheme)-\(width).png"))
          }
        }
      }
      return all
    }
  }
}
