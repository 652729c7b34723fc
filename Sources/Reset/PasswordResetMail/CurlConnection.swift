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

    let dialogue = SMTPDialogue()
    let source = Source(mail, dialogue)
    set(CURLOPT_VERBOSE, 1)
    unsafe trin_curl_set_debug(handle) { _, kind, bytes, count, dialogue in
      guard let bytes = unsafe bytes, let dialogue = unsafe dialogue else { return 0 }
      let seen = unsafe Unmanaged<SMTPDialogue>.fromOpaque(dialogue).takeUnretainedValue()
      let line = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
      switch kind {
      case CURLINFO_HEADER_OUT: unsafe seen.sent(line)
      case CURLINFO_HEADER_IN: unsafe seen.received(line)
      default: break
      }
      return 0
    }
    unsafe trin_curl_set_pointer(handle, CURLOPT_DEBUGDATA, Unmanaged.passUnretained(dialogue).toOpaque())
    unsafe trin_curl_set_read(handle) { buffer, size, count, source in
      guard let buffer = unsafe buffer, let source = unsafe source else { return 0 }
      return unsafe Unmanaged<Source>.fromOpaque(source).takeUnretainedValue().read(buffer, size * count)
    }
    unsafe trin_curl_set_pointer(handle, CURLOPT_READDATA, Unmanaged.passUnretained(source).toOpaque())
    let status = withExtendedLifetime((source, dialogue)) { unsafe trin_curl_easy_perform(handle) }
    guard status != CURLE_OK else { return }
    throw DeliveryFailure(status, dialogue, detail: unsafe String(cString: reason), configuration)
  }

  private func set(_ option: CURLoption, _ value: Int) { unsafe trin_curl_set_long(handle, option, value) }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe value.withCString { text in _ = unsafe trin_curl_set_pointer(handle, option, text) }
  }

  /// The bytes that libcurl has not asked for yet.
  private final class Source {
    private let mail: Secret
    private let dialogue: SMTPDialogue
    private var position = 0

    init(_ mail: Secret, _ dialogue: SMTPDialogue) {
      self.mail = mail
      self.dialogue = dialogue
    }

    func read(_ buffer: UnsafeMutablePointer<CChar>, _ capacity: Int) -> Int {
      unsafe mail.withBytes { bytes in
        let count = min(capacity, bytes.count - position)
        for offset in 0..<count { unsafe buffer[offset] = CChar(bitPattern: bytes[position + offset]) }
        position += count
        if position == bytes.count { dialogue.sentAll() }
        return count
      }
    }
  }
}
