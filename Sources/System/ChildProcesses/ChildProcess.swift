internal import CLibrary
package import Foundation
internal import Synchronization

/// Another program, started by this one.
///
/// Foundation's `Process` hands descriptors that other threads make in the same moment down to what it starts. Whoever
/// then waits for the end of such a pipe waits for a program that has nothing to do with it, often for ever. Here a
/// program gets its three standard descriptors and no others, takes every signal, and is waited for by its process only.
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
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var given: [FileHandle] = []
    for (descriptor, stream) in [(Int32(0), standardInput), (1, standardOutput), (2, standardError)] {
      switch stream {
      case .inherited: break
      case .nothing:
        unsafe posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
      case .file(let file): unsafe posix_spawn_file_actions_adddup2(&actions, file.fileDescriptor, descriptor)
      case .pipe(let pipe):
        let end = descriptor == 0 ? pipe.fileHandleForReading : pipe.fileHandleForWriting
        unsafe posix_spawn_file_actions_adddup2(&actions, end.fileDescriptor, descriptor)
        if !given.contains(where: { $0 === end }) { given.append(end) }
      }
    }
    let variables = (environment ?? ProcessInfo.processInfo.environment).map { "\($0)=\($1)" }
    var child: pid_t = 0
    let failure = unsafe withPointers([path] + arguments) { arguments in
      unsafe withPointers(variables) { variables in
        unsafe trin_spawn(&child, path, &actions, currentDirectoryURL?.path, arguments, variables)
      }
    }
    guard failure == 0 else {
      throw NotStarted(description: "\(path) could not be started: \(unsafe String(cString: strerror(failure)))")
    }
    state.withLock { $0.child = child }
    for end in given { try? end.close() }
  }

  /// 0 before it was started.
  package var processIdentifier: Int32 { state.withLock(\.child) }

  package var isRunning: Bool { state.withLock { $0.child != 0 && ended(&$0, WNOHANG) == nil } }

  /// Blocks its thread. What ended with a signal has that signal's number.
  package var terminationStatus: Int32 {
    switch end {
    case .exit(let code): code
    case .signal(let number): number
    }
  }

  /// Blocks its thread until the program has ended.
  package var end: End {
    let child = processIdentifier
    precondition(child != 0, "a program that was not started does not end")
    var about = unsafe siginfo_t()
    // The child stays to be asked about, so that nobody signals a number that another program has by then.
    while unsafe waitid(P_PID, id_t(child), &about, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    return state.withLock { state in
      guard let end = ended(&state, 0) else { preconditionFailure("somebody else has waited for our program") }
      return end
    }
  }

  package func waitUntilExit() { _ = end }

  package func send(_ signal: Int32) {
    state.withLock { if $0.child != 0, ended(&$0, WNOHANG) == nil { kill($0.child, signal) } }
  }
  package func terminate() { send(SIGTERM) }

  private func ended(_ state: inout State, _ options: Int32) -> End? {
    if state.end != nil { return state.end }
    var status: Int32 = 0
    guard unsafe waitpid(state.child, &status, options) == state.child else { return nil }
    let signal = status & 0x7F
    state.end = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    return state.end
  }
}

private func withPointers<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
  unsafe pointers.append(nil)
  defer { unsafe pointers.forEach { unsafe free($0) } }
  return unsafe body(pointers)
}
