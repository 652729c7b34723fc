internal import ArgumentParser
internal import Docset
internal import ProcedureTesting
internal import SiteBuilding

/// What commands take that work on a whole docset.
struct SharedOptions: ParsableArguments {
  @Argument(help: "The folder of the docset: Trin's own shape, or a Microsoft Learn repository.")
  var docset = "."

  @OptionGroup var work: WorkOptions

  var quiet: Bool { work.quiet }

  var jobCount: Int { work.jobCount }
}

/// Where the source language's articles lie, for a docset that holds a translation only.
struct ReferenceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The docset of the source language, for fallback and parity.", valueName: "docset"))
  var source: String?
}

extension SitePipeline {
  /// Loads, and ends the command with a clear word where there is nothing to load.
  static func load(
    _ shared: SharedOptions, reference: String? = nil, baseURL: String? = nil, readsHistory: Bool = true,
    resolvesLinks: Bool = true, labels: LabelOptions = LabelOptions()
  ) async throws -> LoadedSite {
    var options = PipelineOptions(
      docset: shared.docset, reference: reference, baseURL: baseURL, jobs: shared.jobCount,
      readsHistory: readsHistory, resolvesLinks: resolvesLinks,
      readsSteps: !resolvesLinks || StepFolders(docset: shared.docset).hasScenarios)
    options.labels = labels
    return try await loadOrEnd(options)
  }

  /// The same, with all that can be asked for.
  static func loadOrEnd(_ options: PipelineOptions) async throws -> LoadedSite {
    do throws(DocsetError) {
      return try await load(options)
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }
}
