package import WebDriver

/// The browsers that runs take in turns, so that each is started once.
package actor BrowserPool {
  private let most: Int
  private let limits: BrowserLimits
  private var driver: DriverProcess?
  private var idle: [BrowserSession] = []
  private var lent: [ObjectIdentifier: BrowserSession] = [:]
  private var starting = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  package init(most: Int, limits: BrowserLimits) {
    self.most = max(1, most)
    self.limits = limits
  }

  /// A browser that nobody else uses.
  package func take() async throws(WebDriverError) -> BrowserSession {
    while idle.isEmpty, lent.count + starting >= most {
      await withCheckedContinuation { waiting.append($0) }
    }
    if let session = idle.popLast() {
      lent[ObjectIdentifier(session)] = session
      return session
    }
    starting += 1
    defer { starting -= 1 }
    do throws(WebDriverError) {
      let running: DriverProcess
      if let driver { running = driver } else { running = try await DriverProcess() }
      // Another task may have started one in between; the first is kept.
      if driver == nil { driver = running }
      let session = try await BrowserSession(driver ?? running, limit: limits.command)
      lent[ObjectIdentifier(session)] = session
      return session
    } catch {
      // A driver that cannot start a browser is not asked again.
      if error.isFatal { driver = nil }
      wakeOne()
      throw error
    }
  }

  /// - Parameter isUsable: Whether the browser still answers; else it is ended.
  package func giveBack(_ session: BrowserSession, isUsable: Bool) async {
    lent[ObjectIdentifier(session)] = nil
    if isUsable { idle.append(session) } else { await session.end() }
    wakeOne()
  }

  private func wakeOne() { if !waiting.isEmpty { waiting.removeFirst().resume() } }

  /// Ends all browsers.
  package func close() async {
    for session in idle + Array(lent.values) { await session.end() }
    idle = []
    lent = [:]
    driver?.stop()
    driver = nil
  }
}
