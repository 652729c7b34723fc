internal import ProductLabels
package import Scenarios

extension ProductFile {
  /// What a file may hold. The JSON Schema in the handbook is made of it.
  package static var shape: ScenarioShape { .either([web, adapted, labelsOnly]) }

  static func shape(of root: ScenarioValue) -> ScenarioShape {
    isOfLabelsOnly(root) ? labelsOnly : root["adapter"] == nil ? web : adapted
  }

  /// A team that runs no steps may still name its product's translation files.
  static func isOfLabelsOnly(_ root: ScenarioValue) -> Bool { root.entries.map(\.key) == ["labels"] }

  private static var labelsOnly: ScenarioShape { .mapping([labelsKey]) }

  private static var labelsKey: ScenarioKey {
    let file = ScenarioShape.mapping([
      ScenarioKey(
        "path", .text, about: "A translation file below this file's folder; {locale} stands for the language."),
      ScenarioKey("source", .text, about: "The source language's file, where it has another name."),
      ScenarioKey("format", .text(values: LabelFormat.allCases.map(\.rawValue)), about: "Where no ending tells it."),
      ScenarioKey("locales", .names(to: .text), about: "How a locale is written in the path."),
      ScenarioKey("accelerator", .text(values: ["&", "_"]), about: "What marks the letter of a shortcut in a text."),
      ScenarioKey("command", command, about: "A program that prints the texts of {locale} as JSON, and its arguments."),
    ])
    return ScenarioKey("labels", .either([file, .list(of: file)]), about: "Where the product's texts are.")
  }

  private static let command = ScenarioShape.list(of: .text)

  private static var web: ScenarioShape {
    .mapping(
      [
        ScenarioKey(
          "address", .either([.text, .names(to: .text)]), isRequired: true,
          about: "The start page, or one for each locale; {port} is a free port of this world, {language} its code."),
        ScenarioKey(
          "language",
          .mapping([
            ScenarioKey(
              "by", .text(values: ["address", "cookie", "local-storage", "accept-language"]), isRequired: true),
            ScenarioKey("name", .text, about: "Of the cookie, or of what the page keeps in its local storage."),
            ScenarioKey("codes", .names(to: .text), about: "What the product calls a locale, such as da for da-DK."),
          ]), about: "How the product is told its language; by Accept-Language unless this says otherwise."),
        ScenarioKey(
          "start",
          .mapping([
            ScenarioKey("command", command, isRequired: true, about: "A program and its arguments."),
            ScenarioKey("ready", .text, about: "The address that answers when it is ready; the start page by default."),
            ScenarioKey("seconds", .text, about: "How long it may take; 30 by default."),
          ]), about: "How the product is started, anew for each world; left out where it is running."),
        ScenarioKey(
          "world",
          .mapping([
            ScenarioKey("command", command, about: "Run before the start: JSON in, JSON with the values it made out."),
            ScenarioKey("post", .text, about: "An address that is sent the same JSON after the start."),
          ]), about: "Makes a fresh world, by a command or by an address."),
        ScenarioKey(
          "sign-in", .mapping([ScenarioKey("page", .text, isRequired: true, about: "The page with the form.")]),
          about: "Where a role signs in before the first step."),
        ScenarioKey(
          "checks",
          .names(
            to: .mapping([
              ScenarioKey("command", command, about: "Ends with 0 where it holds; reads what a world's command reads."),
              ScenarioKey("post", .text, about: "An address that is sent the same JSON."),
              ScenarioKey("get", .text, about: "An address that is asked; {name} stands for a value."),
              ScenarioKey("status", .text, about: "Of the answer; any from 200 to 299 by default."),
              ScenarioKey("shows", .text, about: "A text that the answer has; {name} stands for a value."),
            ])), about: "What scenarios may expect by this name."),
        ScenarioKey(
          "mail",
          .mapping([
            ScenarioKey("by", .text(values: ["folder", "smtp"]), isRequired: true),
            ScenarioKey("folder", .text, about: "Below that of the world, with a file for each mail."),
            ScenarioKey(
              "values", .names(to: .text),
              about: "Values that are read out of the newest mail, by a regular expression or its first group."),
          ]),
          about: "Where the product's mail arrives: in a folder, or at a mail server that Trin opens at {mail-port}."),
        limitsKey, labelsKey,
      ] + description(isRequired: true))
  }

