internal import ArgumentParser
internal import CoreMetrics
internal import DirectoryStatus
internal import Logging
internal import PasswordReset
internal import UnixSignals

extension DirectoryCommand {
  struct Deliver: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "deliver", abstract: "Sends the mail that waits.",
      discussion: """
        Encryption is required unless the server is this machine, and its certificate is checked. Any number of senders \
        may run at once. Ends with 1 when a message was not taken; it is tried again later, or listed by `trin \
        directory outbox`. Run by hand, by a timer, or for good with --watch; Ctrl-C ends that after the messages in \
        hand.
        """)

    @OptionGroup var files: DirectoryFiles

    @Option(help: ArgumentHelp("The mail server: smtp://HOST:PORT or smtps://HOST:PORT.", valueName: "url"))
    var smtp: String

    @OptionGroup var mail: MailOptions

    @Flag(help: "Keep on sending until a signal ends it.")
    var watch = false

    @Option(
      help: ArgumentHelp(
        "With --watch, answer /livez, /readyz and /metrics on this address of this machine or its network.",
        valueName: "host:port"))
    var status: String?

    @Flag(help: "Say what happens as one JSON object a line on standard error, for programs that collect logs.")
    var logJSON = false

    func validate() throws {
      if status != nil, !watch { throw ValidationError("--status is for --watch.") }
      if let status, Self.parts(status) == nil { throw ValidationError("--status is HOST:PORT; `\(status)` is not.") }
    }

    func run() async throws {
      try await runDirectoryCommand("deliver") {
        let service = try await files.open(sendingTo: mail.transport(to: smtp))
        let sender = Sender(service, logsJSON: logJSON)
        if watch { return try await sender.watch(status.flatMap(Self.parts)) }
        guard try await sender.run() else { throw CommandFailure.refused(nil) }
      }
    }

    private static func parts(_ address: String) -> (host: String, port: Int)? {
      guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
        (0...65_535).contains(port), colon != address.startIndex
      else { return nil }
      return (String(address[..<colon]), port)
    }
  }
}

/// Runs the sender and says what came of it.
struct Sender {
  private static let pause = Duration.seconds(2)
  private static let heldPause = Duration.seconds(13)
  private static let tidying = Duration.minutes(10)

  let service: PasswordResetService

  private let logger: Logger?
  private let metrics = PrometheusMetrics()

  init(_ service: PasswordResetService, logsJSON: Bool = false) {
    self.service = service
    logger =
      logsJSON
      ? Logger(label: "trin.deliver") { label in JSONLogHandler(label: label) { Console.error($0) } } : nil
  }

  /// Whether all that was due was taken.
  func run() async throws -> Bool {
    try await service.tidy()
    let report = try await service.deliver()
    tell(report)
    return report.failures.isEmpty
  }

  func watch(_ status: (host: String, port: Int)?) async throws {
    if status != nil { MetricsSystem.bootstrap(metrics) }
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in signals { return } }
      group.addTask { await send() }
      if let status {
        let server = StatusServer(
          host: status.host, port: status.port, service: service, metrics: metrics, logger: Logger(label: "trin.status")
        )
        group.addTask { [self] in
          do {
            try await server.run { port in tell("answering on \(status.host):\(port)", [:]) }
          } catch {
            throw CommandFailure.usage("--status \(status.host):\(status.port) cannot be had.")
          }
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// A line of the log, or of the terminal.
  private func tell(_ text: String, _ metadata: Logger.Metadata, isWrong: Bool = false) {
    if let logger { return logger.log(level: isWrong ? .warning : .info, "\(text)", metadata: metadata) }
    if isWrong { complain("deliver", text) } else { say(text) }
  }

  private func tell(_ report: DeliveryReport) {
    tell(
      Self.summary(report),
      [
        "sent": "\(report.sent)", "postponed": "\(report.postponed)", "dead": "\(report.dead)",
        "superseded": "\(report.superseded)", "expired": "\(report.expired)", "held": "\(report.isHeld)",
      ])
    for failure in report.failures { tell(failure, [:], isWrong: true) }
  }

  /// Sends whatever comes up, until the task is cancelled.
  func send() async {
    var lastComplaint: String?
    var nextTidying = ContinuousClock.now
    while !Task.isCancelled {
      do throws(ResetError) {
        if ContinuousClock.now >= nextTidying {
          try await service.tidy()
          nextTidying = .now + Self.tidying
        }
        let report = try await service.deliver()
        // A mail server that takes nothing for a night is said once, and asked less often.
        let complaint = report.isHeld ? report.failures.joined(separator: "; ") : nil
        if complaint == nil || complaint != lastComplaint {
          if report != DeliveryReport() { tell(report) }
        }
        // Nothing due tells nothing of the server.
        if report.isHeld || report.sent > 0 { lastComplaint = complaint }
        if report.isHeld { try? await Task.sleep(for: Self.heldPause) }
      } catch {
        // A database that is away for an hour is said once.
        let complaint = "\(error.reason). \(error.remedy)"
        if complaint != lastComplaint { tell(complaint, ["code": "\(error.code)"], isWrong: true) }
        lastComplaint = complaint
      }
      await service.waitForMail(upTo: Self.pause)
    }
  }

  private static func summary(_ report: DeliveryReport) -> String {
    let counts = [
      (report.sent, "sent"), (report.postponed, "to be tried again"), (report.dead, "given up"),
      (report.superseded, "superseded"), (report.expired, "expired"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let text = parts.isEmpty ? "Nothing was due." : parts.joined(separator: ", ") + "."
    return report.isHeld ? text + " The rest waits, since the server takes nothing." : text
  }
}
