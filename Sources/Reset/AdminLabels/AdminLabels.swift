internal import BoundedYAML
internal import Yams

/// What the admin center shows and what it is called, as its one data file says: the pages are labelled from it, and
/// the steps of articles are bound by it.
package struct AdminLabels: Sendable {
  package struct Control: Sendable {
    /// Stable and the same in all languages: `reset.submit`.
    package let id: String
    /// As the file words it, such as `check box`.
    package let kind: String
    /// By locale, the preferred label first; empty for what is called by what it stands for, such as a user's row.
    package let labels: [String: [String]]
    /// The id of the links in articles that lead here.
    package let link: String?
  }

  package struct RoleName: Sendable {
    package let id: String
    /// By locale, the preferred name first.
    package let names: [String: [String]]
  }

  package private(set) var controls: [Control] = []
  package private(set) var roles: [RoleName] = []
  private var byID: [String: Control] = [:]

  /// - Precondition: The file that the target carries is well formed; a test reads it.
  package static let builtIn: AdminLabels = {
    do {
      return try AdminLabels(yaml: String(decoding: PackageResources.catalogue_yml, as: UTF8.self))
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
      guard let id = key.string, let entry = value.mapping, let kind = entry["kind"]?.string
      else { throw Fault(description: "line \(key.mark?.line ?? 0): a control has a kind") }
      let control = Control(id: id, kind: kind, labels: Self.byLocale(entry), link: entry["link"]?.string)
      controls.append(control)
      byID[id] = control
    }
    for (key, value) in root["roles"]?.mapping ?? [:] {
      roles.append(RoleName(id: key.string ?? "", names: Self.byLocale(value.mapping ?? [:])))
    }
  }

  /// What a control is called in a language, the preferred label first; empty where it has no name there.
  package func labels(of control: String, locale: String) -> [String] { byID[control]?.labels[locale] ?? [] }

  package subscript(control: String) -> Control? { byID[control] }

  package func name(ofRole id: String, locale: String) -> String {
    roles.first { $0.id == id }?.names[locale]?.first ?? id
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
