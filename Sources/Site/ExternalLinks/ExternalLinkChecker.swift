package import Diagnostics
internal import Docset

/// A link to an address outside of the docset.
package struct ExternalLink: Sendable, Hashable {
  package var address: String
  package var place: SourcePlace

  package init(address: String, place: SourcePlace) {
    self.address = address
    self.place = place
  }
}

/// Asks the servers whether the addresses in a docset still answer.
package struct ExternalLinkChecker {
  private let options: ExternalLinkOptions

  package init(_ options: ExternalLinkOptions) { self.options = options }

  /// False where libcurl is not installed: then nothing can be asked.
  package static var isAvailable: Bool { LinkVisits.isReady }

  /// The findings about links. Blocks while servers are asked; each address is asked for once.
  ///
  /// - Parameter cache: What earlier runs know is not asked for again; what this one learns is added.
  package func findings(of links: [ExternalLink], cache: inout LinkCache) -> [Diagnostic] {
    var answers: [String: LinkRequest.Answer] = [:]
    var unknown: [String] = []
    var seen: Set<String> = []
    for link in links {
      guard let address = request(for: link.address), seen.insert(address).inserted else { continue }
      if let status = cache.status(of: address) {
        answers[address] = .status(status, retryAfter: 0)
      } else {
        unknown.append(address)
      }
    }
    var visits = LinkVisits(options)
    for (address, answer) in visits.answers(for: unknown) {
      answers[address] = answer
      if case .status(let status, _) = answer { cache.note(status, of: address) }
    }
    // Where no name at all can be looked up it is not the servers that are gone.
    let namesResolve = answers.contains { Self.hasName($0.key) && $0.value != .noSuchHost }
    return links.compactMap { link in
      guard let address = request(for: link.address), let answer = answers[address] else { return nil }
      if answer == .noSuchHost, !namesResolve { return unresolved(link) }
      return finding(answer, about: link)
    }
  }

  /// Whether the server is given by a name and not by a number.
  private static func hasName(_ address: String) -> Bool {
    address.dropFirst(7).prefix { $0 != "/" && $0 != "?" }.contains { $0.isLetter }
  }

  private func unresolved(_ link: ExternalLink) -> Diagnostic {
    Diagnostic(
      rule: .externalLinkUnreachable,
      "The server of `\(Self.shown(link.address))` is not found; no other is either, so the network may be at fault.",
      at: link.place)
  }

  /// What is asked for: the address without its fragment; nil for one that is left alone.
  private func request(for address: String) -> String? {
    let whole = address.hasPrefix("//") ? "https:" + address : address
    let lower = whole.prefix(8).lowercased()
    guard lower.hasPrefix("http://") || lower == "https://" else { return nil }
    guard !options.lists.excluded.contains(where: { $0.matches(whole) }) else { return nil }
    return String(whole.prefix { $0 != "#" })
  }

  private func finding(_ answer: LinkRequest.Answer, about link: ExternalLink) -> Diagnostic? {
    let shown = Self.shown(link.address)
    switch answer {
    case _ where answer.isGood(accepting: options.lists.accepted): return nil
    case .status(404, _), .status(410, _):
      return Diagnostic(
        rule: .externalLinkBroken, "The server of `\(shown)` says that there is no such page.", at: link.place)
    case .status(let status, _):
      return Diagnostic(
        rule: .externalLinkUnreachable, "The server of `\(shown)` answers with status \(status).", at: link.place)
    case .noSuchHost:
      return Diagnostic(rule: .externalLinkBroken, "There is no server for `\(shown)`.", at: link.place)
    case .redirectionLoop:
      return Diagnostic(
        rule: .externalLinkBroken, "The redirections of `\(shown)` come to no end.", at: link.place)
    case .silent:
      return Diagnostic(
        rule: .externalLinkUnreachable, "The server of `\(shown)` stays silent, here or at other links to it.",
        at: link.place)
    case .flood:
      return Diagnostic(
        rule: .externalLinkUnreachable, "The server of `\(shown)` sends a redirection without an end.", at: link.place)
    case .refused:
      return Diagnostic(
        rule: .externalLinkPrivate, "`\(shown)` leads to an address that is not public; it was not followed.",
        at: link.place)
    case .failed(let reason):
      return Diagnostic(
        rule: .externalLinkUnreachable, "The server of `\(shown)` gives no answer: \(reason).", at: link.place)
    }
  }

  /// An address without the user and password that it may hold.
  static func shown(_ address: String) -> String {
    guard var start = address.firstRange(of: "//")?.upperBound else { return address }
    // libcurl takes more slashes for two.
    while start < address.endIndex, address[start] == "/" { start = address.index(after: start) }
    let authority = address[start...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else { return address }
    return String(address[..<start] + address[address.index(after: at)...])
  }
}
