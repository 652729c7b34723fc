internal import BrowserProduct
internal import ChildProcesses
internal import Foundation
internal import Scenarios
internal import Synchronization
internal import WebDriver

/// One world of the application.
final class FileRun: WebApplicationRun {
  private let file: ProductFile
  private let setup: WorldSetup
  private let code: String
  private let values: [String: String]
  private let programs: WorldPrograms
  private let server: ChildProcess?
  private var address: String { programs.address }
  /// Where the person is, for what is expected of the page.
  private let browser = Mutex<BrowserSession?>(nil)

  init(
    file: ProductFile, setup: WorldSetup, code: String, values: [String: String],
    programs: WorldPrograms, server: ChildProcess?
  ) {
    self.file = file
    self.setup = setup
    self.code = code
    self.values = values
    self.programs = programs
    self.server = server
  }

  func enter(_ browser: BrowserSession) async throws(WebDriverError) {
    self.browser.withLock { $0 = browser }
    switch file.language {
    case .address: break
    case .cookie(let name):
      let _: JSONValue = try await browser.devTools(
        "Network.setCookie", ["url": .string(address), "name": .string(name), "value": .string(code)])
    case .localStorage(let name):
      try await browser.open(address)
      try await browser.run("localStorage.setItem(...arguments)", [.string(name), .string(code)])
    case .header: try await browser.speak(code)
    }
    if let signIn = file.signIn, let fields = signIn.fields[setup.role], !fields.isEmpty {
      let form = SignInForm(
        page: absolute(signIn.page), role: setup.role, fields: fields.map { ($0.name, filled($0.text)) },
        limit: file.limits.longest)
      try await form.fill(in: browser)
    }
    try await browser.open(address)
  }

  private func absolute(_ page: String) -> String {
    let filled = programs.filling.filled(page)
    return URL(string: filled, relativeTo: URL(string: address))?.absoluteString ?? filled
  }

  func address(of control: String) -> String? {
    file.named(control)?.address.map(absolute)
  }

  /// What has no name of its own in a language that the file speaks is called as the step says. As long as no step
  /// names one, a link or a button of that kind is one that stands in a row of a table.
  func pattern(of control: String, subject: String?) -> ElementPattern? {
    guard let named = file.named(control), named.labels.isEmpty, named.text == nil else { return nil }
    let kind = named.control.kind
    return ElementPattern(
      roles: ElementRoles.of(kind), names: subject.map { [filled($0)] } ?? [],
      isInRow: subject == nil && [.link, .button, .row].contains(kind))
  }

  func mayShow(_ control: String, at path: String) -> Bool { true }
  func settle() async throws {}
  func judged(_ refusal: Refusal, at path: String) async -> Refusal { refusal }

  func value(named name: String) async -> String? {
    if let pattern = file.mailValues[name] { return await programs.mail?.value(pattern) }
    return values[name]
  }

  func stop() async {
    if let server { await LocalServer.end(server) }
    programs.mail?.sink?.close()
    programs.folder.delete()
  }

  // MARK: Expectations

  func verify(_ expectation: ScenarioValue) async throws -> String? {
    for entry in expectation.entries {
      do {
        if let found = try await verify(entry) { return found }
      } catch let fault as ProductFault {
        throw ProductFault("'\(entry.key)' could not be asked: \(fault.message)")
      }
    }
    return expectation.entries.isEmpty ? "the expectation says nothing" : nil
  }

  private func verify(_ entry: ScenarioValue.Entry) async throws -> String? {
    // A value may be a secret; what is said of it is its name.
    let name = entry.value.text ?? ""
    let text = await read(name)
    switch entry.key {
    case "shown":
      let page = try await page("return document.body.innerText")
      return page.contains(text) ? nil : "the page does not show '\(name)': \(page.prefix(200))"
    case "not-shown":
      return try await page("return document.body.innerText").contains(text) ? "the page shows '\(name)'" : nil
    case "address":
      let path = try await page("return location.pathname")
      return path == text ? nil : "the page is \(path)"
    case "field":
      let control = entry.value["control"]?.text ?? ""
      let labels = file.labels(of: control, locale: setup.locale)
      let found = try await browser.withLock(\.self)?.run(Self.field, [.array(labels.map(JSONValue.string))])
      guard let found = found?.text else { return "the page has no field '\(labels.first ?? control)'" }
      let wanted = await read(entry.value["value"]?.text ?? "")
      return found == wanted ? nil : "the field holds '\(found)'"
    case "mail":
      let address = await read(entry.value["to"]?.text ?? "")
      guard let mail = programs.mail else { return "the product file has no `mail`" }
      let shown = entry.value["shows"]?.text
      let text = if let shown { await read(shown) } else { String?.none }
      return await mail.missing(to: address, showing: text, named: shown)
    case "check": return try await programs.check(text, setup, values)
    default: return "'\(entry.key)' is no expectation of this product"
    }
  }

  /// `$name` stands for a value, also one that came by mail.
  private func read(_ text: String) async -> String {
    text.hasPrefix("$") ? await value(named: String(text.dropFirst())) ?? text : text
  }

  private func filled(_ text: String) -> String {
    text.hasPrefix("$") ? values[String(text.dropFirst())] ?? text : text
  }

  private func page(_ script: String) async throws -> String {
    guard let browser = browser.withLock(\.self) else { throw ProductFault("no page was opened") }
    return try await browser.run(script).text ?? ""
  }

  private static let field = """
    const [labels] = arguments;
    const plain = (text) => text.replace(/\\s+/g, " ").trim().replace(/[:*]+$/, "").trim();
    for (const field of document.querySelectorAll("input, textarea, select")) {
      const names = [...(field.labels || [])].map((label) => plain(label.textContent)).concat(field.ariaLabel || []);
      if (field.type !== "password" && names.some((name) => labels.includes(name))) return field.value;
    }
    return null;
    """
}
