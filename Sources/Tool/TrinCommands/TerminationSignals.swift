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
final class TerminationSignals<Made: Sendable>: Sendable {
  private struct Source: @unchecked Sendable {
    // Dispatch's objects may be used from any thread, which their protocols do not say.
    let source: any DispatchSourceSignal
    let number: Int32
  }

  private let sources: [Source]
  /// Locked while something is made: a signal waits until it is known what is to be taken away.
  private let cleanUp = Mutex<(@Sendable () -> Void)?>(nil)
  private let isEnding = Atomic<Bool>(false)
  private let queue = DispatchQueue(label: "trin.signals")

  init() {
    let queue = queue
    // One that is ignored stays so: `nohup` means it.
    sources = [SIGINT, SIGTERM, SIGHUP].filter { !Self.isIgnored($0) }.map { number in
      signal(number, SIG_IGN)
      return Source(source: DispatchSource.makeSignalSource(signal: number, queue: queue), number: number)
    }
    // Until Dispatch listens, a signal is lost: it does so on a thread of its own.
    let listening = DispatchSemaphore(value: 0)
    for source in sources {
      let number = source.number
      source.source.setRegistrationHandler { listening.signal() }
      source.source.setEventHandler { [self] in
        isEnding.store(true, ordering: .sequentiallyConsistent)
        cleanUp.withLock { $0 }?()
        signal(number, SIG_DFL)
        kill(getpid(), number)
        // Where every thread blocks the signal, nothing more comes of it.
        usleep(100_000)
        _exit(128 + number)
      }
      source.source.activate()
    }
    for _ in sources { listening.wait() }
  }

  /// - Parameter discard: Takes away what was made.
  func making<Failure: Error>(
    _ make: () throws(Failure) -> Made, discard: @escaping @Sendable (Made) -> Void
  ) throws(Failure) -> Made {
    try cleanUp.withLock { cleanUp throws(Failure) in
      let made = try make()
      cleanUp = { discard(made) }
      return made
    }
  }

  /// Signals end the process at once again. One that came already ends it, not what fails since then.
  func end() {
    queue.sync {}
    while isEnding.load(ordering: .sequentiallyConsistent) { usleep(10_000) }
    for source in sources {
      source.source.cancel()
      signal(source.number, SIG_DFL)
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    return unsafe action.__sigaction_handler.sa_handler.map { unsafe unsafeBitCast($0, to: Int.self) } == 1
  }
}
