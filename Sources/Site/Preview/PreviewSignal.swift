/// What an open page is told.
enum PreviewSignal: Sendable, Equatable {
  case status(PreviewStatus)
  /// Nothing new; keeps proxies and laptops from closing the connection, and shows the server who has left.
  case keepAlive
}

/// The outcome of one build.
struct PreviewStatus: Sendable, Equatable {
  enum State: String, Sendable {
    case ready
    /// Made, with findings of severity error.
    case broken
    /// Nothing was made; all pages are those of the build before.
    case failed
  }

  /// Counts from 1 with each try, failed or not.
  var build: Int
  var state: State
  /// Of the newest build that made something.
  var errors: Int
  var warnings: Int
}

extension PreviewSignal {
  /// As `text/event-stream` has it. The data are numbers and our own words, so nothing needs escaping.
  func encoded(server: String) -> String {
    switch self {
    case .keepAlive: ": keep-alive\n\n"
    case .status(let status):
      """
      event: build
      id: \(status.build)
      data: {"server":"\(server)","build":\(status.build),"state":"\(status.state.rawValue)",\
      "errors":\(status.errors),"warnings":\(status.warnings)}


      """
    }
  }
}
