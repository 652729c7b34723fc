internal import Hummingbird
package import Logging
internal import NIOCore
package import PasswordReset

/// Tells a supervisor, a load balancer and Prometheus how a process and its directory are.
///
/// - `/livez`: 200 while the process answers at all.
/// - `/readyz`: 200 while the directory answers and the key fits; else 503, with the reason in one line.
/// - `/metrics`: what was counted, and how it stands with the mail.
///
/// No answer holds a name, an address or a secret.
package struct StatusServer: Sendable {
  private let host: String
  private let port: Int
  private let service: PasswordResetService
  private let metrics: PrometheusMetrics
  private let logger: Logger

  /// - Parameter port: 0 takes a free one.
  package init(
    host: String, port: Int, service: PasswordResetService, metrics: PrometheusMetrics, logger: Logger
  ) {
    self.host = host
    self.port = port
    self.service = service
    self.metrics = metrics
    self.logger = logger
  }

  /// Serves until the task is cancelled.
  package func run(onReady: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
    let router = Router()
    router.get("livez") { _, _ in "ok\n" }
    router.get("readyz") { _, _ -> Response in
      let health = await service.health()
      return Self.response(health.isReady ? .ok : .serviceUnavailable, "\(health.reason ?? "ready")\n")
    }
    router.get("metrics") { _, _ -> Response in
      let health = await service.health()
      let text = metrics.text + Self.text(health)
      return Self.response(.ok, text, type: "text/plain; version=0.0.4; charset=utf-8")
    }
    var quiet = logger
    quiet.logLevel = .warning
    let application = Application(
      router: router, configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
      onServerRunning: { channel in onReady(channel.localAddress?.port ?? port) }, logger: quiet)
    try await application.run()
  }

  private static func response(_ status: HTTPResponse.Status, _ text: String, type: String = "text/plain") -> Response {
    Response(
      status: status, headers: [.contentType: type, .cacheControl: "no-store"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  private static func text(_ health: ServiceHealth) -> String {
    var text = "# TYPE password_directory_ready gauge\npassword_directory_ready \(health.isReady ? 1 : 0)\n"
    if let outbox = health.outbox {
      text += "# TYPE password_outbox_messages gauge\n"
      text += "password_outbox_messages{state=\"queued\"} \(outbox.queued)\n"
      text += "password_outbox_messages{state=\"dead\"} \(outbox.dead)\n"
      text += "# TYPE password_outbox_most_attempts gauge\npassword_outbox_most_attempts \(outbox.attempts)\n"
    }
    return text
  }
}
