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
    readsHistory: Bool = true
  ) async throws -> LoadedSite {
    do throws(DocsetError) {
      let loaded = try await load(
        PipelineOptions(
          docset: shared.docset, reference: reference, baseURL: baseURL, jobs: shared.jobCount,
          followsExternal: followsExternal, readsHistory: readsHistory))
      ProcessMemory.keep(loaded)
      return loaded
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }
}

/// What lives as long as the process.
///
/// A command ends with the process, and the system takes all memory back at once; to free the hundred thousand parts of
/// a site one by one first takes as long as checking a tenth of it.
private enum ProcessMemory {
  private final class Holder<Value> {
    private let value: Value

    init(_ value: Value) { self.value = value }
  }

  static func keep<Value>(_ value: Value) { _ = unsafe Unmanaged.passRetained(Holder(value)) }
}
