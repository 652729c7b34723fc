package import Logging
package import PasswordReset

/// One JSON object a line, for programs that collect logs.
///
/// What is logged holds user names and addresses where an operator needs them, and never a password, a code or a key:
/// those are a type that prints as `<redacted>`.
package struct JSONLogHandler: LogHandler {
  package var logLevel = Logger.Level.info
  package var metadata: Logger.Metadata = [:]
  private let label: String
  private let clock: any ResetClock
  private let write: @Sendable (String) -> Void

  package init(
    label: String, clock: any ResetClock = SystemClock(), write: @escaping @Sendable (_ line: String) -> Void
  ) {
    self.label = label
    self.clock = clock
    self.write = write
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var fields = metadata.merging(event.metadata ?? [:]) { _, new in new }.mapValues { "\($0)" }
    fields["time"] = clock.now.description
    fields["level"] = event.level.rawValue
    fields["logger"] = label
    fields["message"] = "\(event.message)"
    write(AuditEvent.jsonObject(fields) + "\n")
  }
}
