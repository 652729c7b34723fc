internal import Scenarios

/// A product with one page: two forms side by side, each with a name and a button to save it.
struct TwoForms: ProductModel {
  var controls: [Control] {
    [
      Control(id: "page", kind: .page), Control(id: "left.name", kind: .textField),
      Control(id: "left.save", kind: .button), Control(id: "right.save", kind: .button),
      Control(id: "reset", kind: .button),
    ]
  }
  var roles: [ProductRole] { [ProductRole(id: "editor", names: ["en-US": ["editor"]])] }
  var schema: ScenarioSchema { ScenarioSchema(given: [], expect: [ScenarioKey("saved", .text)]) }

  func labels(of control: String, locale: String) -> [String] {
    switch control {
    case "page": ["Forms"]
    case "left.name": ["Name"]
    case "reset": ["Reset all"]
    default: ["Save"]
    }
  }

  func control(forLink id: String) -> String? { nil }
  func link(to control: String) -> String? { nil }
  func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld { World(controls: controls.map(\.id)) }

  actor World: ProductWorld {
    private let controls: [String]
    private var name: String?
    private var saved = "nothing"

    init(controls: [String]) { self.controls = controls }

    func screen() -> Screen { Screen(places: ["page"], controls: controls) }

    func perform(_ action: Action) {
      switch action.target {
      case "left.name": name = action.value
      case "left.save": if let name { saved = name }
      default: break
      }
    }

    func value(named name: String) -> String? { nil }
    func unsavedControl() -> String? { name != nil && name != saved ? "left.save" : nil }

    func verify(_ expectation: ScenarioValue) -> String? {
      expectation["saved"]?.text == saved ? nil : "'\(saved)' was saved"
    }
  }
}
