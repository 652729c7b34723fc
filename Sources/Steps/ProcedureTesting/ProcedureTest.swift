internal import Diagnostics
internal import Docset
public import Scenarios
internal import SiteBuilding

/// Runs the numbered steps of a docset's articles against a product, in every language, as `trin test` does.
///
/// For those who write a ``ProductModel`` in Swift: a product with an interface of its own, without a browser before it.
///
/// ```swift
/// let test = try await ProcedureTest(docset: "docs")
/// let report = try await test.run(on: Kettle())
/// print(report.text)
/// ```
public struct ProcedureTest: Sendable {
  /// Only these languages; empty: all of the docset.
  public var locales: Set<String> = []
  /// Only procedures whose id contains this; `*` stands for anything.
  public var filter: String?
  /// How many runs go on at a time, each in a world of its own; at least 1.
  public var jobs = 1

  private let loaded: LoadedSite
  private let folders: StepFolders

  /// Reads the articles.
  /// - Parameter folder: Of the docset: with `Site/site.yml`, or a repository of Microsoft Learn's.
  /// - Throws: ``ProcedureTestError`` where the docset cannot be read.
  public init(docset folder: String) async throws(ProcedureTestError) {
    do throws(DocsetError) {
      loaded = try await SitePipeline.load(PipelineOptions(docset: folder, jobs: 1, resolvesLinks: false))
    } catch {
      throw ProcedureTestError(description: "\(error)")
    }
    folders = StepFolders(docset: folder)
  }

  /// Reads the steps, binds them to what the product shows, and runs every procedure that a scenario covers.
  /// - Throws: ``ProcedureTestError`` where a scenario file or phrasebook cannot be read. Whatever is wrong with an
  ///   article, a scenario or the product is in the report.
  public func run(on product: any ProductModel) async throws(ProcedureTestError) -> ProcedureTestReport {
    do throws(DocsetError) {
      var request = try SitePipeline.steps(of: loaded, folders: folders, locales: locales)
      request.filter = filter
      request.jobs = max(1, jobs)
      return ProcedureTestReport(await test(request, on: product), sources: request.sources)
    } catch {
      throw ProcedureTestError(description: "\(error)")
    }
  }
}

public struct ProcedureTestError: Error, CustomStringConvertible {
  /// Says which file, and what to do.
  public let description: String
}
