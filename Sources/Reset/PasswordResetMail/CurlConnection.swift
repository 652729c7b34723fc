internal import CCurl
internal import PasswordReset

/// One SMTP dialogue by libcurl.
@safe struct CurlConnection: ~Copyable {
  private static let isReady: Bool = trin_curl_open() != 0

  private let handle: UnsafeMutableRawPointer
  private let reason: UnsafeMutablePointer<CChar>

  init() throws(DeliveryFailure) {
    guard Self.isReady else {
      throw DeliveryFailure(
        isPermanent: false, reason: "libcurl, which hands mail over, cannot be opened",
        remedy: "Install it: it comes with curl (Debian: libcurl4).")
    }
    guard let handle = unsafe trin_curl_easy_init() else { preconditionFailure("out of memory for libcurl") }
    unsafe self.handle = handle
    unsafe reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    unsafe reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    unsafe trin_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, reason)
  }

  deinit {
    unsafe trin_curl_easy_cleanup(handle)
    unsafe reason.deallocate()
  }

  /// Blocks until the server took the message or the time is over.
  func deliver(
    _ mail: Secret, to recipient: EmailAddress, _ configuration: SMTPConfiguration
  ) throws(DeliveryFailure) {
    set(CURLOPT_URL, configuration.url)
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    // A proxy for the web that the environment names is none for mail.
    set(CURLOPT_NOPROXY, "*")
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_UPLOAD, 1)
    set(CURLOPT_CONNECTTIMEOUT_MS, min(15_000, Int(configuration.timeout.wholeMilliseconds)))
    set(CURLOPT_TIMEOUT_MS, Int(configuration.timeout.wholeMilliseconds))
    set(
      CURLOPT_USE_SSL,
      Int(configuration.requiresEncryption ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue))
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    if let authorities = configuration.authorities { set(CURLOPT_CAINFO, authorities) }
    if let user = configuration.user { set(CURLOPT_USERNAME, user) }
    // libcurl keeps a copy of its own until the end of this dialogue.
    if let password = configuration.password { set(CURLOPT_PASSWORD, password.reveal()) }
    set(CURLOPT_MAIL_FROM, "<\(configuration.sender.wire)>")
    let recipients = unsafe trin_curl_list_append(nil, "<\(recipient.wire)>")
    defer { unsafe trin_curl_list_free(recipients) }
    unsafe trin_curl_set_pointer(handle, CURLOPT_MAIL_RCPT, recipients)

    let source = Source(mail)
    unsafe trin_curl_set_read(handle) { buffer, size, count, source in
      guard let buffer = unsafe buffer, let source = unsafe source else { return 0 }
      return unsafe Unmanaged<Source>.fromOpaque(source).takeUnretainedValue().read(buffer, size * count)
    }
    unsafe trin_curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque())
    let status = withExtendedLifetime(source) { unsafe trin_curl_easy_perform(handle) }
    guard status != CURLE_OK else { return }
    var reply = 0
    unsafe trin_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
    throw DeliveryFailure(
      status, reply: reply, said: unsafe String(cString: reason), server: "\(configuration.host):\(configuration.port)")
  }

  private func set(_ option: CURLoption, _ value: Int) { unsafe trin_curl_set_long(handle, option, value) }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe value.withCString { text in _ = unsafe trin_curl_set_pointer(handle, option, text) }
  }

  /// The bytes that libcurl has not asked for yet.
  private final class Source {
    private let mail: Secret
    private var position = 0

    init(_ mail: Secret) { self.mail = mail }

    func read(_ buffer: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int {
      unsafe mail.withBytes { bytes in
        let count = min(capacity, bytes.count - position)
        for offset in 0..<count { unsafe buffer[offset] = CChar(bitPattern: bytes[position + offset]) }
        position += count
        return count
      }
    }
  }
}

extension DeliveryFailure {
  /// What a failure of libcurl means for the message.
  ///
  /// A refusal of this message (5xx) is permanent. Whatever an operator can mend (the server is down, wants a log-in or
  /// encryption, shows a wrong certificate) is not, so that no message is lost over it.
  init(_ status: CURLcode, reply: Int, said: String, server: String) {
    let name = unsafe String(cString: trin_curl_easy_strerror(status))
    let detail = said.isEmpty ? name : said
    let mendable: Set<Int> = [530, 534, 535, 538]
    let refused = (500..<600).contains(reply) && !mendable.contains(reply)
    let remedy: String
    switch status {
    case CURLE_COULDNT_RESOLVE_HOST: remedy = "Check the name of the mail server."
    case CURLE_COULDNT_CONNECT: remedy = "Check that the mail server runs and that host and port are right."
    case CURLE_OPERATION_TIMEDOUT: remedy = "Check that the mail server can be reached; a firewall may be in between."
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
      remedy = "Name the file of the certificate authority, or mend the certificate of the server."
    case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR:
      remedy = "The server must offer STARTTLS; without encryption nothing is sent."
    case CURLE_LOGIN_DENIED: remedy = "Check the user name and password for the mail server."
    default:
      remedy =
        refused ? "Check the address." : "The message is tried again; if this goes on, look into the server's log."
    }
    self.init(
      isPermanent: refused && status != CURLE_LOGIN_DENIED, reply: reply > 0 ? reply : nil,
      reason: "the mail server \(server) did not take the message: \(detail)"
        + (reply > 0 ? " (its last reply was \(reply))" : ""),
      remedy: remedy)
  }
}
