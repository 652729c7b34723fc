internal import LearnMarkdown

/// The address that a site is published at.
package enum BaseURL {
  /// - Returns: It with `/` at its end; nil where it is no address of the web, or holds what no such address does.
  package static func read(_ written: String) -> String? {
    let bytes = Array(written.utf8)
    let isPlain = bytes.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"\"'<>\\^`{|}?#".utf8.contains($0) }
    let isOfWeb = bytes.startsCaseless(with: "https://", at: 0) || bytes.startsCaseless(with: "http://", at: 0)
    guard isPlain, isOfWeb else { return nil }
    return written.hasSuffix("/") ? written : written + "/"
  }

  /// The path at which the site lies on its server, with `/` at both ends; the server's root where nothing is known.
  package static func path(of base: String?) -> [UInt8] {
    let bytes = Array((base ?? "/").utf8)
    let host = bytes.firstIndex(of: "://", in: 0..<bytes.count).map { $0 + 3 } ?? 0
    return Array(bytes[(bytes.firstIndex(of: UInt8(ascii: "/"), in: host..<bytes.count) ?? bytes.count)...])
  }
}
