internal import AdminCenter
internal import Testing

@testable internal import Scenarios

/// The admin center as one role sees it, and what a person does in it.
struct World {
  let world: any ProductWorld

  /// - Parameter given: YAML, as under `given` of a scenario.
  init(_ role: String, locale: String = "en-US", given: String = "", values: [String: String] = [:]) async throws {
    world = try await AdminCenter().makeWorld(
      WorldSetup(role: role, locale: locale, given: try ScenarioValue(yaml: given), values: values))
  }

  func controls() async -> Set<String> { Set(await world.screen().controls) }

  func hidden() async -> Set<String> { Set(await world.screen().hidden) }

  func choose(_ controls: String...) async throws {
    for control in controls { try await world.perform(Action(.choose, control)) }
  }

  func perform(_ operation: Action.Operation, _ control: String, _ value: String? = nil) async throws {
    try await world.perform(Action(operation, control, value: value))
  }

  /// The code of the product's "no"; nil where it says yes.
  func refusal(_ operation: Action.Operation, _ control: String, _ value: String? = nil) async throws -> Refusal? {
    do {
      try await perform(operation, control, value)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  /// - Parameter expectation: YAML, as an entry under `expect` of a scenario.
  /// - Returns: Nil where it holds.
  func verify(_ expectation: String) async throws -> String? {
    await world.verify(try ScenarioValue(yaml: expectation))
  }

  func openReset(of people: String...) async throws {
    try await choose("page.activeUsers")
    for person in people { try await perform(.select, "activeUsers.select", person) }
    try await choose("activeUsers.resetPassword")
  }
}
