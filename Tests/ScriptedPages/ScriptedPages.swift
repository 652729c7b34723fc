package import BrowserProduct
internal import Hummingbird
internal import Logging
internal import NIOCore
package import Scenarios
internal import Synchronization
package import WebDriver

/// An application of a few pages that misbehave as a test tells them to.
package final class ScriptedPages: WebApplication, WebApplicationRun {
  package struct Page: Sendable {
    var status: Int
    var headers: [(String, String)]
    var body: String

    package init(_ body: String, status: Int = 200, headers: [(String, String)] = []) {
      self.body = body
      self.status = status
      self.headers = headers
    }
  }

  package let controls: [Control]
  package let roles = [ProductRole(id: "reader", names: ["en-US": ["reader"]])]
  package let schema = ScenarioSchema(given: [], expect: [ScenarioKey("anything", .text)])
  package let limits: BrowserLimits
  private let names: [String: String]
  private let pages: [String: Page]
  private let whenSettled: @Sendable (ScriptedPages) async throws -> Void
  private let server = Mutex<Task<Void, Never>?>(nil)
  private let port = Mutex(0)
  private let lastBrowser = Mutex<BrowserSession?>(nil)

  /// - Parameters:
  ///   - controls: Each with its kind and its label.
  ///   - pages: By path; `/` is where a person begins.
  ///   - whenSettled: Called after each action.
  package init(
    _ controls: [(id: String, kind: Control.Kind, label: String)], pages: [String: Page],
    limits: BrowserLimits = BrowserLimits(),
    whenSettled: @escaping @Sendable (ScriptedPages) async throws -> Void = { _ in }
  ) {
    self.controls = controls.map { Control(id: $0.id, kind: $0.kind) }
    names = Dictionary(controls.map { ($0.id, $0.label) }, uniquingKeysWith: { first, _ in first })
    self.pages = pages
    self.limits = limits
    self.whenSettled = whenSettled
  }

  package func labels(of control: String, locale: String) -> [String] { names[control].map { [$0] } ?? [] }
  package func control(forLink id: String) -> String? { nil }
  package func link(to control: String) -> String? { nil }
  package var browser: BrowserSession? { lastBrowser.withLock { $0 } }

  package func start(_ setup: WorldSetup) async throws -> any WebApplicationRun {
    let (ports, ready) = AsyncStream<Int>.makeStream()
    let pages = pages
    let application = Application(
      responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
        let page = pages[request.uri.path] ?? Page("<!doctype html><html lang=en><h1>Nothing</h1>", status: 404)
        var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
        for (name, value) in page.headers {
          if let name = HTTPFields.Element.Name(name) { headers[name] = value }
        }
        return Response(
          status: .init(code: page.status), headers: headers,
          body: ResponseBody(byteBuffer: ByteBuffer(string: page.body)))
      },
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { ready.yield($0.localAddress?.port ?? 0) },
      logger: Logger(label: "pages") { _ in SwiftLogNoOpLogHandler() })
    let task = Task { () -> Void in try? await application.run() }
    let number = await ports.first { _ in true } ?? 0
    server.withLock { $0 = task }
    port.withLock { $0 = number }
    return self
  }

  package func enter(_ browser: BrowserSession) async throws(WebDriverError) {
    lastBrowser.withLock { $0 = browser }
    try await browser.open("http://127.0.0.1:\(port.withLock { $0 })/")
  }

  package func address(of control: String) -> String? { nil }
  package func pattern(of control: String, subject: String?) -> ElementPattern? { nil }
  package func mayShow(_ control: String, at path: String) -> Bool { true }
  package func settle() async throws { try await whenSettled(self) }
  package func judged(_ refusal: Refusal, at path: String) async -> Refusal { refusal }
  package func value(named name: String) async -> String? { nil }
  package func verify(_ expectation: ScenarioValue) async -> String? { nil }

  package func stop() async {
    let task = server.withLock { $0 }
    task?.cancel()
    await task?.value
  }
}
