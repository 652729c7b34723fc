package import BrowserProduct
package import Diagnostics
package import ProductLabels
package import Scenarios

/// What a team says of its own application, so that its articles are run on it: `product.yml`.
package struct ProductFile: Sendable {
  /// Another program and its arguments, started in the folder of the file. Only this file says one, never an article.
  package struct Command: Sendable, Hashable {
    package var words: [String]
    package var place: SourcePlace
  }

  /// What is asked of a server, the product's own or one beside it.
  package struct Request: Sendable, Hashable {
    package enum Method: String, Sendable { case get, post }
    package var method: Method
    /// Whole, or beginning at the product's own server.
    package var address: String
    /// Of an answer that is right; nil for any that is no fault.
    package var status: Int?
    /// A text of an answer that is right.
    package var text: String?
    package var place: SourcePlace
  }

  /// A program that is run, or a server that is asked.
  package enum Call: Sendable, Hashable {
    case command(Command)
    case request(Request)
  }

  /// Where the product's mail arrives.
  package enum Mail: Sendable, Hashable {
    /// A folder below that of the world, with a file for each.
    case folder(String)
    /// A mail server that is opened for the world.
    case smtp
  }

  package struct Start: Sendable, Hashable {
    package var command: Command
    /// The address that answers once the application is ready; by default its start page.
    package var ready: String?
    /// How long it may take.
    package var limit: Duration
  }

  /// How a person signs in: a form, whose fields are known by their `name` or `id` in HTML.
  package struct SignIn: Sendable, Hashable {
    package struct Field: Sendable, Hashable {
      package var name: String
      /// A text, or `$name` of the world's values.
      package var text: String

      package init(name: String, text: String) {
        self.name = name
        self.text = text
      }
    }
    package var page: String
    /// By role, in the order of the file.
    package var fields: [String: [Field]]
  }

  /// How the application is told which language to speak.
  package enum Language: Sendable, Hashable {
    /// The addresses say it by themselves.
    case address
    case cookie(String)
    /// What the page itself keeps in the browser.
    case localStorage(String)
    /// What the browser tells of its visitor: `Accept-Language`, and `navigator.language` for scripts.
    case header
  }

  /// A text in the translation files of the product.
  package struct Text: Sendable, Hashable {
    package var name: String
    /// What stands in the places that the product fills; the first without a name is `#0`.
    package var fillings: [String: String]
    package var place: SourcePlace
  }

  package struct NamedControl: Sendable, Hashable {
    package var control: Control
    /// By locale, the preferred name first.
    package var labels: [String: [String]]
    /// The text in the product's translation files that its labels are.
    package var text: Text?
    package var address: String?
    /// The `linkid` of links that lead to it.
    package var link: String?
  }

  /// `{port}`: each world has one of its own. `{language}`: what ``codes`` has for the locale.
  package var address = ""
  /// In place of ``address`` for a locale.
  package var addresses: [String: String] = [:]
  package var codes: [String: String] = [:]
  package var language = Language.header
  package var start: Start?
  /// What drives a product that is no web application.
  package var adapter: Command?
  package var world: Call?
  package var signIn: SignIn?
  package var roles: [ProductRole] = []
  package var controls: [NamedControl] = []
  package var given: [String] = []
  package var values: [String] = []
  package var checks: [String: Call] = [:]
  package var mail: Mail?
  /// What is read out of the newest mail, by the names of values: a regular expression, its first group if it has one.
  package var mailValues: [String: String] = [:]
  package var limits = BrowserLimits()
  /// How many worlds there may be at a time.
  package var worlds: Int?
  /// What the translation files say that the file names under `labels`.
  package private(set) var texts: LabelCatalogs?
  /// Whether nothing is said but how the product's texts are called: steps cannot be run by that.
  package var isOfLabelsOnly = false
  /// As findings show it.
  package var file = ""
  /// The folder of the file, where its commands are started.
  package var folder = "."

  /// All that the file starts or asks, in its order, as a person would write it.
  package var calls: [(text: String, place: SourcePlace)] {
    let commands = [adapter, start?.command].compactMap(\.self).map(Call.command)
    return (commands + [world].compactMap(\.self) + checks.values).map { call in
      switch call {
      case .command(let command): (command.words.joined(separator: " "), command.place)
      case .request(let request): ("\(request.method.rawValue.uppercased()) \(request.address)", request.place)
      }
    }.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
  }

  package func labels(of control: String, locale: String) -> [String] {
    guard let named = named(control) else { return [] }
    if let labels = named.labels[locale] { return labels }
    guard let text = named.text, let texts else { return [] }
    return texts.labels(named: text.name, with: text.fillings, locale: locale)
  }
  package func control(forLink id: String) -> String? { controls.first { $0.link == id }?.control.id }
  package func link(to control: String) -> String? { named(control)?.link }

  /// Takes the labels of controls from the product's translation files.
  ///
  /// - Throws: Where a control names a text that they do not have.
  package mutating func use(_ texts: LabelCatalogs?) throws(ProductFileError) {
    self.texts = texts
    let findings = controls.compactMap { control -> Diagnostic? in
      guard let text = control.text else { return nil }
      guard let texts else {
        return Diagnostic(
          .error, "product-file-invalid",
          "`text` names a text of the translation files under `labels`; the file names none.", at: text.place)
      }
      guard !texts.hasText(named: text.name) else { return nil }
      return Diagnostic(
        .error, "product-file-invalid", "The translation files under `labels` have no text `\(text.name)`.",
        at: text.place, suggestion: NearName.closest(to: text.name, among: texts.names))
    }
    guard findings.isEmpty else { throw ProductFileError(findings: findings) }
  }

  func named(_ control: String) -> NamedControl? { controls.first { $0.control.id == control } }
}
