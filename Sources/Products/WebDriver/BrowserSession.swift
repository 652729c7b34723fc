internal import Foundation
internal import NIOHTTP1

/// A browser without a window, driven through the W3C WebDriver protocol.
///
/// One task uses a session at a time. Separate visitors get a ``BrowserContext`` each: they share no cookie, store or
/// cache.
/// - SeeAlso: W3C WebDriver; WebDriver BiDi, for contexts; Chromium's `goog/cdp/execute`, for the accessibility tree.
package final class BrowserSession: Sendable {
  private let connection: WebDriverConnection
  private let identifier: String
  private let path: String
  private let contexts: BiDiConnection
  /// Of the browser, for ending one that hangs, and for tests that end it on purpose.
  package let processIdentifier: Int32?
  /// How long one command may take.
  private let limit: Duration

  private struct NewSession: Decodable, Sendable {
    var sessionId: String
    var capabilities: [String: JSONValue]
  }

  package init(
    _ driver: DriverProcess, windowWidth: Int = 1280, windowHeight: Int = 900, limit: Duration = .seconds(30)
  ) async throws(WebDriverError) {
    self.limit = limit
    connection = WebDriverConnection(base: "http://127.0.0.1:\(driver.port)")
    var arguments: [JSONValue] = [
      "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb",
      .string("--window-size=\(windowWidth),\(windowHeight)"),
    ]
    // Chromium's sandbox refuses to run as root, and only then does it go without.
    if geteuid() == 0 { arguments.append("--no-sandbox") }
    var options: [String: JSONValue] = ["args": .array(arguments)]
    if let browser = DriverProcess.browser { options["binary"] = .string(browser) }
    let capabilities: JSONValue = [
      "browserName": "chrome", "webSocketUrl": true, "pageLoadStrategy": "normal", "unhandledPromptBehavior": "ignore",
      "timeouts": ["pageLoad": .number(limit.milliseconds), "script": .number(limit.milliseconds), "implicit": 0],
      "goog:chromeOptions": .object(options),
    ]
    let session: NewSession = try await connection.send(
      .POST, "/session", ["capabilities": ["alwaysMatch": capabilities]], limit: .seconds(60))
    identifier = session.sessionId
    path = "/session/\(session.sessionId)"
    processIdentifier = session.capabilities["goog:processID"]?.number.map { Int32($0) }
    guard let address = session.capabilities["webSocketUrl"]?.text else {
      throw .unreadable("the driver offers no WebDriver BiDi")
    }
    contexts = try await BiDiConnection(address)
  }

  // MARK: Commands

  func post<Value: Decodable & Sendable>(
    _ command: String, _ body: JSONValue = [:], as type: Value.Type = Value.self
  ) async throws(WebDriverError) -> Value {
    // The driver has limits of its own; ours is for a driver that hangs.
    try await connection.send(.POST, path + command, body, limit: limit + .seconds(5))
  }

  func get<Value: Decodable & Sendable>(
    _ command: String, as type: Value.Type = Value.self
  ) async throws(WebDriverError) -> Value {
    try await connection.send(.GET, path + command, limit: limit + .seconds(5))
  }

  package func open(_ address: String) async throws(WebDriverError) {
    let _: JSONValue = try await post("/url", ["url": .string(address)])
  }

  package func address() async throws(WebDriverError) -> String { try await get("/url") }

  /// The value of the script's `return`.
  @discardableResult
  package func run(_ script: String, _ arguments: [JSONValue] = []) async throws(WebDriverError) -> JSONValue {
    try await post("/execute/sync", ["script": .string(script), "args": .array(arguments)])
  }

  /// What the script gives to the function that is its last argument.
  package func runAsync(_ script: String, _ arguments: [JSONValue] = []) async throws(WebDriverError) -> JSONValue {
    try await post("/execute/async", ["script": .string(script), "args": .array(arguments)])
  }

  /// A command of the Chrome DevTools Protocol.
  package func devTools<Value: Decodable & Sendable>(
    _ command: String, _ parameters: JSONValue = [:], as type: Value.Type = Value.self
  ) async throws(WebDriverError) -> Value {
    try await post("/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
  }

  /// What the window shows, as PNG.
  package func screenshot() async throws(WebDriverError) -> [UInt8] {
    let text: String = try await get("/screenshot")
    guard let data = Data(base64Encoded: text) else { throw .unreadable("the screenshot") }
    return Array(data)
  }

  /// What the browser's console has said since it was last asked: errors and warnings, failed requests among them.
  package func consoleMessages() async throws(WebDriverError) -> [String] {
    let entries: [JSONValue] = try await post("/se/log", ["type": "browser"])
    return entries.compactMap { $0["message"]?.text }
  }

  /// Presses keys where the focus is, as WebDriver writes them: `\u{E015}` is the arrow down.
  package func press(_ keys: String) async throws(WebDriverError) {
    let actions: [JSONValue] = keys.flatMap { key -> [JSONValue] in
      [["type": "keyDown", "value": .string(String(key))], ["type": "keyUp", "value": .string(String(key))]]
    }
    let _: JSONValue = try await post(
      "/actions", ["actions": [["type": "key", "id": "keyboard", "actions": .array(actions)]]])
  }

  /// What pages are told of the languages that the visitor reads, by Accept-Language and by script, and how numbers and
  /// dates are written.
  package func speak(_ language: String) async throws(WebDriverError) {
    struct Version: Decodable, Sendable { var userAgent: String }
    let version: Version = try await devTools("Browser.getVersion")
    let _: JSONValue = try await devTools(
      "Network.setUserAgentOverride", ["userAgent": .string(version.userAgent), "acceptLanguage": .string(language)])
    let _: JSONValue = try await devTools("Emulation.setLocaleOverride", ["locale": .string(language)])
  }

  package func addCookie(_ name: String, _ value: String) async throws(WebDriverError) {
    let _: JSONValue = try await post(
      "/cookie", ["cookie": ["name": .string(name), "value": .string(value), "httpOnly": true]])
  }

  // MARK: Windows and boxes

  /// The text of an alert, confirm or prompt box that is open; nil where there is none.
  package func boxText() async throws(WebDriverError) -> String? {
    do {
      let text: JSONValue = try await get("/alert/text")
      return text.text ?? ""
    } catch .refused("no such alert", _) {
      return nil
    }
  }

  package func dismissBox() async throws(WebDriverError) {
    let _: JSONValue = try await post("/alert/dismiss")
  }

  package func windows() async throws(WebDriverError) -> [String] { try await get("/window/handles") }

  package func select(window: String) async throws(WebDriverError) {
    let _: JSONValue = try await post("/window", ["handle": .string(window)])
  }

  /// A frame by its element, or the page itself.
  package func select(frame: ElementReference?) async throws(WebDriverError) {
    let _: JSONValue = try await post("/frame", ["id": frame?.json ?? .null])
  }

  // MARK: Contexts

  /// A window of a visitor who was never here, and is selected from now on.
  package func newContext() async throws(WebDriverError) -> BrowserContext {
    let user = try await contexts.send("browser.createUserContext", [:])
    guard let userContext = user["userContext"]?.text else { throw .unreadable("browser.createUserContext") }
    let created = try await contexts.send(
      "browsingContext.create", ["type": "tab", "userContext": .string(userContext)])
    guard let window = created["context"]?.text else { throw .unreadable("browsingContext.create") }
    try await select(window: window)
    return BrowserContext(userContext: userContext, window: window)
  }

  /// Closes all windows of the context and forgets what it kept.
  package func close(_ context: BrowserContext) async throws(WebDriverError) {
    _ = try await contexts.send("browser.removeUserContext", ["userContext": .string(context.userContext)])
  }

  /// Ends the browser, also one that does not answer.
  package func end() async {
    contexts.close()
    let _: JSONValue? = try? await connection.send(.DELETE, path, limit: .seconds(5))
    if let processIdentifier, kill(processIdentifier, 0) == 0 { kill(processIdentifier, SIGKILL) }
  }
}

package struct BrowserContext: Sendable {
  let userContext: String
  package let window: String
}

/// An element of the page, as the protocol refers to it.
package struct ElementReference: Sendable, Hashable {
  let identifier: String

  /// The name that the standard gives to the only key of a reference.
  private static let key = "element-6066-11e4-a52e-4f735466cecf"

  /// As a script is given it.
  package var json: JSONValue { .object([Self.key: .string(identifier)]) }

  init(identifier: String) { self.identifier = identifier }

  /// What a script returned; nil for anything but an element.
  init?(_ value: JSONValue) {
    guard let identifier = value[Self.key]?.text else { return nil }
    self.identifier = identifier
  }
}

extension BrowserSession {
  /// The element that the script returns; nil where it returns none.
  package func element(
    _ script: String, _ arguments: [JSONValue] = []
  ) async throws(WebDriverError) -> ElementReference? {
    ElementReference(try await run(script, arguments))
  }

  /// The reference of a node of the accessibility tree, in the form that chromedriver gives its references.
  package func reference(_ node: Int, in frame: FrameID) -> ElementReference {
    ElementReference(identifier: "f.\(frame.frame).d.\(frame.document).e.\(node)")
  }

  /// Scrolls to the element and presses the mouse on it, as far as nothing covers it.
  package func click(_ element: ElementReference) async throws(WebDriverError) {
    let _: JSONValue = try await post("/element/\(element.identifier)/click")
  }

  /// Presses the other button on the middle of the element, which opens its context menu.
  package func rightClick(_ element: ElementReference) async throws(WebDriverError) {
    try await press(mouseButton: 2, on: element)
  }

  package func doubleClick(_ element: ElementReference) async throws(WebDriverError) {
    try await press(mouseButton: 0, times: 2, on: element)
  }

  /// As a click does, this scrolls to the element, and presses on nothing that something else covers.
  private func press(mouseButton button: Int, times: Int = 1, on element: ElementReference) async throws(WebDriverError)
  {
    let isBare = try await run(
      """
      const element = arguments[0];
      element.scrollIntoView({behavior: "instant", block: "center", inline: "nearest"});
      const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
      const there = element.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return there !== null && (element.contains(there) || there.contains(element));
      """, on: element)
    guard isBare == .bool(true) else {
      throw .refused(code: "element click intercepted", message: "something covers what is to be pressed")
    }
    var actions: [JSONValue] = [
      ["type": "pointerMove", "duration": 0, "x": 0, "y": 0, "origin": element.json]
    ]
    for _ in 0..<times {
      actions.append(["type": "pointerDown", "button": .number(Double(button))])
      actions.append(["type": "pointerUp", "button": .number(Double(button))])
    }
    let _: JSONValue = try await post(
      "/actions",
      [
        "actions": [
          ["type": "pointer", "id": "mouse", "parameters": ["pointerType": "mouse"], "actions": .array(actions)]
        ]
      ])
  }

  /// Empties a field and types a text into it.
  package func type(_ text: String, into element: ElementReference) async throws(WebDriverError) {
    let _: JSONValue = try await post("/element/\(element.identifier)/clear")
    if text.isEmpty { return }
    let _: JSONValue = try await post("/element/\(element.identifier)/value", ["text": .string(text)])
  }

  /// Calls a function of JavaScript with the element as its first argument.
  @discardableResult
  package func run(_ script: String, on element: ElementReference) async throws(WebDriverError) -> JSONValue {
    try await run(script, [element.json])
  }
}

extension Duration {
  var milliseconds: Double { Double(nanoseconds) / 1e6 }
}
