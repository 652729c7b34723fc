internal import Diagnostics
internal import Procedures

/// Holds the roles that an article claims against those that the scenario proves.
struct RoleClaimCheck {
  let product: any ProductModel

  func findings(_ procedure: Procedure, _ scenario: Scenario) -> [StepFinding] {
    guard let claim = procedure.claim else {
      return [
        finding(
          "role-claim-missing",
          "No sentence says which role a reader needs; the scenario says \(list(scenario.allowed)).",
          SourcePlace(file: procedure.file, line: procedure.line), nil, procedure, nil)
      ]
    }
    var claimed: [String: Phrase] = [:]
    var findings: [StepFinding] = []
    for role in claim.roles {
      if let id = role.named(in: product, procedure.locale) {
        claimed[id] = role
      } else {
        let names = product.roles.flatMap { $0.names[procedure.locale] ?? [] }
        findings.append(
          finding(
            "role-unknown", "The product has no role “\(role.text)”.", role.place.inFile(procedure.file),
            Spelling.nearest(to: role.text.lowercased(), among: names), procedure, claim))
      }
    }
    if findings.isEmpty, Set(claimed.keys) != Set(scenario.allowed) {
      let unproven = claimed.filter { !scenario.allowed.contains($0.key) }.min { $0.key < $1.key }?.value
      findings.append(
        finding(
          "role-claim-mismatch",
          "The article names \(list(claimed.keys.sorted())), but the scenario proves \(list(scenario.allowed)).",
          (unproven ?? claim.phrase).place.inFile(procedure.file), nil, procedure, claim))
    }
    return findings
  }

  private func list(_ roles: [String]) -> String { roles.isEmpty ? "none" : roles.sorted().joined(separator: ", ") }

  private func finding(
    _ code: String, _ message: String, _ place: SourcePlace, _ suggestion: String?, _ procedure: Procedure,
    _ claim: RoleClaim?
  ) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(.error, code, message, at: place, suggestion: suggestion), procedure: procedure.id,
      step: nil,
      sentence: claim?.phrase.text ?? "", shown: [])
  }
}

extension Phrase {
  /// The id of the role that running text calls so.
  fileprivate func named(in product: any ProductModel, _ locale: String) -> String? {
    let name = Spelling.folded(text)
    return product.roles.first { ($0.names[locale] ?? []).contains { Spelling.folded($0) == name } }?.id
  }
}

extension TextPlace {
  func inFile(_ file: String) -> SourcePlace {
    SourcePlace(file: self.file ?? file, line: line, column: column, endLine: endLine, endColumn: endColumn)
  }
}
