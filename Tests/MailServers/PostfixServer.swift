import ChildProcesses
import Foundation

/// A Postfix with configuration, spool and Maildir of its own, on a free port of this machine.
package final class PostfixServer: Sendable {
  /// Postfix changes to other users, which only root may.
  package static let isUsable = FileManager.default.isExecutableFile(atPath: program) && geteuid() == 0
  private static let program = "/usr/sbin/postfix"

  struct Failed: Error { let output: String }

  package let port: Int
  private let folder: URL
  /// Its files are read for as long as the server runs.
  private let authority: CertificateAuthority

  /// Starts the server with the certificate of `authority`, and returns when it listens.
  package init(_ authority: CertificateAuthority) throws {
    self.authority = authority
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("trin-\(UUID().uuidString)")
    port = try Self.freePort()
    for (name, owner) in [("conf", nil), ("spool", nil), ("data", "postfix"), ("mail", "nobody")] {
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent(name), withIntermediateDirectories: true,
        attributes: owner.map { [.ownerAccountName: $0] })
    }
    let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/postfix")
    let places = [
      "@FOLDER@": folder.path, "@PORT@": "\(port)", "@CERTIFICATE@": authority.certificate, "@KEY@": authority.key,
    ]
    for name in ["main.cf", "master.cf"] {
      var text = try String(contentsOf: fixtures.appendingPathComponent(name), encoding: .utf8)
      for (place, value) in places { text = text.replacingOccurrences(of: place, with: value) }
      try Data(text.utf8).write(to: folder.appendingPathComponent("conf/\(name)"))
    }
    // Returns when the server runs.
    try postfix("start")
  }

  deinit {
    try? postfix("stop")
    try? FileManager.default.removeItem(at: folder)
  }

  /// The messages that arrived, as they lie in the Maildir, once there are `count` or ten seconds are over.
  package func mail(atLeast count: Int = 1) async throws -> [String] {
    let arrived = folder.appendingPathComponent("mail/inbox/new")
    for _ in 0..<100 {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: arrived.path)) ?? []
      if names.count >= count {
        return try names.sorted().map { try String(contentsOf: arrived.appendingPathComponent($0), encoding: .utf8) }
      }
      try await Task.sleep(for: .milliseconds(100))
    }
    return []
  }

  /// What the server has said.
  package var log: String {
    (try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)) ?? ""
  }

  private func postfix(_ command: String) throws {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = ["-c", folder.appendingPathComponent("conf").path, command]
    process.standardError = .nothing
    process.standardOutput = .nothing
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(output: log) }
  }

  /// A port that was free a moment ago.
  private static func freePort() throws -> Int {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(listener, address, size) == 0 ? getsockname(listener, address, &size) : -1
      }
    }
    guard status == 0 else { throw Failed(output: "no port is free") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