  private static var adapted: ScenarioShape {
    .mapping(
      [
        ScenarioKey(
          "adapter",
          .mapping([ScenarioKey("command", command, isRequired: true, about: "A program and its arguments.")]),
          isRequired: true, about: "The program that drives a product which is no web application, by JSON lines."),
        limitsKey, labelsKey,
      ] + description(isRequired: false))
  }

  private static let limitsKey = ScenarioKey(
    "limits",
    .mapping([
      ScenarioKey("step-seconds", .text, about: "How long a page or an answer may take; 10 by default."),
      ScenarioKey("worlds", .text, about: "How many worlds there may be at a time."),
    ]))

  /// What the product is for those who use it: said by the file, or by the adapter itself.
  static func description(isRequired: Bool) -> [ScenarioKey] {
    let texts = ScenarioShape.names(to: .list(of: .text))
    let control = ScenarioShape.mapping([
      ScenarioKey(
        "kind", .text(values: Control.Kind.allCases.map(\.rawValue)), isRequired: true, about: "What a person sees."),
      ScenarioKey(
        "labels", texts,
        about: "Its names by locale, the preferred one first; left out for what is called by something of the world."),
      ScenarioKey(
        "text", .text, about: "In place of labels: the key of a text in the files that the file's labels name."),
      ScenarioKey(
        "with", .either([.list(of: .text), .names(to: .text)]),
        about: "What stands in the text's places, such as %s or {name}: keys of texts, or words; in order or by name."),
      ScenarioKey("address", .text, about: "Where it is, for articles that link to it: a path, or a whole address."),
      ScenarioKey("link", .text, about: "The linkid of links that lead to it."),
    ])
    let role = ScenarioShape.mapping([
      ScenarioKey("names", texts, isRequired: true, about: "What running text calls it, by locale."),
      ScenarioKey("sign-in", .names(to: .text), about: "What is entered into the fields of the sign-in page."),
    ])
    return [
      ScenarioKey("roles", .names(to: role), isRequired: isRequired, about: "Who uses the product."),
      ScenarioKey(
        "controls", .names(to: control), isRequired: isRequired, about: "What steps are done to, by a name of yours."),
      ScenarioKey("given", .list(of: .text), about: "The keys that scenarios may have under given."),
      ScenarioKey("values", .list(of: .text), about: "The names of values that a world makes."),
    ]
  }

  /// Anything, for whoever makes the world to read.
  var givenKeys: [ScenarioKey] { given.map { ScenarioKey($0, Self.anything) } }

  static let anything = ScenarioShape.either([
    .text, .list(of: .text), .names(to: .either([.text, .list(of: .text)])),
  ])

  /// What scenarios may say of this product.
  package var schema: ScenarioSchema {
    let names = controls.map(\.control.id)
    return ScenarioSchema(
      given: givenKeys,
      expect: [
        ScenarioKey("shown", .text, about: "A text that the page shows."),
        ScenarioKey("not-shown", .text, about: "A text that the page does not show."),
        ScenarioKey("address", .text, about: "The path of the page."),
        ScenarioKey(
          "field",
          .mapping([
            ScenarioKey("control", .name(names, of: "control"), isRequired: true),
            ScenarioKey("value", .text, isRequired: true),
          ]), about: "What a field holds."),
      ]
        + (mail == nil
          ? []
          : [
            ScenarioKey(
              "mail",
              .mapping([
                ScenarioKey("to", .text, isRequired: true), ScenarioKey("shows", .text, about: "A text of the mail."),
              ]), about: "That a mail arrived.")
          ])
        + (checks.isEmpty ? [] : [ScenarioKey("check", .text(values: checks.keys.sorted()))]),
      values: values + mailValues.keys.sorted())
  }
}
