#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Another program that ran to its end, and what it printed.
struct ProgramRun {
  /// Its exit code, or 128 and the number of the signal that ended it.
  var status: Int32
  var output: [UInt8]

  enum Failure: Error {
    /// The system's own words.
    case notStarted(String)
    case tooMuchOutput
  }

  enum Errors { case merged, dropped }

  /// Runs `arguments[0]`, looked up in `PATH`, without a shell.
  ///
  /// - Parameters:
  ///   - environment: Added to this process's own, from which all that begins with `without` is left out.
  ///   - input: What the program reads.
  ///   - limit: Of the output, in bytes; the program is ended when it prints more.
  static func run(
    _ arguments: [String], environment: [String], without prefix: String, input: [UInt8] = [], errors: Errors,
    limit: Int
  ) throws(Failure) -> ProgramRun {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw .notStarted(Files.lastError()) }
    defer { close(ends[0]) }
    // Only the copy that becomes the child's output is handed down.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let inputFile = try input.isEmpty ? -1 : file(holding: input)
    defer { if inputFile >= 0 { close(inputFile) } }
    if inputFile >= 0 {
      unsafe posix_spawn_file_actions_adddup2(&actions, inputFile, 0)
    } else {
      unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    switch errors {
    case .merged: unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    case .dropped: unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    }
    var child: pid_t = 0
    let failure = unsafe withPointers(arguments) { pointers in
      unsafe withPointers(environment + inherited(without: prefix)) { variables in
        unsafe posix_spawnp(&child, arguments[0], &actions, nil, pointers, variables)
      }
    }
    close(ends[1])
    guard failure == 0 else { throw .notStarted(unsafe String(cString: strerror(failure))) }
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

  private static func withPointers<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe body(pointers)
  }
}
