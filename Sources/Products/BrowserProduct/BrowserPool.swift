package import WebDriver

/// The browsers that runs take in turns, so that each is started once.
package actor BrowserPool {
  private let most: Int
  private let limits: BrowserLimits
  /// Starting, or running.
  private var driver: Task<DriverProcess, any Error>?
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
      let session = try await BrowserSession(runningDriver(), limit: limits.command)
      lent[ObjectIdentifier(session)] = session
      return session
    } catch {
      // A driver that cannot start a browser is not asked again.
      if error.isFatal, lent.isEmpty, idle.isEmpty { driver = nil }
      wakeOne()
      throw error
    }
  }

  private func runningDriver() async throws(WebDriverError) -> DriverProcess {
    let task = driver ?? Task { try await DriverProcess() }
    driver = task
    do {
      return try await task.value
    } catch {
      throw error as? WebDriverError ?? .ended("\(error)")
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
    (try? await driver?.value)?.stop()
    driver = nil
  }
}
