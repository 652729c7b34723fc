internal import CCurl

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// An address of the Internet Protocol, as a connection is about to be made to it.
package struct SocketAddress: Sendable, Hashable {
  /// 4 or 16, in network order; empty for another family.
  package let bytes: [UInt8]
  package let port: Int

  package init(bytes: [UInt8], port: Int) {
    self.bytes = bytes
    self.port = port
  }

  /// Reads the address that libcurl is about to connect to.
  init(_ address: UnsafePointer<curl_sockaddr>) {
    let length = unsafe Int(address.pointee.addrlen)
    let family = unsafe address.pointee.family
    let raw = unsafe withUnsafeBytes(of: address.pointee.addr) { unsafe Array($0.prefix(min(length, 8))) }
    let whole = unsafe Self.whole(address, count: min(length, 28))
    port = raw.count >= 4 ? Int(raw[2]) << 8 | Int(raw[3]) : 0
    switch family {
    case AF_INET where raw.count >= 8: bytes = Array(raw[4..<8])
    case AF_INET6 where whole.count >= 24: bytes = Array(whole[8..<24])
    default: bytes = []
    }
  }

  /// The bytes of the address, which libcurl keeps in a buffer larger than the type says.
  private static func whole(_ address: UnsafePointer<curl_sockaddr>, count: Int) -> [UInt8] {
    let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
    let start = unsafe UnsafeRawPointer(address) + offset
    return (0..<count).map { unsafe start.load(fromByteOffset: $0, as: UInt8.self) }
  }

  /// Whether the address is none that the public can reach: this machine, a private or a link-local network, a range
  /// for tests, for many receivers or for later use.
  ///
  /// - SeeAlso: IANA's special-purpose address registries (RFC 6890).
  package var isPrivate: Bool {
    switch bytes.count {
    case 4: Self.isPrivate(bytes)
    case 16: Self.isPrivate6(bytes)
    default: true
    }
  }

  private static func isPrivate(_ a: [UInt8]) -> Bool {
    switch (a[0], a[1]) {
    case (0, _), (10, _), (127, _), (169, 254), (192, 168): true
    case (100, 64...127), (172, 16...31), (198, 18...19): true
    case (192, 0): a[2] == 0 || a[2] == 2
    case (198, 51): a[2] == 100
    case (203, 0): a[2] == 113
    case (224..., _): true
    default: false
    }
  }

  private static func isPrivate6(_ a: [UInt8]) -> Bool {
    let zeros = a.prefix { $0 == 0 }.count
    // `::`, `::1`, and addresses of version 4 in those of version 6: `::/96` and `::ffff:0:0/96`.
    if zeros >= 12 { return isPrivate(Array(a[12...])) }
    if zeros == 10, a[10] == 0xFF, a[11] == 0xFF { return isPrivate(Array(a[12...])) }
    // `64:ff9b::/96` is translated to version 4; the rest of `64:ff9b::/32`, `64:ff9b:1::/48` in it, is local.
    if a.starts(with: [0x00, 0x64, 0xFF, 0x9B]) {
      return a[4..<12].contains { $0 != 0 } || isPrivate(Array(a[12...]))
    }
    if a.starts(with: [0x20, 0x02]) { return isPrivate(Array(a[2..<6])) }
    let special: [(prefix: [UInt8], bits: Int)] = [
      ([0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0], 96),  // ::ffff:0:0:0/96, translated within a network
      ([0x01, 0, 0, 0, 0, 0, 0, 0], 64),  // 100::/64, thrown away
      ([0x20, 0x01, 0x00], 23),  // 2001::/23, protocols of the IETF, Teredo among them
      ([0x20, 0x01, 0x0D, 0xB8], 32),  // 2001:db8::/32, documentation
      ([0x3F, 0xFF, 0x00], 20),  // 3fff::/20, documentation
      ([0x5F, 0x00], 16),  // 5f00::/16, segment routing
    ]
    if special.contains(where: { hasPrefix(a, $0.prefix, bits: $0.bits) }) { return true }
    return a[0] & 0xFE == 0xFC || (a[0] == 0xFE && a[1] & 0x80 == 0x80) || a[0] == 0xFF
  }

  private static func hasPrefix(_ address: [UInt8], _ prefix: [UInt8], bits: Int) -> Bool {
    let whole = bits / 8
    guard address[..<whole].elementsEqual(prefix[..<whole]) else { return false }
    let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
    return bits % 8 == 0 || address[whole] & mask == prefix[whole] & mask
  }
}
