internal import ArgumentParser
internal import Docset
internal import SiteBuilding

/// What every command takes.
struct SharedOptions: ParsableArguments {
  @Argument(help: "The folder of the docset: Trin's own shape, or a Microsoft Learn repository.")
  var docset = "."

  @Option(help: ArgumentHelp("How many articles are worked on at a time.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Print results only.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 || jobs > 1024 { throw ValidationError("--jobs is a number from 1 to 1024.") }
  }

  var jobCount: Int { jobs ?? Console.processors }
}

/// Where the source language's articles lie, for a docset that holds a translation only.
struct ReferenceOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The docset of the source language, for fallback and parity.", valueName: "docset"))
  var source: String?
}

extension SitePipeline {
  /// Loads, and ends the command with a clear word where there is nothing to load.
  static func load(
    _ shared: SharedOptions, reference: String? = nil, baseURL: String? = nil, followsExternal: Bool = false,
    readsHistory: Bool = true, resolvesLinks: Bool = true
  ) async throws -> LoadedSite {
    do throws(DocsetError) {
      return try await load(
        PipelineOptions(
          docset: shared.docset, reference: reference, baseURL: baseURL, jobs: shared.jobCount,
          followsExternal: followsExternal, readsHistory: readsHistory, resolvesLinks: resolvesLinks))
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }
}
