import Foundation
import PasswordReset

/// Programs behind the promises of the reset library that take too long for the tests.
///
///     swift run -c release reset-proof crash [KILLS]       kills a working process at random, and audits what is left
///     swift run -c release reset-proof throughput          resets a second, beside what the hashing alone allows
///     swift run -c release reset-proof commits [RESETS]    the same without the hashing
///     swift run -c release reset-proof crash-postgresql [KILLS]      kills services, senders, backends and the server
///     swift run -c release reset-proof throughput-postgresql [N]     resets a second of 1 to 8 services, beside pgbench
///     swift run -c release reset-proof import USERS [postgresql]     a list of so many users
///     swift run -c release reset-proof timing [SAMPLES] [postgresql]    whether self-service tells known from unknown users
///
/// Each prints its figures, and exits with 1 where a promise was broken.
@main
struct ResetProof {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let number = arguments.dropFirst().first.flatMap { Int($0) }
    let isKept: Bool
    switch arguments.first {
    case "crash": isKept = try await CrashProof(kills: number ?? 1000).run()
    case "crash-worker": return try await CrashWorker(Array(arguments.dropFirst())).run()
    case "crash-postgresql": isKept = try await PostgreSQLCrashProof(kills: number ?? 1000).run()
    case "crash-postgresql-worker": return try await PostgreSQLCrashWorker(Array(arguments.dropFirst())).run()
    case "throughput-postgresql": isKept = try await PostgreSQLThroughputProof(resets: number ?? 4000).run()
    case "throughput-worker": return try await PostgreSQLThroughputProof.work(Array(arguments.dropFirst()))
    case "import":
      isKept = try await ImportProof(users: number ?? 1_000_000, onServer: arguments.last == "postgresql").run()
    case "throughput": isKept = try await ThroughputProof().run()
    case "commits": isKept = try await ThroughputProof().commits(number ?? 20_000)
    case "timing":
      isKept = try await TimingProof(samples: number ?? 2000, onServer: arguments.last == "postgresql").run()
    default:
      print(
        """
        usage: reset-proof crash [KILLS] | throughput | commits [RESETS] | timing [SAMPLES] [postgresql]
               reset-proof crash-postgresql [KILLS] | throughput-postgresql [RESETS] | import USERS [postgresql]
        """)
      exit(2)
    }
    exit(isKept ? 0 : 1)
  }

  /// A folder for one run, removed by the caller.
  static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reset-proof-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
