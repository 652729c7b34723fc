package import Scenarios
internal import Synchronization
internal import WebDriver

/// A web application in a browser, where the steps of articles are done by the roles and names that a person is told.
///
/// Exactly one visible, enabled element must have the name that a step gives. Nothing is done to the first of several,
/// or to what is named alike.
package struct BrowserProduct: ProductModel {
  let application: any WebApplication
  package let pool: BrowserPool
  let pictures: PictureFolder?
  let seen = SeenScreens()

  package init(_ application: any WebApplication, pool: BrowserPool, pictures: PictureFolder? = nil) {
    self.application = application
    self.pool = pool
    self.pictures = pictures
  }

  package var controls: [Control] { application.controls }
  package var roles: [ProductRole] { application.roles }
  package var schema: ScenarioSchema { application.schema }
  package func labels(of control: String, locale: String) -> [String] {
    application.labels(of: control, locale: locale)
  }
  package func control(forLink id: String) -> String? { application.control(forLink: id) }
  package func link(to control: String) -> String? { application.link(to: control) }

  package func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld {
    try await BrowserWorld.make(self, setup)
  }
}

/// What those who may do something were shown, by what they had done: others see less.
final class SeenScreens: Sendable {
  private let controls = Mutex<[String: Set<String>]>([:])

  func remember(_ shown: some Sequence<String>, at key: String) {
    controls.withLock { $0[key] = Set(shown) }
  }

  subscript(key: String) -> Set<String>? { controls.withLock { $0[key] } }

  private let compared = Mutex<Set<String>>([])

  /// Whether the name of an element is looked at for the first time.
  func isNew(_ name: String, at path: String) -> Bool {
    compared.withLock { $0.insert("\(path) \(name)").inserted }
  }
}
