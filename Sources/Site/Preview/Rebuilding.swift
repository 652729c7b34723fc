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

  /// How long the sources must rest before a build, and how long a build waits at most for that.
  private static let quiet = Duration.milliseconds(40)
  private static let longestWait = Duration.milliseconds(400)

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var port: Int?
      for await value in listening { port = value }
      guard let port, !Task.isCancelled else { return }
      var built = watcher.changes
      await rebuild()
      guard !Task.isCancelled else { return }
      onReady("http://127.0.0.1:\(port)/")

      for await _ in watcher.signals {
        guard watcher.changes != built else { continue }
        await rest()
        guard !Task.isCancelled else { return }
        built = watcher.changes
        await rebuild()
      }
    }
  }

  private func rest() async {
    let deadline = ContinuousClock.now + Self.longestWait
    var seen: Int
    repeat {
      seen = watcher.changes
      try? await Task.sleep(for: Self.quiet)
    } while watcher.changes != seen && ContinuousClock.now < deadline && !Task.isCancelled
  }

  private func rebuild() async {
    let start = ContinuousClock.now
    do {
      let content = try await build()
      await site.adopt(content)
      let status = await site.status
      logger.info(
        "Built",
        metadata: [
          "milliseconds": "\(start.duration(to: .now) / .milliseconds(1))", "errors": "\(status.errors)",
          "warnings": "\(status.warnings)",
        ])
    } catch {
      // A build that was cut short because the preview ends is no failure of the docset.
      guard !Task.isCancelled else { return }
      logger.error("\(error)")
      await site.fail("\(error)")
    }
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
