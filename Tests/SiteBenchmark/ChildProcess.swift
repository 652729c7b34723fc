import Glibc

/// A program that ran to its end, and what the kernel says it cost.
struct ChildProcess {
  /// Seconds by the clock, and of the processors.
  var wall: Double
  var processor: Double
  /// The most memory that it held at one time, in megabytes of 2^20 bytes.
  var peak: Double
  var status: Int32

  /// Runs `arguments[0]`; its standard output is dropped, its standard error goes to `errors` where that is given.
  static func run(_ arguments: [String], errors: String? = nil) throws -> ChildProcess {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, errors ?? "/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    let clock = ContinuousClock()
    let start = clock.now
    var child: pid_t = 0
    let failure = unsafe posix_spawnp(&child, arguments[0], &actions, nil, pointers, environ)
    guard failure == 0 else { throw BenchmarkError("`\(arguments[0])` cannot be started: \(failure).") }
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let duration = (clock.now - start).components
    return ChildProcess(
      wall: Double(duration.seconds) + Double(duration.attoseconds) / 1e18,
      processor: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak: Double(usage.ru_maxrss) / 1024,
      status: (status >> 8) & 0xFF)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}

struct BenchmarkError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
