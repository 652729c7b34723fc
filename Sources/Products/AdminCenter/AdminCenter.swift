internal import AdminLabels
public import Scenarios

/// The admin center without a screen: the pages in front of the reset library, their controls and what they are called.
///
/// Whatever it refuses, the library refuses. What a role does not see follows from the library's own word about the
/// role's capabilities.
public struct AdminCenter: ProductModel {
  public let controls: [Control]
  public let roles: [ProductRole]
  private let catalogue = AdminLabels.builtIn
  private let controlsByLink: [String: String]

  public init() {
    controls = catalogue.controls.compactMap { control in
      Control.Kind(rawValue: control.kind).map { Control(id: control.id, kind: $0) }
    }
    roles = catalogue.roles.map { ProductRole(id: $0.id, names: $0.names) }
    controlsByLink = Dictionary(
      catalogue.controls.compactMap { control in control.link.map { ($0, control.id) } },
      uniquingKeysWith: { first, _ in first })
  }

  public func labels(of control: String, locale: String) -> [String] { catalogue.labels(of: control, locale: locale) }

  public func control(forLink id: String) -> String? { controlsByLink[id] }

  public func link(to control: String) -> String? { catalogue[control]?.link }

  public var schema: ScenarioSchema { .adminCenter(roles: roles.map(\.id)) }

  public func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld {
    try await AdminCenterWorld(Directory(setup))
  }
}
