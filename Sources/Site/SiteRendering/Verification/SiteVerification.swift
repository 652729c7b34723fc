/// What running the steps of one locale showed, in the words of its pages.
package struct SiteVerification: Sendable {
  package enum Result: Sendable {
    case proven
    /// As far as it can be run; some of it is a person's, or was passed over.
    case provenInPart
    case failed
    /// No scenario covers it.
    case uncovered
  }

  /// How a step ended; each has its word among the strings of the theme.
  package enum StepResult: String, Sendable { case run, told, manual, skipped, open, uncovered }

  package struct Step: Sendable {
    package var number: Int
    package var text: String
    package var result: StepResult
    /// What in it only a person can do.
    package var manual: [String]
    package var picture: Picture?

    package init(number: Int, text: String, result: StepResult, manual: [String], picture: Picture? = nil) {
      self.picture = picture
      self.number = number
      self.text = text
      self.result = result
      self.manual = manual
    }
  }

  /// The screen just before the step's last action.
  package struct Picture: Sendable {
    /// Where it lies on this machine.
    package var path: String
    /// Its name within the folder ``SiteVerification/pictureFolder`` of the locale.
    package var file: String
    /// In pixels.
    package var width: Int
    package var height: Int
    /// The name of the role with which it was taken.
    package var role: String

    package init(path: String, file: String, width: Int, height: Int, role: String) {
      self.path = path
      self.file = file
      self.width = width
      self.height = height
      self.role = role
    }
  }

  /// The runs with one role: for each variant whether it ended as expected, nil where it was not run.
  package struct Role: Sendable {
    package var name: String
    /// Expected to be let in; else to be refused.
    package var isAllowed: Bool
    package var runs: [Bool?]

    package init(name: String, isAllowed: Bool, runs: [Bool?]) {
      self.name = name
      self.isAllowed = isAllowed
      self.runs = runs
    }
  }

  package struct Procedure: Sendable {
    /// Of the article's source file.
    package var path: [UInt8]
    /// The id of its heading.
    package var anchor: [UInt8]
    package var result: Result
    package var steps: [Step]
    /// What each variant chooses; one empty name where there is no choice.
    package var variants: [String]
    package var roles: [Role]
    /// What is wrong, for a site that is written all the same.
    package var faults: [String]

    package init(
      path: [UInt8], anchor: [UInt8], result: Result, steps: [Step], variants: [String], roles: [Role],
      faults: [String]
    ) {
      self.path = path
      self.anchor = anchor
      self.result = result
      self.steps = steps
      self.variants = variants
      self.roles = roles
      self.faults = faults
    }

    /// Where the procedure stands on the page of the report.
    var reportID: [UInt8] { Array(path.dropLast(3)) + [UInt8(ascii: "/")] + anchor }

    var runs: [Bool] { roles.flatMap { $0.runs.compactMap(\.self) } }
  }

  /// In the order of the articles.
  package var procedures: [Procedure]

  package init(procedures: [Procedure]) { self.procedures = procedures }

  /// Below the locale's own.
  package static let pictureFolder = "verification/"

  package var pictures: [Picture] { procedures.flatMap { $0.steps.compactMap(\.picture) } }

  func procedures(of path: [UInt8]) -> [Procedure] { procedures.filter { $0.path == path } }
}
