internal import FoundationEssentials

/// A picture of the screen just before a step's last action.
package struct StepPicture: Sendable, Hashable, Codable {
  /// Its name in the folder of the pictures.
  package var file: String
  /// The procedure's id and its locale.
  package var procedure: String
  package var locale: String
  /// The role's id.
  package var role: String
  package var step: Int
  /// The step's words when the picture was taken: those of an article that was changed since are others.
  package var text: String
}

/// What `trin test --pictures` leaves beside the pictures, so that `trin build --pictures` shows each at its step.
package struct StepPictures: Sendable, Codable {
  package static let fileName = "pictures.json"

  package private(set) var pictures: [StepPicture]

  /// - Parameters:
  ///   - taken: Each picture's file, with the run and the step that it shows.
  ///   - report: Of the runs in which they were taken.
  package init(_ taken: [(file: String, setup: WorldSetup, step: StepName)], of report: TestReport) {
    var texts: [String: [Int: String]] = [:]
    for procedure in report.procedures {
      for step in procedure.steps {
        texts["\(procedure.locale) \(procedure.id)", default: [:]][step.number] = step.text
      }
    }
    pictures = taken.compactMap { one in
      texts["\(one.setup.locale) \(one.setup.procedure)"]?[one.step.number].map { text in
        StepPicture(
          file: one.file, procedure: one.setup.procedure, locale: one.setup.locale, role: one.setup.role,
          step: one.step.number, text: text)
      }
    }.sorted { $0.file < $1.file }
  }

  /// - Returns: Nil where the bytes are no such list.
  package init?(reading bytes: [UInt8]) {
    guard let read = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
    self = read
  }

  package var json: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(self)).map { Array($0) } ?? []) + [UInt8(ascii: "\n")]
  }

  /// The picture of a step as it reads today: of the first of `roles` with which one was taken.
  package func picture(of step: StepRecord, in procedure: ProcedureReport, roles: [String]) -> StepPicture? {
    let own = pictures.filter { picture in
      picture.procedure == procedure.id && picture.locale == procedure.locale && picture.step == step.number
        && picture.text == step.text
    }
    return roles.lazy.compactMap { role in own.first { $0.role == role } }.first
  }
}
