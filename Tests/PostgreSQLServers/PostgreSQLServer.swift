import ChildProcesses
import Foundation
import Synchronization

/// A PostgreSQL server that a test starts in a folder of its own, on a Unix socket in it, and that goes with the last
/// reference.
package final class PostgreSQLServer: Sendable {
  /// Debian's own programs, newest version first.
  private static let programs: String? = {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted { (Int($0) ?? 0) > (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
      .first { FileManager.default.isExecutableFile(atPath: $0 + "/postgres") }
  }()

  package static let isInstalled = programs != nil

  package struct Failed: Error, CustomStringConvertible { package let description: String }

  /// One server for all tests of a process that need nothing but a database of their own.
  private static let common = Mutex<PostgreSQLServer?>(nil)

  package static func shared() throws -> PostgreSQLServer {
    try common.withLock { common in
      if let common { return common }
      let server = try PostgreSQLServer()
      // A process that ends takes its server with it.
      atexit { PostgreSQLServer.common.withLock { $0 = nil } }
      common = server
      return server
    }
  }

  package let folder: String
  private let settings: [String]
  private let number = Atomic(0)

  /// - Parameter settings: Lines of postgresql.conf.
  package init(settings: [String] = []) throws {
    // A socket's path has at most 107 bytes.
    folder = "/tmp/trin-pg-\(UUID().uuidString.prefix(8))"
    self.settings = settings
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if geteuid() == 0 { try Self.run("/bin/chown", ["postgres", folder]) }
    try program("initdb", ["-D", folder + "/data", "-A", "trust", "-U", "trin", "-E", "UTF8", "--locale=C", "-N"])
    let lines =
      [
        "listen_addresses = ''", "unix_socket_directories = '\(folder)'", "max_connections = 1000",
        "shared_buffers = 64MB", "logging_collector = off",
      ] + settings
    try asOwner("/bin/sh", ["-c", "printf '%s\\n' \"$@\" >> '\(folder)/data/postgresql.conf'", "sh"] + lines)
    try start()
  }

  /// A hot standby of `primary`, which must have been started with `wal_level = replica`.
  package init(replicaOf primary: PostgreSQLServer) throws {
    folder = "/tmp/trin-pg-\(UUID().uuidString.prefix(8))"
    settings = []
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    if geteuid() == 0 { try Self.run("/bin/chown", ["postgres", folder]) }
    try program(
      "pg_basebackup",
      ["-D", folder + "/data", "-h", primary.folder, "-U", "trin", "-R", "-X", "stream", "-c", "fast"])
    try asOwner(
      "/bin/sh", ["-c", "echo \"unix_socket_directories = '\(folder)'\" >> '\(folder)/data/postgresql.conf'"])
    try start()
  }

  /// Returns when this standby has all that `primary` has written.
  package func waitForReplay(of primary: PostgreSQLServer) throws {
    let end = try primary.sql("SELECT pg_current_wal_lsn()", in: "postgres")
      .trimmingCharacters(in: .whitespacesAndNewlines)
    for _ in 0..<400 {
      if try sql("SELECT pg_last_wal_replay_lsn() >= '\(end)'::pg_lsn", in: "postgres") == "t\n" { return }
      usleep(25_000)
    }
    throw Failed(description: "the replica does not follow")
  }

  deinit {
    try? stop(.immediate)
    try? FileManager.default.removeItem(atPath: folder)
  }

  package enum Stop: String { case fast, immediate }

  package func start() throws {
    try program("pg_ctl", ["-D", folder + "/data", "-w", "-s", "-t", "120", "-l", folder + "/log", "start"])
  }

  package func stop(_ mode: Stop = .fast) throws {
    try program("pg_ctl", ["-D", folder + "/data", "-w", "-s", "-m", mode.rawValue, "stop"])
  }

  /// Kills the server and all of its processes as a power cut does; `start` brings it back.
  package func kill() throws {
    guard let server = serverPID else { throw Failed(description: "there is no server to kill") }
    let children = try backends()
    Foundation.kill(server, SIGKILL)
    for child in children { Foundation.kill(child, SIGKILL) }
    // Until they are gone, another server refuses to start on their memory.
    for _ in 0..<400 where Foundation.kill(server, 0) == 0 || children.contains(where: { Foundation.kill($0, 0) == 0 })
    {
      usleep(10_000)
    }
    for name in ["/data/postmaster.pid", "/.s.PGSQL.5432.lock", "/.s.PGSQL.5432"] { _ = unsafe unlink(folder + name) }
  }

  /// Every process of the server but the first.
  package func backends() throws -> [Int32] {
    guard let server = serverPID else { return [] }
    return try Self.finish("/usr/bin/pgrep", ["-P", String(server)]).output.split(separator: "\n").compactMap {
      Int32($0)
    }
  }

  /// A server whose start-up process was killed gives up, and waits for somebody to start it.
  package var isRunning: Bool { serverPID.map { Foundation.kill($0, 0) == 0 } ?? false }

  private var serverPID: Int32? {
    (try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8))?
      .split(separator: "\n").first.flatMap { Int32($0) }
  }

  /// The address of a new, empty database.
  package func database() throws -> String {
    let name = "d\(number.add(1, ordering: .relaxed).newValue)"
    try sql("CREATE DATABASE \(name)", in: "postgres")
    return address(name)
  }

  package func address(_ name: String) -> String {
    "postgresql://trin@/\(name)?host=\(folder.replacingOccurrences(of: "/", with: "%2F"))"
  }

  /// Runs SQL as an operator would, and gives what it prints.
  @discardableResult
  package func sql(_ text: String, in database: String) throws -> String {
    try program(
      "psql", ["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "trin", "-d", database, "-c", text])
  }

  /// Runs a program of PostgreSQL as the server's owner.
  @discardableResult
  package func program(_ name: String, _ arguments: [String]) throws -> String {
    guard let programs = Self.programs else { throw Failed(description: "PostgreSQL is not installed") }
    return try asOwner("\(programs)/\(name)", arguments)
  }

  /// The server refuses to run as root. It stays when the program that started it has ended, and Foundation waits for
  /// the end of whatever holds the descriptors that it gave to that program, so they are closed before.
  @discardableResult
  private func asOwner(_ program: String, _ arguments: [String]) throws -> String {
    let shell = [
      "/bin/bash", "-c",
      "for fd in /proc/self/fd/*; do fd=${fd##*/}; ((fd > 2)) && eval \"exec $fd>&-\"; done; exec \"$0\" \"$@\"",
      program,
    ]
    let whole = (geteuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] : []) + shell + arguments
    return try Self.run(whole[0], Array(whole.dropFirst()))
  }

  @discardableResult
  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let (status, output) = try finish(program, arguments)
    guard status == 0 else { throw Failed(description: "\(program) \(arguments.joined(separator: " ")): \(output)") }
    return output
  }

  private static func finish(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: "/")
    // A file, since a server that was started keeps a pipe open.
    let name = "/tmp/trin-pg-out-\(UUID().uuidString)"
    try Data().write(to: URL(fileURLWithPath: name))
    defer { try? FileManager.default.removeItem(atPath: name) }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: name))
    process.standardInput = .nothing
    process.standardOutput = .file(handle)
    process.standardError = .file(handle)
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOfFile: name, encoding: .utf8))
  }
}
