package import Scenarios

extension ProductFile {
  /// What the file may hold. The JSON Schema in the handbook is made of it.
  package static var shape: ScenarioShape {
    let command = ScenarioShape.list(of: .text)
    let texts = ScenarioShape.names(to: .list(of: .text))
    let control = ScenarioShape.mapping([
      ScenarioKey(
        "kind", .text(values: Control.Kind.allCases.map(\.rawValue)), isRequired: true, about: "What a person sees."),
      ScenarioKey(
        "labels", texts,
        about: "Its names by locale, the preferred one first; left out for what stands in a row and is called by it."),
      ScenarioKey("address", .text, about: "Where it is, for articles that link to it: a path, or a whole address."),
      ScenarioKey("link", .text, about: "The linkid of links that lead to it."),
    ])
    let role = ScenarioShape.mapping([
      ScenarioKey("names", texts, isRequired: true, about: "What running text calls it, by locale."),
      ScenarioKey("sign-in", .names(to: .text), about: "What is entered into the fields of the sign-in page."),
    ])
    return .mapping([
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
        "world", .mapping([ScenarioKey("command", command, isRequired: true)]),
        about: "Makes a fresh world before the start: JSON in, JSON with the values it made out."),
      ScenarioKey(
        "sign-in", .mapping([ScenarioKey("page", .text, isRequired: true, about: "The page with the form.")]),
        about: "Where a role signs in before the first step."),
      ScenarioKey("roles", .names(to: role), isRequired: true, about: "Who uses the product."),
      ScenarioKey(
        "controls", .names(to: control), isRequired: true, about: "What steps are done to, by a name of yours."),
      ScenarioKey("given", .list(of: .text), about: "The keys that scenarios may have under given."),
      ScenarioKey("values", .list(of: .text), about: "The names of values that a world makes."),
      ScenarioKey(
        "checks", .names(to: .mapping([ScenarioKey("command", command, isRequired: true)])),
        about: "What scenarios may expect by this name: the command ends with 0 where it holds."),
      ScenarioKey(
        "limits",
        .mapping([
          ScenarioKey("step-seconds", .text, about: "How long a page may take to be still; 10 by default."),
          ScenarioKey("worlds", .text, about: "How many worlds there may be at a time."),
        ])),
    ])
  }

  /// What scenarios may say of this product.
  package var schema: ScenarioSchema {
    let names = controls.map(\.control.id)
    return ScenarioSchema(
      given: given.map { key in
        ScenarioKey(key, .either([.text, .list(of: .text), .names(to: .either([.text, .list(of: .text)]))]))
      },
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
      ] + (checks.isEmpty ? [] : [ScenarioKey("check", .text(values: checks.keys.sorted()))]),
      values: values)
  }
}
