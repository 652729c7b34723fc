internal import BoundedYAML
internal import Scenarios
internal import Yams

/// The data file of controls, labels and roles, read once.
struct Catalogue: Sendable {
  var controls: [Control] = []
  var labels: [String: [String: [String]]] = [:]
  var links: [String: String] = [:]
  var controlsByLink: [String: String] = [:]
  var roles: [ProductRole] = []

  /// - Precondition: The catalogue that the target carries is well formed; a test reads it.
  static let builtIn: Catalogue = {
    do {
      return try Catalogue(yaml: String(decoding: PackageResources.catalogue_yml, as: UTF8.self))
    } catch {
      preconditionFailure("the catalogue cannot be read: \(error)")
    }
  }()

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  init(yaml: String) throws {
    guard let root = try BoundedYAML.compose(yaml)?.mapping else { throw Fault(description: "it is no mapping") }
    for (key, value) in root["controls"]?.mapping ?? [:] {
      guard let id = key.string, let entry = value.mapping, let kind = entry["kind"]?.string.flatMap(Control.Kind.init)
      else { throw Fault(description: "line \(key.mark?.line ?? 0): a control has a kind") }
      controls.append(Control(id: id, kind: kind))
      labels[id] = Self.byLocale(entry)
      if let link = entry["link"]?.string {
        links[id] = link
        controlsByLink[link] = id
      }
    }
    for (key, value) in root["roles"]?.mapping ?? [:] {
      roles.append(ProductRole(id: key.string ?? "", names: Self.byLocale(value.mapping ?? [:])))
    }
  }

  /// The keys that hold lists are the locales.
  private static func byLocale(_ entry: Node.Mapping) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for (key, value) in entry {
      if let locale = key.string, let names = value.sequence { result[locale] = names.compactMap(\.string) }
    }
    return result
  }
}
