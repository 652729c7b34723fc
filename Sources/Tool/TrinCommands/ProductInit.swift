internal import BrowserProduct
internal import Docset
internal import Foundation
internal import ProcedureTesting
internal import ProductFiles
internal import Scenarios
internal import SiteBuilding
internal import WebDriver

/// `trin init --product ADDRESS`: a docset about an application that is running.
enum ProductInit {
  /// The files of a docset whose only step was tried on the application.
  /// - Parameter signIn: `NAME=TEXT` of the fields of the form where people sign in.
  static func files(for address: String, signIn: [String]) async throws -> [(path: String, text: String)] {
    guard DriverProcess.isInstalled else { throw failed(DriverProcess.advice) }
    guard ["http", "https"].contains(URL(string: address)?.scheme ?? "") else {
      throw failed("The address of a product begins with http:// or https://; `\(address)` does not.")
    }
    let fields = try signIn.map { field in
      let pair = field.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else { throw failed("--sign-in is NAME=TEXT, such as username=ada.") }
      return ProductFile.SignIn.Field(name: pair[0], text: pair[1])
    }
    let survey = try await survey(address, fields)
    guard let draft = ProductDraft(of: survey, at: address, signedIn: fields) else {
      let languages = Set(survey.visits.values.map(\.language)).sorted().joined(separator: ", ")
      throw failed(
        "The page at \(address) is in \(languages). Trin writes a first article in English or Danish; for others the handbook says how to begin."
      )
    }
    for step in draft.steps {
      let files = draft.files(for: step)
      if try await passes(files) { return files }
    }
    if !draft.asksFor.isEmpty {
      throw failed(
        "The page at \(address) asks people to sign in, and offers no other step. Say what its fields are filled with: "
          + draft.asksFor.map { "--sign-in \($0)=…" }.joined(separator: " ") + ". It is written into the product file.")
    }
    throw failed(
      draft.steps.isEmpty
        ? "The page at \(address) shows no link and no text field that a first step could name."
        : "None of the \(draft.steps.count) steps that the page at \(address) offers could be run."
    )
  }

  private static func survey(_ address: String, _ fields: [ProductFile.SignIn.Field]) async throws -> ProductSurvey {
    let pool = BrowserPool(most: 1, limits: BrowserLimits())
    do {
      let browser = try await pool.take()
      let survey = try await ProductSurvey.look(
        at: address, languages: ProductDraft.languages, signingIn: fields, in: browser)
      await pool.giveBack(browser, isUsable: true)
      await pool.close()
      return survey
    } catch {
      await pool.close()
      throw failed("The page at \(address) cannot be looked at: \(error).")
    }
  }

  /// Runs the steps as `trin test` does.
  private static func passes(_ files: [(path: String, text: String)]) async throws -> Bool {
    let folder = FileManager.default.temporaryDirectory.appending(path: "trin-init-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try NewFiles.write(files, to: folder)
      let loaded = try await SitePipeline.load(PipelineOptions(docset: folder, jobs: 1, resolvesLinks: false))
      var request = try SitePipeline.steps(of: loaded, folders: StepFolders(docset: folder), locales: [])
      request.triesUnnamedRoles = false
      request.jobs = 1
      let yaml = files.first { $0.path == "product.yml" }?.text ?? ""
      let product = try ProductFile(yaml: yaml, file: "product.yml", folder: folder)
      let report = try await ChosenProduct.application(FileApplication(product)).run(request, inBrowser: true)
      return !report.hasFailed && report.summary.passed > 0
    } catch let error as Outcome {
      throw error
    } catch {
      throw failed("\(error)")
    }
  }

  private static func failed(_ message: String) -> Outcome {
    Console.error("trin init: \(message)")
    return Outcome.usage
  }
}
