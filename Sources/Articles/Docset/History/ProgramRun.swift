internal import ChildProcesses

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Another program that ran to its end, and what it printed.
package struct ProgramRun {
  /// Its exit code, or 128 and the number of the signal that ended it.
  package var status: Int32
  package var output: [UInt8]

  package enum Failure: Error {
    /// The system's own words.
    case notStarted(String)
    case tooMuchOutput
  }

  package enum Errors { case merged, dropped }

  /// Runs `arguments[0]`, looked up in `PATH`, without a shell.
  ///
  /// - Parameters:
  ///   - environment: Added to this process's own, from which all that begins with `without` is left out.
  ///   - input: What the program reads.
  ///   - limit: Of the output, in bytes; the program is ended when it prints more.
  package static func run(
    _ arguments: [String], environment: [String], without prefix: String, input: [UInt8] = [], errors: Errors,
    limit: Int
  ) throws(Failure) -> ProgramRun {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw .notStarted(Files.lastError()) }
    defer { close(ends[0]) }
    let inputFile = try input.isEmpty ? Spawning.nothing : file(holding: input)
    defer { if inputFile >= 0 { close(inputFile) } }
    let started = Spawning.start(
      arguments[0], Array(arguments.dropFirst()), variables: environment + inherited(without: prefix),
      streams: (inputFile, ends[1], errors == .merged ? ends[1] : Spawning.nothing))
    close(ends[1])
    let child: Int32
    switch started {
    case .child(let number): child = number
    case .failed(let reason): throw .notStarted(reason)
    }
    let output = read(ends[0], limit: limit)
    if output == nil { kill(child, SIGKILL) }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    guard let output else { throw .tooMuchOutput }
    let signal = status & 0x7F
    return ProgramRun(status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: output)
  }

  /// A file without a name, at its beginning: a pipe would have to be filled while the output is read.
  private static func file(holding input: [UInt8]) throws(Failure) -> Int32 {
    let temporary = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var name = Array("\(temporary)/trin-XXXXXX\0".utf8CString)
    let descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { throw .notStarted(Files.lastError()) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unsafe unlink(name)
    guard Files.writeAll(input, to: descriptor), lseek(descriptor, 0, SEEK_SET) == 0 else {
      let reason = Files.lastError()
      close(descriptor)
      throw .notStarted(reason)
    }
    return descriptor
  }

  /// All that comes from `descriptor`; nil where it is more than `limit`.
  private static func read(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return output }
      guard output.count + count <= limit else { return nil }
      output += buffer[..<count]
    }
  }

  private static func inherited(without prefix: String) -> [String] {
    var variables: [String] = []
    var next = unsafe environ
    while let variable = unsafe next.pointee {
      let text = unsafe String(cString: variable)
      if !text.hasPrefix(prefix) { variables.append(text) }
      unsafe next += 1
    }
    return variables
  }
}
