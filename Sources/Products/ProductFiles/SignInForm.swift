internal import Foundation
internal import WebDriver

/// A person who signs in: their fields are filled in by keys, in the order of the product file, and the form is sent.
///
/// Where a field is not there yet, what was filled in so far is sent first: many forms ask for the name on one page and
/// for the password on the next.
struct SignInForm {
  let page: String
  let role: String
  let fields: [(name: String, text: String)]
  let limit: Duration

  func fill(in browser: BrowserSession) async throws(WebDriverError) {
    try await browser.open(page)
    var isSent = true
    var last: ElementReference?
    for (name, text) in fields {
      var field = try await self.field(name, browser)
      if field == nil, !isSent, let last {
        try await send(last, browser)
        isSent = true
      }
      // A form that a script makes is there a moment after the page is.
      let end = ContinuousClock.now + limit
      while field == nil, ContinuousClock.now < end {
        try await pause()
        field = try await self.field(name, browser)
      }
      guard let field else {
        let names = (try await browser.run(Self.names)).list.compactMap(\.text)
        throw refused(
          "the page \(page) has no field with the name or id '\(name)'; it has "
            + (names.isEmpty ? "none" : names.joined(separator: ", ")))
      }
      if try await browser.run(Self.chosen, [field.json, .string(text)]).bool != true {
        try await browser.type(text, into: field)
      }
      last = field
      isSent = false
    }
    guard let last else { return }
    let before = try await browser.run("return performance.timeOrigin").number
    try await send(last, browser)
    try await wait(since: before, browser)
  }

  /// Until none of the fields is shown. Where they are shown on another page, the product said no.
  private func wait(since document: Double?, _ browser: BrowserSession) async throws(WebDriverError) {
    let end = ContinuousClock.now + limit
    let names = JSONValue.array(fields.map { .string($0.name) })
    repeat {
      try await pause()
      // A page that gives way to the next answers nothing.
      guard let state = try? await browser.run(Self.state, [names]), state["isComplete"]?.bool == true else { continue }
      if state["isShown"]?.bool != true { return }
      if state["document"]?.number != document { break }
    } while ContinuousClock.now < end
    let said = (try? await browser.run("return document.body.innerText"))?.text ?? ""
    let words = said.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200)
    throw refused("the role '\(role)' was not signed in at \(page), which still shows its form: “\(words)”")
  }

  private func send(_ field: ElementReference, _ browser: BrowserSession) async throws(WebDriverError) {
    if let button = try await browser.element(Self.button, [field.json]) {
      try await browser.click(button)
    } else {
      try await browser.press("\u{E007}")
    }
  }

  private func field(_ name: String, _ browser: BrowserSession) async throws(WebDriverError) -> ElementReference? {
    do {
      return try await browser.element(Self.field, [.string(name)])
    } catch .refused {
      return nil
    }
  }

  private func pause() async throws(WebDriverError) {
    do {
      try await Task.sleep(for: .milliseconds(20))
    } catch {
      throw refused("the run was cancelled")
    }
  }

  private func refused(_ message: String) -> WebDriverError { .refused(code: "sign-in", message: message) }

  private static let field = """
    const name = CSS.escape(arguments[0]);
    return [...document.querySelectorAll(`[name="${name}"], [id="${name}"]`)].find((field) => field.checkVisibility({ visibilityProperty: true })) || null;
    """

  private static let names = """
    return [...document.querySelectorAll("input, select, textarea")]
      .filter((field) => field.checkVisibility({ visibilityProperty: true }) && field.type !== "hidden").map((field) => field.name || field.id)
      .filter(Boolean);
    """

  /// What no key is pressed for.
  private static let chosen = """
    const [field, text] = arguments;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked !== (text !== "false" && text !== "no")) field.click();
    } else if (field instanceof HTMLSelectElement) {
      field.value = text;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    } else {
      return false;
    }
    return true;
    """

  private static let button = """
    const [field] = arguments;
    const buttons = field.form ? [...field.form.elements].filter((element) => element.type === "submit" || element.type === "image") : [];
    return buttons.find((button) => button.checkVisibility({ visibilityProperty: true }) && !button.disabled) || null;
    """

  private static let state = """
    const shown = arguments[0].some((name) => [...document.querySelectorAll(`[name="${CSS.escape(name)}"], [id="${CSS.escape(name)}"]`)]
      .some((field) => field.checkVisibility({ visibilityProperty: true }) && field.type !== "hidden"));
    return { isComplete: document.readyState === "complete", isShown: shown, document: performance.timeOrigin };
    """
}
