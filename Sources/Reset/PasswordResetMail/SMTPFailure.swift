internal import CCurl
internal import PasswordReset

extension DeliveryFailure {
  /// What a failure of libcurl means for the message.
  ///
  /// Only what the server says of the recipient, or of the message as a whole, is the message's fault: refused for good
  /// (5xx), it is given up; put off (4xx), it waits. Whatever else fails (the server is down, refuses to serve, wants a
  /// log-in or encryption, does not take the sender) would fail for each message, and is for the operator to mend.
  init(_ status: CURLcode, _ dialogue: SMTPDialogue, detail: String, _ configuration: SMTPConfiguration) {
    let server = "\(configuration.host):\(configuration.port)"
    let refused = dialogue.code >= 400 && status != CURLE_OPERATION_TIMEDOUT
    let isOfMessage =
      refused && (dialogue.stage == .recipient || dialogue.stage == .endOfData)
      && !Self.mendable.contains(dialogue.code) && status != CURLE_LOGIN_DENIED
    // Where the answer was lost, the next message may fare better.
    let isHanging = dialogue.stage == .endOfData && !refused
    let reason =
      refused
      ? "the mail server \(server) answered \(dialogue.code) \(dialogue.sentence)"
      : "the mail server \(server) did not take the message: \(detail.isEmpty ? unsafe String(cString: trin_curl_easy_strerror(status)) : detail)"
    self.init(
      isPermanent: isOfMessage && dialogue.code >= 500, holdsQueue: !isOfMessage && !isHanging,
      reply: dialogue.code > 0 ? dialogue.code : nil, reason: reason,
      remedy: Self.remedy(status, dialogue, isOfMessage: isOfMessage, configuration))
  }

  /// Answers that ask for a log-in or for encryption, at whatever point.
  private static let mendable: Set<Int> = [421, 454, 530, 534, 535, 538]

  private static func remedy(
    _ status: CURLcode, _ dialogue: SMTPDialogue, isOfMessage: Bool, _ configuration: SMTPConfiguration
  ) -> String {
    switch status {
    case CURLE_COULDNT_RESOLVE_HOST: return "Check the name of the mail server."
    case CURLE_COULDNT_CONNECT: return "Check that the mail server runs and that host and port are right."
    case CURLE_OPERATION_TIMEDOUT: return "Check that the mail server can be reached; a firewall may be in between."
    case CURLE_PEER_FAILED_VERIFICATION:
      return "Name the file of the certificate authority, or mend the certificate of the server."
    case CURLE_SSL_CACERT_BADFILE:
      return "Check the file of certificate authorities, \(configuration.authorities ?? "that of the system")."
    case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR:
      return "The server must offer STARTTLS; without encryption nothing is sent."
    case CURLE_LOGIN_DENIED: return "Check the user name and password for the mail server."
    default: break
    }
    if isOfMessage {
      return dialogue.code >= 500 ? "Check the address." : "The message is tried again until its password runs out."
    }
    guard dialogue.code >= 400 else { return "All mail waits and is tried again; look into the server's log." }
    if [530, 534, 535, 538].contains(dialogue.code) {
      return "Log in with a user name and password that the server takes."
    }
    if dialogue.code >= 500, dialogue.stage == .server {
      return "All mail waits: check that \(configuration.sender) may send there, the log-in, and the server itself."
    }
    return "All mail waits and is tried again; look into the server's log."
  }
}
