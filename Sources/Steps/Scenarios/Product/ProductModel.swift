/// A product whose documentation is put to the test.
///
/// The model holds what never changes: which controls there are, and what they are called in each language. Labels come
/// from the product, never from an article, or nothing would be verified.
public protocol ProductModel: Sendable {
  /// Every control and place, also those that only some roles see.
  var controls: [Control] { get }
  var roles: [ProductRole] { get }
  /// What scenario files may say about this product's worlds.
  var schema: ScenarioSchema { get }

  /// What a control is called in a language, the preferred name first; empty where it has no name there.
  func labels(of control: String, locale: String) -> [String]
  /// The control that a link with this `linkid` leads to.
  func control(forLink id: String) -> String?
  /// The `linkid` of links that lead to a control.
  func link(to control: String) -> String?
  /// A fresh world for one run: its state is shared with no other.
  /// - Throws: ``WorldError`` where the scenario's `given` cannot be set up.
  func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld
}

/// The product in use by one person.
public protocol ProductWorld: Sendable {
  /// What the person sees now.
  func screen() async -> Screen
  /// Does what the person does.
  /// - Throws: ``Refusal``: the product's own "no".
  func perform(_ action: Action) async throws
  /// The value of a name that the scenario does not give, such as a code that was sent.
  func value(named name: String) async -> String?
  /// The control that would save what was entered and not saved yet.
  func unsavedControl() async -> String?
  /// Whether an expectation of the scenario holds.
  /// - Returns: Nothing where it does; else what was found instead, without any secret.
  func verify(_ expectation: ScenarioValue) async -> String?

  /// A step of the procedure begins.
  func begin(_ step: StepName) async
  /// Why nothing that the world said since it was made counts: the product broke. Nil while all is well.
  func fault() async -> ProductFault?
  /// What is to be seen now, for the report of a step that failed; nil where there is no screen.
  func evidence() async -> StepEvidence?
  /// What was noticed that is wrong with the product and no article's fault.
  func remarks() async -> [ProductRemark]
  /// The run is over, whatever became of it; gives back what the world held.
  func close() async
}

public struct Control: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    case navigation, page, pane, tab, section, row, checkBox = "check box", choice, textField = "text field"
    case numberField = "number field", button, item, link, menu
  }

  /// Stable and the same in all languages: `reset.submit`.
  public let id: String
  public let kind: Kind

  public init(id: String, kind: Kind) {
    self.id = id
    self.kind = kind
  }
}

public struct ProductRole: Sendable, Hashable {
  public let id: String
  /// By locale, as running text calls it.
  public let names: [String: [String]]

  public init(id: String, names: [String: [String]]) {
    self.id = id
    self.names = names
  }
}

/// What is shown to one person at one time.
public struct Screen: Sendable {
  /// Where the person is, from the outermost: a page, the pane over it, its open tab, its sections.
  public var places: [String]
  /// What can be used now.
  public var controls: [String]
  /// What others would see here and this person does not.
  public var hidden: [String]
  /// The controls that more than one thing on the screen answers to, each with what stands around them. Nobody can tell
  /// which one is meant.
  public var repeated: [String: [String]] = [:]

  public init(places: [String], controls: [String], hidden: [String] = []) {
    self.places = places
    self.controls = controls
    self.hidden = hidden
  }
}

/// What a person does to a control.
public struct Action: Sendable, Hashable {
  public enum Operation: String, Sendable, CaseIterable {
    case open, choose, select
    case rightClick = "right-click"
    case doubleClick = "double-click"
    case enter, on, off
  }

  public var operation: Operation
  public var target: String
  /// What is entered, or who is selected.
  public var value: String?

  public init(_ operation: Operation, _ target: String, value: String? = nil) {
    self.operation = operation
    self.target = target
    self.value = value
  }
}

/// The product's own "no".
public struct Refusal: Error, Sendable, Hashable {
  /// Stable, the product's name for it: `notAuthorized`.
  public let code: String
  public let message: String
  /// Whether the person is not allowed to, rather than did something wrong.
  public let isForWantOfRole: Bool

  public init(code: String, message: String, isForWantOfRole: Bool) {
    self.code = code
    self.message = message
    self.isForWantOfRole = isForWantOfRole
  }
}

public struct WorldError: Error, Sendable {
  public let message: String
  public init(_ message: String) { self.message = message }
}

/// What a world begins with.
public struct WorldSetup: Sendable {
  public var role: String
  /// Roles that may do what this run does: what they are shown and `role` is not is hidden from it.
  public var allowedRoles: [String] = []
  /// The procedure and the way through it, for naming what the run leaves behind.
  public var procedure = ""
  public var variant = ""
  public var locale: String
  /// The mapping under `given`; absent for a scenario without one.
  public var given: ScenarioValue?
  public var values: [String: String]

  public init(role: String, locale: String, given: ScenarioValue?, values: [String: String]) {
    self.role = role
    self.locale = locale
    self.given = given
    self.values = values
  }
}

/// What `given` and `expect` may hold, and the names of values that a world makes by itself.
public struct ScenarioSchema: Sendable {
  public var given: [ScenarioKey]
  public var expect: [ScenarioKey]
  /// Such as a code that was sent: ``ProductWorld/value(named:)`` answers for them.
  public var values: [String]

  public init(given: [ScenarioKey], expect: [ScenarioKey], values: [String] = []) {
    self.given = given
    self.expect = expect
    self.values = values
  }
}
