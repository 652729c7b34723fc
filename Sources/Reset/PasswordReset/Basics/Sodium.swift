internal import CSodium

/// libsodium, set up once before its first use.
enum Sodium {
  private static let isReady: Bool = sodium_init() >= 0

  /// Every caller of libsodium passes here first; a process that has no source of randomness cannot go on.
  static func ready() { precondition(isReady, "libsodium could not be set up") }

  /// BLAKE2b-256 with a key.
  static func keyedHash(_ message: [UInt8], key: Secret) -> [UInt8] {
    ready()
    var hash = [UInt8](repeating: 0, count: 32)
    let status = unsafe key.withPointer { pointer in
      unsafe crypto_generichash(&hash, 32, message, UInt64(message.count), pointer, key.count)
    }
    precondition(status == 0, "BLAKE2b takes every message")
    return hash
  }
}

/// Bytes as the store and the reports spell them.
enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nothing for a text that is not an even number of hexadecimal digits.
  static func decode(_ text: String) -> [UInt8]? {
    let text = Array(text.utf8)
    guard text.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 2)
    for index in stride(from: 0, to: text.count, by: 2) {
      guard let high = value(text[index]), let low = value(text[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
