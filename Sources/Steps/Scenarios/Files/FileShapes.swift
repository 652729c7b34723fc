internal import Procedures

/// The shapes of the files that lie beside the articles.
package enum FileShapes {
  /// `scenarios/<article>.yml`.
  package static func scenario(_ product: any ProductModel) -> ScenarioShape {
    let roles = ScenarioShape.list(of: .name(product.roles.map(\.id), of: "role"))
    let given =
      product.schema.given + [
        ScenarioKey(
          "states", .names(to: .text(values: ["yes", "no", "true", "false"])),
          about: "What the conditions of the prose ask about: yes or no.")
      ]
    let scenario = ScenarioShape.mapping([
      ScenarioKey(
        "roles",
        .mapping([
          ScenarioKey(
            "allowed", roles, isRequired: true, about: "The roles that the article names: it works for each."),
          ScenarioKey(
            "unnamed", roles, about: "Roles that the product lets in too and that the article leaves out on purpose."),
          ScenarioKey("refused", roles, about: "Roles that the product refuses."),
        ]), isRequired: true, about: "Who does the steps."),
      ScenarioKey("given", .mapping(given), about: "What the world is like before the first step."),
      ScenarioKey("values", .names(to: .text), about: "What is entered, by the name that the phrasebook gives it."),
      ScenarioKey(
        "expect", .list(of: .mapping(product.schema.expect)), isRequired: true,
        about: "What holds after the last step."),
      ScenarioKey(
        "override",
        .names(
          to: .mapping([
            ScenarioKey(
              "text-sha256", .names(to: .text), isRequired: true,
              about: "The digest of the step's text by locale; the override is void when the text changes."),
            ScenarioKey("actions", actions(product), isRequired: true, about: "What the step does."),
          ])), about: "Actions for steps whose prose defeats the lexicon, by the step's number."),
    ])
    return .mapping([
      ScenarioKey(
        "procedures", .names(to: scenario), isRequired: true,
        about: "The procedures of the article by the anchor of their heading.")
    ])
  }

  /// `phrasebook/<locale>.yml`.
  package static func phrasebook(_ product: any ProductModel) -> ScenarioShape {
    .mapping([
      ScenarioKey("objects", .names(to: actions(product)), about: "What is named without its label."),
      ScenarioKey("values", .names(to: .text), about: "What is to be entered: a $name of the scenario, or a text."),
      ScenarioKey("aims", .names(to: actions(product)), about: "Purposes that stand for a control without a name."),
      ScenarioKey(
        "places", .names(to: .name(product.controls.filter { $0.isPlace }.map(\.id), of: "control")),
        about: "Places that are named without their label."),
      ScenarioKey(
        "conditions",
        .names(
          to: .mapping([
            ScenarioKey("state", .text, about: "The state that the words ask for."),
            ScenarioKey(
              "is", .text(values: ["yes", "no", "true", "false"]), about: "Whether it must hold; yes by default."),
            ScenarioKey(
              "chosen", .name(product.controls.map(\.id), of: "control"), about: "The control that was used before."),
          ])), about: "What the conditions of the prose stand for."),
      ScenarioKey("manual", .list(of: .text), about: "What only a person can do, and no run verifies."),
    ])
  }

  /// `labels/<locale>.yml`.
  package static func labels(_ product: any ProductModel) -> ScenarioShape {
    .mapping([
      ScenarioKey(
        "controls", .mapping(product.controls.map { ScenarioKey($0.id, .list(of: .text)) }),
        about: "What the controls are called, the preferred name first."),
      ScenarioKey(
        "roles", .mapping(product.roles.map { ScenarioKey($0.id, .list(of: .text)) }),
        about: "What running text calls the roles, the preferred name first."),
    ])
  }

  /// `lexicons/<locale>.yml`.
  package static var lexicon: ScenarioShape {
    let words = ScenarioShape.list(of: .text)
    let verbs = Procedures.Operation.allCases.map { ScenarioKey($0.rawValue, words) }
    return .mapping(
      [
        ScenarioKey("locale", .text, isRequired: true, about: "Of the language, such as nb-NO."),
        ScenarioKey(
          "verbs", .mapping(verbs), isRequired: true,
          about: "By what they do: 'imperative | infinitive', with … where the object stands between."),
      ] + Lexicon.List.allCases.map { ScenarioKey($0.key, words) })
  }

  /// `{choose: reset.submit}`, or a list of such actions.
  private static func actions(_ product: any ProductModel) -> ScenarioShape {
    let control = ScenarioShape.name(product.controls.map(\.id), of: "control")
    let keys =
      Action.Operation.allCases.map { ScenarioKey($0.rawValue, control) }
      + [
        ScenarioKey("value", .text, about: "What is entered: a $name of the scenario, or a text."),
        ScenarioKey("subject", .text, about: "Who or what is selected: a $name of the scenario, or a text."),
      ]
    return .either([.mapping(keys), .list(of: .mapping(keys))])
  }
}

extension Control {
  var isPlace: Bool { [.page, .pane, .tab, .section, .navigation].contains(kind) }
}
