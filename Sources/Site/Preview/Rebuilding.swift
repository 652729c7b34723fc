internal import Logging
internal import ServiceLifecycle

/// Builds once at the start, then after each burst of changes.
struct Rebuilding: Service {
  let site: LiveSite
  let watcher: SourceWatcher
  /// Gives the port when the server listens. The first build waits for that: a port that is taken is told at once.
  let listening: AsyncStream<Int>
  let logger: Logger
  let build: PreviewServer.Build
  let onReady: @Sendable (_ address: String) -> Void

  /// How long the sources must rest before a build, where more changes than somebody saves by hand, and how long a build
  /// waits at most for that.
  private static let quiet = Duration.milliseconds(40)
  /// The same after a save: editors that write beside the file and rename do so within this time.
  private static let pause = Duration.milliseconds(3)
  private static let mostOfOneSave = 3
  /// Nobody saves by hand twice within this time: what comes so soon is a burst, of which the end is waited for.
  private static let soon = Duration.milliseconds(100)
  private static let longestWait = Duration.milliseconds(400)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var port: Int?
      for await value in listening { port = value }
      guard let port, !Task.isCancelled else { return }
      _ = watcher.takeChanges()
      var completion = await rebuild(.unknown)
      defer { completion?.cancel() }
      guard !Task.isCancelled else { return }
      var last = ContinuousClock.now
      onReady("http://127.0.0.1:\(port)/")

      for await _ in watcher.signals {
        let changes = await changes(since: last)
        guard !changes.isNone else { continue }
        guard !Task.isCancelled else { return }
        completion?.cancel()
        completion = await rebuild(changes)
        last = .now
      }
    }
  }

  /// What changed by the time that the sources rest.
  ///
  /// - Parameter last: When the last build ended.
  private func changes(since last: ContinuousClock.Instant) async -> SourceChanges {
    let isSoon = last.duration(to: .now) < Self.soon
    try? await Task.sleep(for: Self.pause)
    var changes = watcher.takeChanges()
    if case .files(let files) = changes, files.count <= Self.mostOfOneSave, !isSoon { return changes }
    let deadline = ContinuousClock.now + Self.longestWait
    var seen: Int
    repeat {
      seen = watcher.changes
      try? await Task.sleep(for: Self.quiet)
    } while watcher.changes != seen && ContinuousClock.now < deadline && !Task.isCancelled
    changes.add(watcher.takeChanges())
    return changes
  }

  /// - Returns: What completes the build while its pages are shown already.
  private func rebuild(_ changes: SourceChanges) async -> Task<Void, Never>? {
    let start = ContinuousClock.now
    do {
      let content = try await build(changes)
      let number = await site.adopt(content)
      let status = await site.status
      logger.info(
        "Built",
        metadata: [
          "milliseconds": "\(start.duration(to: .now) / .milliseconds(1))", "errors": "\(status.errors)",
          "warnings": "\(status.warnings)",
        ])
      guard let completed = content.completed else { return nil }
      return Task {
        do {
          if let content = try await completed() { await site.adopt(content, completing: number) }
        } catch {
          await fail(error)
        }
      }
    } catch {
      await fail(error)
      return nil
    }
  }

  private func fail(_ error: any Error) async {
    // A build that was cut short because the preview ends is no failure of the docset.
    guard !Task.isCancelled else { return }
    logger.error("\(error)")
    await site.fail("\(error)")
  }
}

/// Sends a sign of life to open pages at an interval.
struct KeepAlive: Service {
  let site: LiveSite
  let interval: Duration

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: interval)) != nil { await site.keepAlive() }
    }
  }
}
