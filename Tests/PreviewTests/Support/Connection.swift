internal import Glibc
internal import Testing

/// A TCP connection that speaks just enough HTTP/1.1, so that a test may send what no client library would.
final class Connection {
  private let descriptor: Int32
  private(set) var received: [UInt8] = []

  struct Failed: Error, CustomStringConvertible {
    var description: String
  }

  init(port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let result = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Failed(description: "no connection to port \(port), errno \(errno)") }
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  deinit { close(descriptor) }

  func send(_ text: String) {
    var text = text
    let count = text.withUTF8 { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    #expect(count == text.utf8.count)
  }

  /// Reads until `isEnough` or the end of the connection. Waits without holding a thread, which the server may need.
  func read(within limit: Duration = .seconds(60), until isEnough: (String) -> Bool) async throws -> String {
    let deadline = ContinuousClock.now + limit
    var buffer = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let text = String(decoding: received, as: UTF8.self)
      if isEnough(text) { return text }
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count > 0 {
        received += buffer[..<count]
      } else if count == 0 {
        return text
      } else {
        guard ContinuousClock.now < deadline else { throw Failed(description: "nothing more came after:\n\(text)") }
        try await Task.sleep(for: .milliseconds(2))
      }
    }
  }
}

struct Answer {
  var status: Int
  /// With lower-case names.
  var headers: [String: String]
  var body: String
}

extension Connection {
  static func get(
    _ path: String, port: Int, host: String? = "localhost", method: String = "GET"
  ) async throws -> Answer {
    let connection = try Connection(port: port)
    let hostLine = host.map { "Host: \($0)\r\n" } ?? ""
    connection.send("\(method) \(path) HTTP/1.1\r\n\(hostLine)Connection: close\r\n\r\n")
    let text = try await connection.read { _ in false }
    guard let headEnd = text.firstRange(of: "\r\n\r\n") else { throw Failed(description: "no answer but:\n\(text)") }
    let lines = text[..<headEnd.lowerBound].split(separator: "\r\n")
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
    }
    return Answer(status: status ?? 0, headers: headers, body: String(text[headEnd.upperBound...]))
  }
}
