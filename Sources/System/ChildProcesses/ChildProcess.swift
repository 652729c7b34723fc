package import Foundation
internal import Synchronization

/// Another program, started by this one.
///
/// Foundation's `Process` hands descriptors that other threads make in the same moment down to what it starts. Whoever
/// then waits for the end of such a pipe waits for a program that has nothing to do with it, often for ever. Here a
/// program is started by ``Spawning``, and waited for by its process only.
///
/// The properties are set before ``run()``; all else can be called from any thread.
package final class ChildProcess: @unchecked Sendable {
  /// A path; nothing is looked up in `PATH`.
  package var executableURL: URL?
  package var arguments: [String] = []
  /// This process's own where there is none.
  package var environment: [String: String]?
  package var currentDirectoryURL: URL?
  package var standardInput: Stream = .inherited
  package var standardOutput: Stream = .inherited
  package var standardError: Stream = .inherited

  package enum Stream {
    case inherited
    case nothing
    case file(FileHandle)
    /// The end that the program uses is closed here when it has started.
    case pipe(Pipe)
  }

  package struct NotStarted: Error, CustomStringConvertible {
    package let description: String
  }

  /// How a program ended.
  package enum End: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)
    /// Nobody is told where this process was started with SIGCHLD ignored.
    case unknown
  }

  private struct State {
    var child: pid_t = 0
    var end: End?
  }
  private let state = Mutex(State())

  package init() {}

  /// Started with this process's own streams.
  package static func run(_ executable: URL, arguments: [String]) throws -> ChildProcess {
    let process = ChildProcess()
    process.executableURL = executable
    process.arguments = arguments
    try process.run()
    return process
  }

  /// - Throws: ``NotStarted`` with the system's own words.
  package func run() throws {
    let path = executableURL?.path ?? ""
    var given: [FileHandle] = []
    func descriptor(_ stream: Stream, _ standard: Int32) -> Int32 {
      switch stream {
      case .inherited: return standard
      case .nothing: return Spawning.nothing
      case .file(let file): return file.fileDescriptor
      case .pipe(let pipe):
        let end = standard == 0 ? pipe.fileHandleForReading : pipe.fileHandleForWriting
        if !given.contains(where: { $0 === end }) { given.append(end) }
        return end.fileDescriptor
      }
    }
    let started = Spawning.start(
      path, arguments,
      variables: (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" },
      in: currentDirectoryURL?.path,
      streams: (descriptor(standardInput, 0), descriptor(standardOutput, 1), descriptor(standardError, 2)))
    switch started {
    case .failed(let reason): throw NotStarted(description: "\(path) could not be started: \(reason)")
    case .child(let child): state.withLock { $0.child = child }
    }
    for end in given { try? end.close() }
  }

  /// 0 before it was started.
  package var processIdentifier: Int32 { state.withLock(\.child) }

  package var isRunning: Bool { state.withLock { $0.child != 0 && ended(&$0, WNOHANG) == nil } }

  /// Blocks its thread. What ended with a signal has that signal's number; -1 where nobody knows.
  package var terminationStatus: Int32 {
    switch end {
    case .exit(let code): code
    case .signal(let number): number
    case .unknown: -1
    }
  }

  /// Blocks its thread until the program has ended.
  package var end: End {
    let child = processIdentifier
    precondition(child != 0, "a program that was not started does not end")
    var about = unsafe siginfo_t()
    // The child stays to be asked about, so that nobody signals a number that another program has by then.
    while unsafe waitid(P_PID, id_t(child), &about, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    return state.withLock { ended(&$0, 0) ?? .unknown }
  }

  package func waitUntilExit() { _ = end }

  package func send(_ signal: Int32) {
    state.withLock { if $0.child != 0, ended(&$0, WNOHANG) == nil { kill($0.child, signal) } }
  }
  package func terminate() { send(SIGTERM) }

  private func ended(_ state: inout State, _ options: Int32) -> End? {
    if state.end != nil { return state.end }
    var status: Int32 = 0
    let found = unsafe waitpid(state.child, &status, options)
    // Gone without a word: another program may have the number by now.
    if found < 0, errno == ECHILD { state.end = .unknown }
    guard found == state.child else { return state.end }
    let signal = status & 0x7F
    state.end = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    return state.end
  }
}
