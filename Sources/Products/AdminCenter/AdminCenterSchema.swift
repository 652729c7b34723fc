internal import Scenarios

extension ScenarioSchema {
  /// What scenarios say about the admin center's worlds.
  static func adminCenter(roles: [String]) -> ScenarioSchema {
    let person = ScenarioShape.mapping([
      ScenarioKey("name", .text, about: "The display name."),
      ScenarioKey("password", .text(values: ["lost", "known"]), about: "Whether the person knows the password."),
      ScenarioKey("roles", .list(of: .name(roles, of: "role")), about: "The roles that the person has."),
      ScenarioKey("alternate-email", .text),
      ScenarioKey("mobile", .text),
    ])
    let who = ScenarioKey("of", .text, about: "Whose: user, self, or a name of the scenario.")
    return ScenarioSchema(
      given: [
        ScenarioKey("user", person, about: "Whom the article is about."),
        ScenarioKey("others", .list(of: person)),
        ScenarioKey("self-service", .text, about: "Who may reset a forgotten password alone."),
        ScenarioKey("password-expiration", .text, about: "never, or a number of days."),
      ],
      expect: [
        ScenarioKey(
          "mail", .mapping([ScenarioKey("to", .text), ScenarioKey("carries", .text)]), about: "A message that was sent."
        ),
        ScenarioKey("no-mail", .mapping([ScenarioKey("to", .text)])),
        ScenarioKey("notice", .mapping([ScenarioKey("to", .text)])),
        ScenarioKey(
          "sign-in",
          .mapping([
            ScenarioKey("as", .text), ScenarioKey("with", .text), ScenarioKey("after-days", .text),
            ScenarioKey("leads-to", .text, isRequired: true),
          ]), about: "Where signing in leads."),
        ScenarioKey("session", .mapping([who, ScenarioKey("is", .text, isRequired: true)])),
        ScenarioKey("contact", .mapping([who, ScenarioKey("alternate-email", .text), ScenarioKey("mobile", .text)])),
        ScenarioKey("roles", .mapping([who, ScenarioKey("are", .list(of: .text), isRequired: true)])),
        ScenarioKey(
          "can-reset",
          .mapping([
            ScenarioKey("who", .text, isRequired: true), ScenarioKey("whom", .text, isRequired: true),
            ScenarioKey("is", .text, isRequired: true),
          ])),
        ScenarioKey(
          "recovery",
          .mapping([ScenarioKey("as", .text), ScenarioKey("with", .text), ScenarioKey("is", .text, isRequired: true)])),
        ScenarioKey("audit", .text, about: "An entry of the audit log."),
        ScenarioKey("self-service", .text),
        ScenarioKey("password-expiration", .text),
      ], values: ["mailed-code", "texted-code", "own-user-name", "user-name"])
  }
}
