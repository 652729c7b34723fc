import Scenarios

/// The smallest product that articles can be proven on: a kettle with a lid, a switch and a light, in two languages.
///
/// It uses nothing but what the library offers to everybody.
struct Kettle: ProductModel {
  let controls = [
    Control(id: "lid", kind: .button), Control(id: "power", kind: .checkBox), Control(id: "boil", kind: .button),
  ]
  let roles = [ProductRole(id: "guest", names: ["en-US": ["Guest"], "da-DK": ["Gæst"]])]
  let schema = ScenarioSchema(
    given: [ScenarioKey("water", .text, about: "How much is in it.")],
    expect: [ScenarioKey("boiled", .text, about: "yes or no")])

  func labels(of control: String, locale: String) -> [String] {
    let names = [
      "lid": ["en-US": "Lid", "da-DK": "Låg"], "power": ["en-US": "Power", "da-DK": "Strøm"],
      "boil": ["en-US": "Boil", "da-DK": "Kog"],
    ]
    return names[control]?[locale].map { [$0] } ?? []
  }
  func control(forLink id: String) -> String? { nil }
  func link(to control: String) -> String? { nil }

  func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld {
    guard setup.given?["water"]?.text != "none" else { throw WorldError("A kettle without water is not sold.") }
    return KettleWorld()
  }
}

/// One kettle, for one run.
actor KettleWorld: ProductWorld {
  private var isOn = false
  private var hasBoiled = false

  func screen() -> Screen { Screen(places: [], controls: isOn ? ["lid", "power", "boil"] : ["lid", "power"]) }

  func perform(_ action: Action) throws {
    switch action.target {
    case "power": isOn = action.operation != .off
    case "boil":
      guard isOn else { throw Refusal(code: "noPower", message: "The kettle is off.", isForWantOfRole: false) }
      hasBoiled = true
    default: break
    }
  }

  func value(named name: String) -> String? { nil }
  func unsavedControl() -> String? { nil }

  func verify(_ expectation: ScenarioValue) -> String? {
    guard let wanted = expectation["boiled"]?.text else { return nil }
    let found = hasBoiled ? "yes" : "no"
    return wanted == found ? nil : "boiled: \(found)"
  }
}
