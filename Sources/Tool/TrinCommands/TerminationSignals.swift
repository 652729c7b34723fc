internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Lets SIGINT, SIGTERM and SIGHUP end the process only after what is half made was taken away.
final class TerminationSignals: Sendable {
  private struct Source: @unchecked Sendable {
    // Dispatch's objects may be used from any thread, which their protocols do not say.
    let source: any DispatchSourceSignal
    let number: Int32
  }

  private let sources = Mutex<[Source]>([])

  /// From now on, until ``end()``.
  func begin(_ cleanUp: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "trin.signals")
    sources.withLock { sources in
      for number in [SIGINT, SIGTERM, SIGHUP] {
        // One that is ignored stays so: `nohup` means it.
        guard !Self.isIgnored(number) else { continue }
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler {
          cleanUp()
          signal(number, SIG_DFL)
          kill(getpid(), number)
          // Where every thread blocks the signal, nothing more comes of it.
          usleep(100_000)
          _exit(128 + number)
        }
        source.activate()
        sources.append(Source(source: source, number: number))
      }
    }
  }

  func end() {
    sources.withLock { sources in
      for source in sources {
        source.source.cancel()
        signal(source.number, SIG_DFL)
      }
      sources = []
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    return unsafe action.__sigaction_handler.sa_handler.map { unsafe unsafeBitCast($0, to: Int.self) } == 1
  }
}
