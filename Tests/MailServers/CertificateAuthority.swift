import ChildProcesses
import Foundation

/// A certificate authority of our own, made by the openssl command, with one certificate for 127.0.0.1.
package final class CertificateAuthority: Sendable {
  package static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

  struct Failed: Error { let command: [String] }

  private let folder: URL
  package var authority: String { path("authority.pem") }
  package var certificate: String { path("server.pem") }
  package var key: String { path("server.key") }

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("trin-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try run(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj",
      "/CN=Test authority", "-keyout", path("authority.key"), "-out", authority)
    try run(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", key,
      "-out", path("server.csr"))
    try Data("subjectAltName=IP:127.0.0.1\n".utf8).write(to: folder.appendingPathComponent("names"))
    try run(
      "x509", "-req", "-in", path("server.csr"), "-CA", authority, "-CAkey", path("authority.key"), "-days", "1",
      "-extfile", path("names"), "-out", certificate)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  private func run(_ arguments: String...) throws {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
    process.arguments = arguments
    process.standardError = .nothing
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(command: arguments) }
  }
}
