internal import ArgumentParser
internal import Checks
internal import Diagnostics
internal import Docset
internal import ExternalLinks
internal import SiteBuilding
internal import SiteModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// `--external`: ask the servers whether the addresses outside of the docset still answer.
struct ExternalOptions: ParsableArguments {
  @Flag(help: "Follow the links to other sites too.")
  var external = false

  @Option(help: ArgumentHelp("Keep what servers answered in this file for a day.", valueName: "file"))
  var externalCache: String?

  @Flag(help: "Follow links to private networks and to this machine too.")
  var externalAllowPrivate = false

  /// The findings about external links; nil where they are not asked for.
  ///
  /// Ends the command with the code for wrong usage where libcurl is not there or the cache cannot be written.
  func findings(of loaded: LoadedSite, locales: Set<String>) throws -> [Diagnostic]? {
    guard external else { return nil }
    guard ExternalLinkChecker.isAvailable else {
      Console.error(
        "trin: --external asks other sites by libcurl, which cannot be opened. It comes with curl (Debian: libcurl4).")
      throw Outcome.usage
    }
    let known = externalCache.flatMap { try? Files.read($0) }.map { String(decoding: $0, as: UTF8.self) }
    var cache = LinkCache(known ?? "", now: time(nil))
    let options = ExternalLinkOptions(
      lists: loaded.site.configuration.external, userAgent: "trin/\(Trin.version) (link check)",
      allowsPrivate: externalAllowPrivate)
    let links = ExternalAddresses.of(loaded.site, locales: locales)
    let findings = ExternalLinkChecker(options).findings(of: links, cache: &cache)
    guard let externalCache else { return findings }
    do throws(OutputError) {
      try AtomicFile.write(cache.text, to: externalCache)
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
    return findings
  }

  /// Where a site links to addresses that it linked to before.
  static func knownPlaces(in site: Site, before: Site) -> Set<SourcePlace> {
    let known = Set(ExternalAddresses.of(before, locales: []).map(\.address))
    return Set(ExternalAddresses.of(site, locales: []).filter { known.contains($0.address) }.map(\.place))
  }
}
