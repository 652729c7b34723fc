package import Docset

/// How external links are followed.
package struct ExternalLinkOptions: Sendable {
  package var lists: ExternalLists
  /// Addresses that are asked for at the same time, in all and of one host.
  package var concurrency = 16
  package var concurrencyOfHost = 2
  /// For one request, redirections included.
  package var timeout: Duration = .seconds(20)
  /// How often an address is asked for again when the answer may be another the next time.
  package var retries = 2
  /// Before the first retry; twice as long before each that follows, unless the server says how long.
  package var pause: Duration = .seconds(1)
  /// No server is waited for longer, whatever its `Retry-After` says.
  package var longestPause: Duration = .seconds(30)
  /// How often a host may stay silent before it is given up, with all its links.
  package var silences = 3
  package var userAgent: String
  /// Whether a connection to an address is refused. Asked for every connection, with the address that was resolved.
  package var refuses: @Sendable (SocketAddress) -> Bool

  /// - Parameter allowsPrivate: For whoever runs the command to say: a docset may be a stranger's.
  package init(lists: ExternalLists, userAgent: String, allowsPrivate: Bool = false) {
    self.lists = lists
    self.userAgent = userAgent
    refuses = { !allowsPrivate && $0.isPrivate }
  }
}
