internal import Hummingbird
package import Logging
internal import NIOCore
package import PasswordReset
internal import ServiceLifecycle
internal import UnixSignals

/// The admin center as web pages over a password directory.
///
/// Pages are rendered here and work without script. What may be done is decided by the library alone: a page that a
/// role does not see would be refused to it as well.
package struct AdminSite: Sendable {
  package struct Settings: Sendable {
    package var host = "127.0.0.1"
    /// 0 takes a free one.
    package var port = 0
    /// A proxy in front ends TLS, and names the visitor in `X-Forwarded-For`.
    package var isBehindProxy = false
    /// How many attempts to sign in or recover one network address has within a minute.
    package var attemptsPerMinute = 30
    /// How long a session may lie unused.
    package var idleLimit = Duration.seconds(30 * 60)

    package init() {}
  }

  private let service: PasswordResetService
  private let settings: Settings
  private let logger: Logger
  private let onReady: @Sendable (_ address: String) -> Void

  /// What is still open at the end is cut then.
  private static let longestShutdown = Duration.seconds(5)

  /// - Parameter onReady: Called once with the address, such as `http://127.0.0.1:8080`.
  package init(
    _ service: PasswordResetService, settings: Settings = Settings(), logger: Logger,
    onReady: @escaping @Sendable (_ address: String) -> Void = { _ in }
  ) {
    self.service = service
    self.settings = settings
    self.logger = logger
    self.onReady = onReady
  }

  /// What the cookie of a session holds.
  package static func cookieValue(of token: Secret) -> String { SiteCookies.encode(token) }

  /// Serves until the task is cancelled or, where `endsOnSignals`, SIGINT or SIGTERM arrives.
  /// - Throws: ``AdminSiteError`` where the port cannot be had.
  package func run(endsOnSignals: Bool = true) async throws {
    guard (0...65535).contains(settings.port) else { throw AdminSiteError.portOutOfRange(settings.port) }
    let settings = settings
    var serverLogger = logger
    serverLogger.logLevel = max(logger.logLevel, .warning)
    let application = Application(
      responder: SiteResponder(service: service, settings: settings, logger: logger),
      configuration: ApplicationConfiguration(address: .hostname(settings.host, port: settings.port)),
      onServerRunning: { [onReady] channel in
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        onReady("http://\(host):\(channel.localAddress?.port ?? settings.port)")
      }, logger: serverLogger)
    var configuration = ServiceGroupConfiguration(
      services: [application], gracefulShutdownSignals: endsOnSignals ? [.sigint, .sigterm] : [], logger: serverLogger)
    configuration.maximumGracefulShutdownDuration = Self.longestShutdown
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let error as IOError {
      throw AdminSiteError.cannotListen("\(settings.host):\(settings.port)", "\(error)")
    } catch is CancellationError {
      return
    }
  }
}

package enum AdminSiteError: Error, CustomStringConvertible {
  case portOutOfRange(Int)
  case cannotListen(String, String)

  package var description: String {
    switch self {
    case .portOutOfRange(let port): "\(port) is no port; they go from 0 to 65535."
    case .cannotListen(let address, let reason):
      "Nothing can be served at \(address): \(reason). Give another --port, or end the program that has it."
    }
  }
}
