internal import Dispatch
public import PasswordReset

/// Hands mail over to an SMTP server, one connection a message.
///
/// Certificates are always checked. A message counts as taken when the server answered 250 to the end of its data; a
/// connection that dies before that answer makes the message go out again later, with the same Message-ID.
public struct SMTPTransport: MessageTransport {
  private let configuration: SMTPConfiguration
  private let clock: any ResetClock
  // libcurl blocks, which the threads of Swift's own pool must not.
  private let queue = DispatchQueue(label: "SMTP", attributes: .concurrent)

  /// - Parameter clock: Gives the date of each message.
  public init(_ configuration: SMTPConfiguration, clock: any ResetClock = SystemClock()) {
    self.configuration = configuration
    self.clock = clock
  }

  public func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    // Checked when the message was made, and kept as it goes over the wire.
    let recipient = EmailAddress(checked: message.recipient)
    let mail = MIMEMessage(message, to: recipient, from: configuration.sender, date: clock.now)
    let bytes = mail.bytes
    let configuration = configuration
    let failure = await withCheckedContinuation { (caller: CheckedContinuation<DeliveryFailure?, Never>) in
      queue.async {
        do throws(DeliveryFailure) {
          try CurlConnection().deliver(bytes, to: recipient, configuration)
          caller.resume(returning: nil)
        } catch {
          caller.resume(returning: error)
        }
      }
    }
    if let failure { throw failure }
  }
}
