internal import Diagnostics

/// A procedure as it stands in a Gherkin document, with the ids that its runs refer to.
struct MessageOutline {
  /// What one run is made from.
  struct Pickle {
    var id: String
    /// In the order of the procedure's steps.
    var stepIDs: [String]
    var run: RunRecord
  }

  var procedure: ProcedureReport
  var pickles: [Pickle]
}

extension MessagesWriter {
  /// Writes an article: its source, its procedures as scenario outlines, and their runs as pickles.
  mutating func writeDocument(
    _ file: String, source: String?, _ procedures: [ProcedureReport]
  ) -> [MessageOutline] {
    if let source {
      write(
        "source",
        [
          Self.member("uri", file), Self.member("data", source),
          Self.member("mediaType", "text/x.cucumber.gherkin+markdown"),
        ])
    }
    let drafts = procedures.map { Draft($0, &self) }
    let article = procedures[0].id.prefix { $0 != "#" }
    let feature = JSONText.object([
      Self.location(1), ("tags", "[]"), Self.member("language", "en"), Self.member("keyword", "Feature"),
      Self.member("name", "\(procedures[0].locale) \(article)"), Self.member("description", ""),
      ("children", JSONText.array(drafts.map(\.scenario))),
    ])
    write("gherkinDocument", [Self.member("uri", file), ("feature", feature), ("comments", "[]")])
    return drafts.map { draft in
      MessageOutline(
        procedure: draft.procedure, pickles: zip(draft.procedure.runs, draft.rowIDs).map { writePickle($0, $1, draft) })
    }
  }

  private mutating func writePickle(_ run: RunRecord, _ row: String, _ draft: Draft) -> MessageOutline.Pickle {
    let pickle = MessageOutline.Pickle(id: makeID(), stepIDs: draft.stepIDs.map { _ in makeID() }, run: run)
    let steps = zip(draft.procedure.steps.indices, pickle.stepIDs).map { index, id in
      JSONText.object([
        Self.member("id", id), Self.member("text", draft.procedure.steps[index].text), Self.member("type", "Unknown"),
        ("astNodeIds", JSONText.array([JSONText.string(draft.stepIDs[index]), JSONText.string(row)])),
      ])
    }
    write(
      "pickle",
      [
        Self.member("id", pickle.id), Self.member("uri", draft.procedure.file), Self.location(draft.procedure.line),
        Self.member("name", "\(draft.procedure.id): \(run.variant) as \(run.role), \(run.expected.rawValue)"),
        Self.member("language", "en"), ("steps", JSONText.array(steps)), ("tags", "[]"),
        ("astNodeIds", JSONText.array([JSONText.string(draft.scenarioID), JSONText.string(row)])),
      ])
    return pickle
  }

  /// A procedure whose nodes have their ids.
  private struct Draft {
    let procedure: ProcedureReport
    let scenarioID: String
    let stepIDs: [String]
    let rowIDs: [String]
    private let headerID: String
    private let examplesID: String

    init(_ procedure: ProcedureReport, _ writer: inout MessagesWriter) {
      self.procedure = procedure
      stepIDs = procedure.steps.map { _ in writer.makeID() }
      headerID = writer.makeID()
      rowIDs = procedure.runs.map { _ in writer.makeID() }
      examplesID = writer.makeID()
      scenarioID = writer.makeID()
    }

    var scenario: String {
      let steps = zip(procedure.steps, stepIDs).map { step, id in
        JSONText.object([
          MessagesWriter.member("id", id), MessagesWriter.location(step.line), MessagesWriter.member("keyword", "* "),
          MessagesWriter.member("keywordType", "Unknown"), MessagesWriter.member("text", step.text),
        ])
      }
      let rows = zip(procedure.runs, rowIDs).map { run, id in row(id, [run.variant, run.role, run.expected.rawValue]) }
      let examples = JSONText.object([
        MessagesWriter.member("id", examplesID), MessagesWriter.location(procedure.line), ("tags", "[]"),
        MessagesWriter.member("keyword", "Examples"), MessagesWriter.member("name", ""),
        MessagesWriter.member("description", ""), ("tableHeader", row(headerID, ["variant", "role", "expected"])),
        ("tableBody", JSONText.array(rows)),
      ])
      return JSONText.object([
        (
          "scenario",
          JSONText.object([
            MessagesWriter.member("id", scenarioID), MessagesWriter.location(procedure.line), ("tags", "[]"),
            MessagesWriter.member("keyword", "Scenario Outline"), MessagesWriter.member("name", procedure.id),
            MessagesWriter.member("description", ""), ("steps", JSONText.array(steps)),
            ("examples", JSONText.array([examples])),
          ])
        )
      ])
    }

    private func row(_ id: String, _ values: [String]) -> String {
      let cells = values.map { value in
        JSONText.object([MessagesWriter.location(procedure.line), MessagesWriter.member("value", value)])
      }
      return JSONText.object([
        MessagesWriter.member("id", id), MessagesWriter.location(procedure.line), ("cells", JSONText.array(cells)),
      ])
    }
  }
}
