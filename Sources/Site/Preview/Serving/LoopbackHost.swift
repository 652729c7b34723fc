/// The host names under which the preview answers.
///
/// Any web page may point its own name at 127.0.0.1 and then read what is served there (DNS rebinding). It cannot
/// make the browser send one of these names.
enum LoopbackHost {
  /// Whether `authority`, as the Host header has it, names this machine's loopback. The port is left free, for the
  /// sake of forwarded ports.
  static func allows(_ authority: String?) -> Bool {
    guard let authority else { return false }
    let bytes = Array(authority.utf8)
    let hostEnd: Int
    if bytes.first == UInt8(ascii: "[") {
      guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return false }
      hostEnd = close + 1
    } else {
      hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.count
    }
    let port = bytes[hostEnd...]
    let hasPort = port.first == UInt8(ascii: ":")
    guard port.isEmpty || hasPort, port.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return false }
    let host = String(decoding: bytes[..<hostEnd], as: UTF8.self).lowercased()
    return ["localhost", "127.0.0.1", "[::1]"].contains(host)
  }
}
