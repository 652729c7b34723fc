internal import ArgumentParser
internal import Docset
internal import PasswordReset
internal import PasswordResetMail
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

    @Option(help: ArgumentHelp("The address that the mail is from.", valueName: "address"))
    var from: String

    @Option(help: ArgumentHelp("The user name at the mail server.", valueName: "user"))
    var smtpUser: String?

    @Option(help: ArgumentHelp("A file with the password at the mail server.", valueName: "file"))
    var smtpPasswordFile: String?

    @Option(
      name: .customLong("ca-file"),
      help: ArgumentHelp("Trust these certificate authorities (PEM), not the system's.", valueName: "file"))
    var authorities: String?

    @Flag(help: "Require encryption towards this machine, too.")
    var requireEncryption = false

    @Flag(help: "Keep on sending until a signal ends it.")
    var watch = false

    func validate() throws {
      if (smtpUser == nil) != (smtpPasswordFile == nil) {
        throw ValidationError("--smtp-user and --smtp-password-file go together.")
      }
    }

    func run() async throws {
      try await runDirectoryCommand("deliver") {
        let password = try smtpPasswordFile.map { path in try SecretFile.read(path) }
        let service = try await files.open(sendingTo: SMTPTransport(configuration(password)))
        if watch { return await Sender(service).watch() }
        guard try await Sender(service).run() else { throw CommandFailure.refused(nil) }
      }
    }

    private func configuration(_ password: Secret?) throws(CommandFailure) -> SMTPConfiguration {
      if let authorities, !Files.exists(authorities) { throw .usage("\(authorities): there is no such file.") }
      do throws(ResetError) {
        return try SMTPConfiguration(
          url: smtp, sender: from, user: smtpUser, password: password,
          security: requireEncryption ? .required : .automatic, authorities: authorities)
      } catch {
        throw .usage("\(error.reason). \(error.remedy)")
      }
    }
  }
}

/// Runs the sender and says what came of it.
private struct Sender {
  private static let pause = Duration.seconds(2)
  private static let heldPause = Duration.seconds(13)
  private static let tidying = Duration.minutes(10)

  let service: PasswordResetService

  init(_ service: PasswordResetService) { self.service = service }

  /// Whether all that was due was taken.
  func run() async throws -> Bool {
    try await service.tidy()
    let report = try await service.deliver()
    say(Self.summary(report))
    for failure in report.failures { complain("deliver", failure) }
    return report.failures.isEmpty
  }

  func watch() async {
    let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in signals { return } }
      group.addTask { await send() }
      await group.next()
      group.cancelAll()
    }
  }

  private func send() async {
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
          if report != DeliveryReport() { say(Self.summary(report)) }
          for failure in report.failures { complain("deliver", failure) }
        }
        // Nothing due tells nothing of the server.
        if report.isHeld || report.sent > 0 { lastComplaint = complaint }
        if report.isHeld { try? await Task.sleep(for: Self.heldPause) }
      } catch {
        // A database that is away for an hour is said once.
        let complaint = "\(error.reason). \(error.remedy)"
        if complaint != lastComplaint { complain("deliver", complaint) }
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
