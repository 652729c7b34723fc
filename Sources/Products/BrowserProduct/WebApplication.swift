package import Scenarios
package import WebDriver

/// A web application whose documentation is put to the test in a real browser.
package protocol WebApplication: Sendable {
  var controls: [Control] { get }
  var roles: [ProductRole] { get }
  var schema: ScenarioSchema { get }
  var limits: BrowserLimits { get }
  func labels(of control: String, locale: String) -> [String]
  func control(forLink id: String) -> String?
  func link(to control: String) -> String?

  /// A fresh world of the application, reachable by a browser.
  /// - Throws: `WorldError` where the scenario's `given` cannot be set up, `ProductFault` where it does not start.
  func start(_ setup: WorldSetup) async throws -> any WebApplicationRun
}

/// The application in one world.
package protocol WebApplicationRun: Sendable {
  /// Opens the first page, in the language and as the person of the run.
  func enter(_ browser: BrowserSession) async throws(WebDriverError)
  /// Where a control is that articles link to.
  func address(of control: String) -> String?
  /// What a control looks like that has no label of its own; nil where its labels say it.
  /// - Parameter subject: Whom or what it belongs to; nil for any.
  func pattern(of control: String, subject: String?) -> ElementPattern?
  /// Whether a page can show the control at all: for labels that two pages have in common.
  func mayShow(_ control: String, at path: String) -> Bool
  /// What was asked for is done, also what happens without the browser, such as mail.
  func settle() async throws
  /// Corrects what the status of a page says of a refusal.
  /// - Parameter path: Of the page that said it.
  func judged(_ refusal: Refusal, at path: String) async -> Refusal
  func value(named name: String) async -> String?
  /// - Returns: What is there instead; nil where the expectation holds.
  /// - Throws: Where it could not be looked at: the application or its browser broke.
  func verify(_ expectation: ScenarioValue) async throws -> String?
  func stop() async
}

/// Elements by what assistive technology is told of them.
package struct ElementPattern: Sendable {
  package var roles: Set<String>
  /// Nil for any of `names`; where those are empty, any name.
  package var names: [String]
  /// Only within a row of a table.
  package var isInRow: Bool

  package init(roles: Set<String>, names: [String] = [], isInRow: Bool = false) {
    self.roles = roles
    self.names = names
    self.isInRow = isInRow
  }
}

/// How long a page is waited for.
package struct BrowserLimits: Sendable {
  /// How long nothing may change for a page to count as still.
  package var quiet = Duration.milliseconds(100)
  /// When a page that is not still yet counts as broken.
  package var longest = Duration.seconds(10)
  /// How long one command to the browser may take.
  package var command = Duration.seconds(30)

  package init() {}
}
