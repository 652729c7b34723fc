internal import Foundation
internal import WebDriver

/// A docset to begin with: a product file, and one article with a step that was tried.
package struct ProductDraft: Sendable {
  /// What the only step is done to.
  package enum Step: Sendable, Hashable {
    /// A link, by what it is called in each locale, and the path that it leads to.
    case link(names: [String: String], path: String)
    /// A text field.
    case field(names: [String: String])

    var names: [String: String] {
      switch self {
      case .link(let names, _), .field(let names): names
      }
    }
  }

  package let address: String
  /// The source first.
  package let locales: [String]
  private let titles: [String: String]
  private let speaksByBrowser: Bool
  /// Where the page asks for a password: what it asks for.
  package let asksFor: [String]
  private let signedIn: [ProductFile.SignIn.Field]
  /// What could be tried, the likeliest first.
  package private(set) var steps: [Step] = []

  /// Languages that the words of the article can be written in.
  private static let known = ["en": "en-US", "da": "da-DK"]
  package static let languages = ["en", "da"]
  /// What ends more than it shows.
  private static let leaving = ["log out", "logout", "sign out", "log ud", "log af", "delete", "slet"]

  /// - Returns: Nil where the page is in no language that Trin has words for.
  package init?(
    of survey: ProductSurvey, at address: String, signedIn: [ProductFile.SignIn.Field] = []
  ) {
    self.address = address
    let spoken = Self.languages.filter { survey.visits[$0]?.language.lowercased().hasPrefix($0) == true }
    let isSilent = survey.visits.values.allSatisfy(\.language.isEmpty)
    let languages = isSilent ? ["en"] : spoken
    guard !languages.isEmpty else { return nil }
    let visits = languages.compactMap { language in
      survey.visits[language].map { (Self.known[language] ?? language, $0) }
    }
    locales = visits.map(\.0)
    titles = Dictionary(visits.map { ($0.0, $0.1.title.isEmpty ? "My product" : $0.1.title) }, uniquingKeysWith: { $1 })
    speaksByBrowser = languages.count > 1
    let first = visits[0].1
    asksFor = first.signIn
    self.signedIn = signedIn
    for link in Set(first.links).sorted(by: { $0.path < $1.path }) {
      let names = visits.map { visit in
        (visit.0, visit.1.links.filter { $0.address == link.address }.map(\.name).first ?? "")
      }
      let isOnce = visits.allSatisfy { visit in
        let name = names.first { $0.0 == visit.0 }?.1 ?? ""
        return Self.isPlain(name) && visit.1.links.count { $0.name == name } == 1
      }
      if isOnce, !Self.leaving.contains(where: { link.name.lowercased().contains($0) }) {
        steps.append(.link(names: Dictionary(names, uniquingKeysWith: { $1 }), path: link.path))
      }
    }
    steps = Array(steps.prefix(8))
    // The fields of a page are the same in all its languages, and in the same order.
    let counts = Set(visits.map(\.1.fields.count))
    if counts.count == 1 {
      for index in first.fields.indices {
        let names = Dictionary(visits.map { ($0.0, $0.1.fields[index]) }, uniquingKeysWith: { $1 })
        if names.values.allSatisfy(Self.isPlain) { steps.append(.field(names: names)) }
      }
    }
  }

  /// Whether a name can stand in bold as it is.
  private static func isPlain(_ name: String) -> Bool {
    (2...40).contains(name.count) && name.contains(where: \.isLetter)
      && !name.contains { "*_[]<>`\\|#&\"".contains($0) }
  }

  package func files(for step: Step) -> [(path: String, text: String)] {
    var files = [
      ("Site/site.yml", site), ("product.yml", product(step)), ("Content/scenarios/first-step.yml", scenario(step)),
    ]
    for locale in locales {
      files.append(("Content/\(locale)/index.md", index(locale)))
      files.append(("Content/\(locale)/first-step.md", article(step, locale)))
      if case .field = step {
        files.append(
          ("Content/phrasebook/\(locale).yml", "values:\n  \(locale == "da-DK" ? "navnet" : "the name"): $name\n"))
      }
    }
    return files
  }

  private var site: String {
    """
    title: \(map(titles))
    source-locale: \(locales[0])
    locales: [\(locales.joined(separator: ", "))]
    product: product.yml

    """
  }

  private var roleName: String { signedIn.isEmpty ? "visitor" : "user" }
  /// The role in the languages of the article, and what the reader must be.
  private var roles: [String: (String, String)] {
    let all =
      signedIn.isEmpty
      ? ["en-US": ("visitor", "a visitor"), "da-DK": ("besøgende", "besøgende")]
      : ["en-US": ("user", "a user"), "da-DK": ("bruger", "bruger")]
    return all.filter { locales.contains($0.key) }
  }

  private func product(_ step: Step) -> String {
    let language = speaksByBrowser ? "language: {by: accept-language}\n" : ""
    let people = map(roles.mapValues(\.0), isList: true)
    var role = "  \(roleName): {names: \(people)}"
    if !signedIn.isEmpty {
      let fields = signedIn.map { "\(quoted($0.name)): \(quoted($0.text))" }.joined(separator: ", ")
      role = "  \(roleName):\n    names: \(people)\n    sign-in: {\(fields)}"
    }
    let form = signedIn.isEmpty ? "" : "sign-in: {page: \(quoted(address))}\n"
    let control: String
    switch step {
    case .link: control = "link"
    case .field: control = "text field"
    }
    return """
      # The application that the articles are about. The handbook has all keys, under “Prove the docs of your own
      # application”: how it is started, and how each run gets a fresh world.
      address: \(quoted(address))
      \(language)\(form)roles:
      \(role)
      controls:
        first: {kind: \(control), labels: \(map(step.names, isList: true))}

      """
  }

  private func scenario(_ step: Step) -> String {
    let begin = "procedures:\n  first-step:\n    roles: {allowed: [\(roleName)]}\n"
    switch step {
    case .link(_, let path): return begin + "    expect:\n      - address: \(quoted(path))\n"
    case .field:
      return begin + "    values: {name: Kim}\n    expect:\n      - field: {control: first, value: $name}\n"
    }
  }

  private func index(_ locale: String) -> String {
    let title = titles[locale] ?? "My product"
    let line = locale == "da-DK" ? "[Det første trin](first-step.md)" : "[The first step](first-step.md)"
    return """
      ---
      title: \(quoted(title))
      description: \(quoted(locale == "da-DK" ? "Hjælp til \(title)." : "Help for \(title)."))
      ---
      # <a name="start"></a>\(title)

      \(line)

      """
  }

  private func article(_ step: Step, _ locale: String) -> String {
    let name = step.names[locale] ?? ""
    let isDanish = locale == "da-DK"
    let reader = roles[locale]?.1 ?? roleName
    let title = isDanish ? "Det første trin" : "The first step"
    let instruction: String
    switch step {
    case .link: instruction = isDanish ? "Vælg **\(name)**." : "Select **\(name)**."
    case .field:
      instruction = isDanish ? "I feltet **\(name)** skal du skrive navnet." : "In the **\(name)** box, type the name."
    }
    return """
      ---
      title: \(title)
      description: \(isDanish ? "Det første, der gøres på startsiden." : "The first thing to do on the start page.")
      ---
      # <a name="the-first-step"></a>\(title)

      \(isDanish ? "Skriv her, hvad det er godt for." : "Say here what it is good for.")

      ## <a name="first-step"></a>\(isDanish ? "Sådan gør du" : "What to do")

      \(isDanish ? "Du skal være \(reader) for at følge disse trin." : "You must be \(reader) to follow these steps.")

      1. \(instruction)

      """
  }

  private func map(_ texts: [String: String], isList: Bool = false) -> String {
    "{"
      + locales.compactMap { locale in
        texts[locale].map { "\(locale): \(isList ? "[\(quoted($0))]" : quoted($0))" }
      }.joined(separator: ", ") + "}"
  }

  /// As YAML and JSON write a text.
  private func quoted(_ text: String) -> String { JSONValue.string(text).line }
}
