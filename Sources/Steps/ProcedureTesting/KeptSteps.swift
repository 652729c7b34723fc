package import Diagnostics
internal import Docset
package import Scenarios
package import SiteBuilding

/// What running the steps of a docset showed, file by file, kept so that after an edit only the procedures of the files
/// that it touched are run again.
package struct KeptSteps: Sendable {
  /// A step in one language.
  package struct Step: Sendable {
    /// 1-based, in the file.
    package var line: Int
    /// What it was read as: an operation and what the product calls its target in the article's language.
    package var actions: [(operation: Action.Operation, label: String)]
    /// What a person has to do.
    package var manual: [String]
    package var coverage: StepCoverage
    /// How many runs of the procedure passed, of how many.
    package var passed: Int
    package var runs: Int
    /// The name of its picture, where a browser took one.
    package var picture: String?
  }

  /// By file, as findings show it.
  private var steps: [String: [Step]] = [:]
  private var found: [String: [Diagnostic]] = [:]

  package init() {}

  package func steps(of file: String) -> [Step] { steps[file] ?? [] }

  /// Without what is known of some articles, in all languages.
  ///
  /// - Parameter paths: In their docsets, without `.md`.
  package func without(_ paths: Set<String>) -> KeptSteps {
    guard !paths.isEmpty else { return self }
    func isOther(_ file: String) -> Bool {
      !paths.contains { file == $0 + ".md" || file.hasSuffix("/" + $0 + ".md") }
    }
    var rest = self
    rest.steps = steps.filter { isOther($0.key) }
    rest.found = found.filter { isOther($0.key) }
    return rest
  }

  package var findings: [Diagnostic] { found.values.flatMap(\.self) }

  /// What procedures are run on.
  package struct Runner: Sendable {
    /// Says what its controls are called.
    package var product: any ProductModel
    package var run: @Sendable (TestRequest) async throws -> TestReport
    package var pictures: PictureSource?

    package init(
      product: any ProductModel, pictures: PictureSource? = nil,
      run: @escaping @Sendable (TestRequest) async throws -> TestReport
    ) {
      self.product = product
      self.pictures = pictures
      self.run = run
    }
  }

  /// Runs all procedures.
  ///
  /// - Throws: ``DocsetError`` where the files beside the articles cannot be read; what the runs throw.
  package init(of loaded: LoadedSite, folders: StepFolders, runner: Runner, jobs: Int) async throws {
    var request = try SitePipeline.steps(of: loaded, folders: folders)
    request.jobs = jobs
    let report = try await runner.run(request)
    for finding in report.fileFindings { found[finding.place.file, default: []].append(finding) }
    take(report.procedures, by: runner)
  }

  /// Runs the procedures of some articles, in all languages, since these are held against each other.
  ///
  /// - Parameter paths: Of the articles in their docsets, without `.md`.
  package func after(
    _ paths: Set<String>, in loaded: LoadedSite, folders: StepFolders, runner: Runner, jobs: Int
  ) async throws -> KeptSteps {
    // Each of them reads all articles, since procedures may follow others.
    if paths.count > 4 { return try await KeptSteps(of: loaded, folders: folders, runner: runner, jobs: jobs) }
    var next = self
    var request = try SitePipeline.steps(of: loaded, folders: folders)
    request.jobs = jobs
    for path in paths.sorted() {
      for article in request.articles where article.path == path {
        next.steps[article.file] = nil
        next.found[article.file] = nil
      }
      request.filter = path + "#"
      let procedures = try await runner.run(request).procedures
      next.take(procedures.filter { $0.id.hasPrefix(path + "#") }, by: runner)
    }
    return next
  }

  private mutating func take(_ procedures: [ProcedureReport], by runner: Runner) {
    let product = runner.product
    for procedure in procedures {
      for finding in procedure.findings.map(\.diagnostic) { found[procedure.file, default: []].append(finding) }
      for step in procedure.steps {
        steps[procedure.file, default: []].append(
          Step(
            line: step.line,
            actions: step.actions.map { action in
              (action.operation, product.labels(of: action.target, locale: procedure.locale).first ?? action.target)
            },
            manual: step.manual, coverage: procedure.coverage(of: step),
            passed: procedure.runs.count { $0.status == .passed }, runs: procedure.runs.count,
            picture: runner.pictures?.name(of: step, in: procedure)))
      }
    }
  }
}
