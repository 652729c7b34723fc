internal import Diagnostics
internal import Procedures

/// Finds where two languages of one procedure do not say the same.
struct ParityOfLocales {
  let sourceLocale: String
  let product: any ProductModel

  /// By the index of the report that they belong to. A locale whose words could not be bound has findings already.
  func findings(_ reports: [ProcedureReport]) -> [(index: Int, findings: [StepFinding])] {
    let groups = Dictionary(grouping: reports.indices.filter { reports[$0].isCovered }) { reports[$0].id }
    return groups.sorted { $0.key < $1.key }.flatMap { _, indices -> [(index: Int, findings: [StepFinding])] in
      let source = indices.first { reports[$0].locale == sourceLocale } ?? indices[0]
      guard isBound(reports[source]) else { return [] }
      return indices.filter { $0 != source && isBound(reports[$0]) }.compactMap { index in
        difference(reports[index], from: reports[source]).map { (index, [$0]) }
      }
    }
  }

  private func isBound(_ report: ProcedureReport) -> Bool {
    report.steps.allSatisfy { $0.status < .ambiguous } && !report.runs.isEmpty
      && !report.findings.contains { $0.step != nil && $0.diagnostic.severity == .error }
  }

  private func difference(_ report: ProcedureReport, from source: ProcedureReport) -> StepFinding? {
    for index in 0..<max(report.steps.count, source.steps.count) {
      let own = index < report.steps.count ? report.steps[index] : nil
      let other = index < source.steps.count ? source.steps[index] : nil
      if own?.actions != other?.actions || own?.manual.count != other?.manual.count
        || own?.choices.isEmpty != other?.choices.isEmpty
      {
        let (step, place) = (own ?? report.steps.last, self.place(of: own, against: other))
        return finding(
          report, step, place ?? step?.place, "Step \(index + 1)", reading(own, report.locale),
          reading(other, source.locale),
          source)
      }
    }
    let own = variants(report)
    let other = variants(source)
    if own != other {
      let step = report.steps.first { !$0.choices.isEmpty } ?? report.steps.first
      return finding(
        report, step, step?.place, "The choice", own.joined(separator: " or "), other.joined(separator: " or "), source)
    }
    return nil
  }

  /// The words of the first action that differs.
  private func place(of own: StepRecord?, against other: StepRecord?) -> TextPlace? {
    guard let own, let other,
      let index = own.actions.indices.first(where: { index in
        index >= other.actions.count || own.actions[index] != other.actions[index]
      })
    else { return nil }
    return index < own.actionPlaces.count ? own.actionPlaces[index] : nil
  }

  private func variants(_ report: ProcedureReport) -> [String] {
    Set(report.runs.filter { $0.expected == .allowed }.map(\.variant)).sorted()
  }

  private func reading(_ step: StepRecord?, _ locale: String) -> String {
    guard let step else { return "no such step" }
    let actions =
      step.actions.map { action in
        let label = product.labels(of: action.target, locale: locale).first.map { "**\($0)**" } ?? action.target
        return "\(action.operation.rawValue) \(label)" + (action.value.map { " “\($0)”" } ?? "")
      } + step.manual.map { _ in "something by hand" }
    return actions.isEmpty ? "nothing" : actions.joined(separator: ", ")
  }

  private func finding(
    _ report: ProcedureReport, _ step: StepRecord?, _ place: TextPlace?, _ what: String, _ own: String,
    _ other: String, _ source: ProcedureReport
  ) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(
        .error, "step-parity", "\(what) says: \(own). In \(source.locale) it says: \(other).",
        at: place?.inFile(report.file) ?? SourcePlace(file: report.file, line: step?.line ?? report.line)),
      procedure: report.id, step: step?.number, sentence: step?.text ?? "", shown: [])
  }
}
