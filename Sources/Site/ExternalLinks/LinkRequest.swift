internal import CCurl

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One request by libcurl, made ready for a ``curl_multi`` handle.
@safe final class LinkRequest {
  enum Method { case head, get }

  /// What came back.
  enum Answer: Sendable, Hashable {
    /// With the seconds of `Retry-After`; 0 where there is none.
    case status(Int, retryAfter: Int)
    case noSuchHost
    case redirectionLoop
    /// Nothing came within the time that was given.
    case silent
    /// A redirection came with more than such an answer holds.
    case flood
    /// The connection was refused here, not there.
    case refused
    /// libcurl's own words.
    case failed(String)
  }

  /// Of a redirection, in bytes: browsers show none.
  private static let longestBody: curl_off_t = 1 << 18

  let handle: UnsafeMutableRawPointer
  private let guardian: Guardian

  /// Asked by libcurl before each connection of the request, those after a redirection included.
  private final class Guardian {
    let refuses: @Sendable (SocketAddress) -> Bool
    var hasRefused = false

    init(_ refuses: @escaping @Sendable (SocketAddress) -> Bool) { self.refuses = refuses }
  }

  init(_ address: String, _ method: Method, _ options: ExternalLinkOptions) {
    guard let handle = unsafe trin_curl_easy_init() else { preconditionFailure("out of memory for libcurl") }
    unsafe self.handle = handle
    guardian = Guardian(options.refuses)
    set(CURLOPT_URL, address)
    set(CURLOPT_USERAGENT, options.userAgent)
    set(CURLOPT_PROTOCOLS_STR, "http,https")
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    set(CURLOPT_FOLLOWLOCATION, 1)
    set(CURLOPT_MAXREDIRS, 8)
    set(CURLOPT_NOSIGNAL, 1)
    // Through a proxy, nobody knows where a connection ends.
    set(CURLOPT_NOPROXY, "*")
    set(CURLOPT_NOBODY, method == .head ? 1 : 0)
    set(CURLOPT_CONNECTTIMEOUT_MS, options.timeout.milliseconds)
    set(CURLOPT_TIMEOUT_MS, options.timeout.milliseconds)
    // libcurl reads the body of a redirection to its end, without asking the write function.
    set(CURLOPT_NOPROGRESS, 0)
    unsafe trin_curl_set_progress(handle) { _, _, received, _, _ in received > LinkRequest.longestBody ? 1 : 0 }
    // That there is an answer is enough: the transfer ends with its first bytes.
    unsafe trin_curl_set_write(handle) { _, _, _, _ in 0 }
    unsafe trin_curl_set_opensocket(handle) { guardian, _, address in
      guard let guardian = unsafe guardian, let address = unsafe address else { return -1 }
      let watcher = unsafe Unmanaged<Guardian>.fromOpaque(guardian).takeUnretainedValue()
      guard unsafe !watcher.refuses(SocketAddress(address)) else {
        watcher.hasRefused = true
        return -1
      }
      return unsafe socket(address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    }
    unsafe trin_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(guardian).toOpaque())
  }

  deinit { unsafe trin_curl_easy_cleanup(handle) }

  /// Reads the answer once libcurl says that the transfer is over.
  func answer(_ result: CURLcode) -> Answer {
    if guardian.hasRefused { return .refused }
    var status = 0
    unsafe trin_curl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    var retryAfter: curl_off_t = 0
    unsafe trin_curl_get_offset(handle, CURLINFO_RETRY_AFTER, &retryAfter)
    switch result {
    // The write function takes nothing, which ends the transfer: that is an answer.
    case CURLE_OK, CURLE_WRITE_ERROR: return .status(status, retryAfter: Int(max(0, min(retryAfter, 86_400))))
    case CURLE_COULDNT_RESOLVE_HOST: return .noSuchHost
    case CURLE_TOO_MANY_REDIRECTS: return .redirectionLoop
    case CURLE_OPERATION_TIMEDOUT: return .silent
    case CURLE_ABORTED_BY_CALLBACK: return .flood
    default: return .failed(unsafe String(cString: trin_curl_easy_strerror(result)))
    }
  }

  private func set(_ option: CURLoption, _ value: Int) { unsafe trin_curl_set_long(handle, option, value) }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe value.withCString { text in _ = unsafe trin_curl_set_pointer(handle, option, text) }
  }
}

extension Duration {
  var milliseconds: Int { max(1, Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)) }
}
