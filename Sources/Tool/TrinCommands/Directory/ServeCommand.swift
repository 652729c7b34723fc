internal import AdminSite
internal import ArgumentParser
internal import Logging
internal import PasswordReset

extension DirectoryCommand {
  struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "serve", abstract: "Serves the admin center to browsers.",
      discussion: """
        Administrators sign in and reset passwords; users change their own, or get back in without it. Only this \
        machine is served unless --host says otherwise; to others, put a proxy in front that speaks TLS, and give \
        --behind-proxy. With --smtp, mail is sent as well; without it, it waits for `trin directory deliver`. Ctrl-C \
        ends it after the requests in hand.
        """)

    @OptionGroup var files: DirectoryFiles

    @Option(help: "The port; 0 takes a free one.")
    var port = 8080

    @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Flag(help: "A proxy ends TLS and names the visitor in X-Forwarded-For; cookies are sent over TLS only.")
    var behindProxy = false

    @Option(
      help: ArgumentHelp("How many passwords and codes one network address may try in a minute.", valueName: "number"))
    var attemptsPerMinute = 30

    @Option(
      help: ArgumentHelp("Send mail to this server, too: smtp://HOST:PORT or smtps://HOST:PORT.", valueName: "url"))
    var smtp: String?

    @OptionGroup var mail: MailOptions

    func validate() throws {
      guard attemptsPerMinute > 0 else { throw ValidationError("--attempts-per-minute is 1 or more.") }
      if smtp == nil, mail.from != nil { throw ValidationError("--from is for --smtp, which is missing.") }
    }

    func run() async throws {
      try await runDirectoryCommand("serve") {
        let service =
          if let smtp {
            try await files.open(sendingTo: mail.transport(to: smtp))
          } else {
            try await files.open()
          }
        var settings = AdminSite.Settings()
        settings.host = host
        settings.port = port
        settings.isBehindProxy = behindProxy
        settings.attemptsPerMinute = attemptsPerMinute
        let site = AdminSite(
          service, settings: settings, logger: Logger(label: "trin") { StreamLogHandler.standardError(label: $0) },
          onReady: { Console.print("The admin center is at \($0)/. Ctrl-C ends it.") })
        do {
          try await serve(site, sendingFor: smtp == nil ? nil : service)
        } catch let error as AdminSiteError {
          throw CommandFailure.usage(error.description)
        }
      }
    }

    private func serve(_ site: AdminSite, sendingFor service: PasswordResetService?) async throws {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await site.run() }
        if let service { group.addTask { await Sender(service).send() } }
        try await group.next()
        group.cancelAll()
      }
    }
  }
}
