internal import Hummingbird
package import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// Serves a docset to browsers on this machine while it is edited: builds, watches, rebuilds, and tells open pages.
package struct PreviewServer: Sendable {
  package typealias Build = @Sendable (_ changes: SourceChanges) async throws -> PreviewContent

  private let roots: [String]
  private let filter: SourceFilter
  private let port: Int
  private let longestSilence: Duration
  private let language: DeskWords?
  private let token: String
  private let logger: Logger
  private let build: Build
  private let onReady: @Sendable (_ address: String) -> Void

  private static let keepAliveInterval = Duration.seconds(15)
  /// What is still open then is cut.
  private static let longestShutdown = Duration.seconds(2)

  /// - Parameters:
  ///   - roots: Folders whose changes call for a build; all below them counts, except hidden folders, `_site` and
  ///     `node_modules`.
  ///   - excludedFolders: Further folders that hold no sources, such as the output folder of `trin build`.
  ///   - port: 0 takes a free one.
  ///   - longestSilence: How long a connection may be open without a whole request.
  ///   - language: What the preview speaks; nil: the browser's, where it can.
  ///   - token: What the desk's requests to write have to know; nil: a new one.
  ///   - logger: Builds are told at info, failures at error.
  ///   - onReady: Called once with the address, such as `http://127.0.0.1:4000/`, when the first build is done,
  ///     good or not.
  ///   - build: Called once at the start, then with what changed, never twice at a time. What it throws is shown to
  ///     the author, so it should say what is wrong, where, and what to do.
  package init(
    watching roots: [String], excluding excludedFolders: [String] = [], port: Int,
    longestSilence: Duration = .seconds(30), language: DeskWords? = nil, token: String? = nil, logger: Logger,
    onReady: @escaping @Sendable (_ address: String) -> Void = { _ in }, build: @escaping Build
  ) {
    self.roots = roots
    self.filter = SourceFilter(excludedFolders: Set(excludedFolders.map { Folders.expected($0) }))
    self.port = port
    self.longestSilence = longestSilence
    self.language = language
    self.token = token ?? Self.newToken()
    self.logger = logger
    self.onReady = onReady
    self.build = build
  }

  /// 128 bits of the system's randomness.
  private static func newToken() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<2).map { _ in String(random.next(), radix: 36) }.joined()
  }

  /// Runs until the task is cancelled or, where `endsOnSignals`, SIGINT or SIGTERM arrives; then returns.
  ///
  /// - Parameter prepare: Is called when the sources are watched and before anybody is served: what it reads is not read
  ///   in vain. What it throws ends the preview.
  /// - Throws: ``PreviewError`` when the sources cannot be watched or the port cannot be had.
  package func run(endsOnSignals: Bool = true, prepare: () async throws -> Void = {}) async throws {
    guard (0...65535).contains(port) else { throw PreviewError.portOutOfRange(port) }
    let site = LiveSite()
    let watcher = try SourceWatcher(roots: roots, filter: filter, logger: logger)
    defer { watcher.stop() }
    try await prepare()

    var serverLogger = logger
    // Hummingbird tells each start and stop at info; ours says it once, in the author's words.
    serverLogger.logLevel = max(logger.logLevel, .warning)
    let (listening, announce) = AsyncStream<Int>.makeStream()
    let application = Application(
      responder: PreviewResponder(
        site: site, server: String(UInt64.random(in: .min ... .max), radix: 36), token: token, language: language),
      server: .http1(configuration: .init(idleTimeout: TimeAmount(longestSilence))),
      configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
      onServerRunning: { channel in
        announce.yield(channel.localAddress?.port ?? port)
        announce.finish()
      }, logger: serverLogger)
    let rebuilding = Rebuilding(
      site: site, watcher: watcher, listening: listening, logger: logger, build: build, onReady: onReady)

    var configuration = ServiceGroupConfiguration(
      services: [application, rebuilding, KeepAlive(site: site, interval: Self.keepAliveInterval)],
      gracefulShutdownSignals: endsOnSignals ? [.sigint, .sigterm] : [], logger: serverLogger)
    configuration.maximumGracefulShutdownDuration = Self.longestShutdown
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      switch error.errnoCode {
      case SystemErrors.addressInUse: throw PreviewError.portTaken(port)
      case SystemErrors.accessDenied: throw PreviewError.portNotAllowed(port)
      default: throw error
      }
    } catch is CancellationError {
      return
    }
  }
}
