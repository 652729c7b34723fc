internal import CCurl
internal import Docset

/// Asks for many addresses at a time with one libcurl loop, politely.
@safe struct LinkVisits: ~Copyable {
  /// Whether libcurl is there; no visit may be made where it is not.
  static let isReady: Bool = trin_curl_open() != 0

  private struct Visit {
    var address: String
    var host: String
    var method: LinkRequest.Method = .head
    var retries = 0
    var notBefore: ContinuousClock.Instant
  }

  private let options: ExternalLinkOptions
  private let multi: UnsafeMutableRawPointer
  private let clock = ContinuousClock()
  private var waiting: [Visit] = []
  /// By the address of libcurl's handle.
  private var running: [Int: (request: LinkRequest, visit: Visit)] = [:]
  private var hosts: [String: Int] = [:]
  /// How often a host stayed silent since it last answered.
  private var silences: [String: Int] = [:]
  private var answers: [String: LinkRequest.Answer] = [:]

  init(_ options: ExternalLinkOptions) {
    precondition(Self.isReady, "asked before")
    guard let multi = unsafe trin_curl_multi_init() else { preconditionFailure("out of memory for libcurl") }
    unsafe self.multi = multi
    self.options = options
  }

  deinit {
    for (_, entry) in running { unsafe trin_curl_multi_remove(multi, entry.request.handle) }
    unsafe trin_curl_multi_cleanup(multi)
  }

  /// The last answer for each address. Blocks until all have one.
  mutating func answers(for addresses: [String]) -> [String: LinkRequest.Answer] {
    waiting = addresses.reversed().map { Visit(address: $0, host: Self.host($0), notBefore: clock.now) }
    while !waiting.isEmpty || !running.isEmpty {
      start()
      var active: Int32 = 0
      unsafe trin_curl_multi_perform(multi, &active)
      finish()
      if !waiting.isEmpty || active > 0 { unsafe trin_curl_multi_poll(multi, 100) }
    }
    return answers
  }

  /// Begins what may begin now: in the order given, but no host is asked for more than it is meant to bear.
  private mutating func start() {
    let now = clock.now
    var index = waiting.count - 1
    while index >= 0, running.count < options.concurrency {
      let visit = waiting[index]
      if visit.notBefore <= now, hosts[visit.host, default: 0] < options.concurrencyOfHost {
        waiting.remove(at: index)
        hosts[visit.host, default: 0] += 1
        let request = LinkRequest(visit.address, visit.method, options)
        running[unsafe Int(bitPattern: request.handle)] = (request, visit)
        unsafe trin_curl_multi_add(multi, request.handle)
      }
      index -= 1
    }
  }

  private mutating func finish() {
    var left: Int32 = 0
    while let message = unsafe trin_curl_multi_info_read(multi, &left) {
      guard unsafe message.pointee.msg == CURLMSG_DONE, let handle = unsafe message.pointee.easy_handle else {
        continue
      }
      let result = unsafe message.pointee.data.result
      unsafe trin_curl_multi_remove(multi, handle)
      guard let (request, visit) = running.removeValue(forKey: Int(bitPattern: handle)) else { continue }
      hosts[visit.host, default: 1] -= 1
      take(request.answer(result), for: visit)
    }
  }

  private mutating func take(_ answer: LinkRequest.Answer, for visit: Visit) {
    var visit = visit
    if case .silent = answer {
      silences[visit.host, default: 0] += 1
      if silences[visit.host, default: 0] >= options.silences { return giveUp(visit) }
    } else {
      silences[visit.host] = 0
    }
    if visit.method == .head, answer.isWorthGet(accepting: options.lists.accepted) {
      // Some servers answer HEAD wrongly or not at all; what a reader's browser sends is GET.
      visit.method = .get
      visit.notBefore = clock.now
      waiting.append(visit)
    } else if visit.retries < options.retries, let pause = answer.pause(options, retries: visit.retries) {
      visit.retries += 1
      visit.notBefore = clock.now + pause
      // A server that is busy is busy for its other pages too.
      for index in waiting.indices where waiting[index].host == visit.host {
        waiting[index].notBefore = max(waiting[index].notBefore, visit.notBefore)
      }
      waiting.append(visit)
    } else {
      answers[visit.address] = answer
    }
  }

  /// A host that stays silent is not waited for at each of its links.
  private mutating func giveUp(_ visit: Visit) {
    answers[visit.address] = .silent
    for other in waiting where other.host == visit.host { answers[other.address] = .silent }
    waiting.removeAll { $0.host == visit.host }
  }

  /// The part between `//` and the next `/`, in lower case, without a user.
  private static func host(_ address: String) -> String {
    let parts = ExternalLinkChecker.shown(address).split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count > 1 ? parts[1].lowercased() : address
  }
}

extension LinkRequest.Answer {
  func isGood(accepting accepted: Set<Int>) -> Bool {
    guard case .status(let status, _) = self else { return false }
    return (200..<300).contains(status) || accepted.contains(status)
  }

  fileprivate func isWorthGet(accepting accepted: Set<Int>) -> Bool {
    switch self {
    case .status(let status, _): !isGood(accepting: accepted) && status != 429 && status != 503
    case .failed, .silent: true
    case .noSuchHost, .redirectionLoop, .refused, .flood: false
    }
  }

  /// How long to wait before asking again; nil where the answer would be the same.
  fileprivate func pause(_ options: ExternalLinkOptions, retries: Int) -> Duration? {
    let backOff = options.pause * (1 << retries)
    switch self {
    case .status(let status, let retryAfter):
      guard status == 429 || status >= 500, !isGood(accepting: options.lists.accepted) else { return nil }
      return min(max(backOff, .seconds(retryAfter)), options.longestPause)
    case .failed, .silent: return min(backOff, options.longestPause)
    case .noSuchHost, .redirectionLoop, .refused, .flood: return nil
    }
  }
}
