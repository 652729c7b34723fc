/// Writes JSON by hand, member by member: the order of the names is part of the contract, and no tree is built.
package enum JSONText {
  /// `text` as a JSON string, with its quotes.
  package static func string(_ text: String) -> String {
    var json: [UInt8] = []
    json.reserveCapacity(text.utf8.count + 2)
    append(text, to: &json)
    return String(decoding: json, as: UTF8.self)
  }

  /// Puts `text` as a JSON string, with its quotes, behind what is there.
  static func append(_ text: String, to json: inout [UInt8]) {
    json.append(UInt8(ascii: "\""))
    let bytes = text.utf8.span
    if bytes.indices.contains(where: { isEscaped(bytes[$0]) }) {
      for index in bytes.indices { append(bytes[index], to: &json) }
    } else {
      json += text.utf8
    }
    json.append(UInt8(ascii: "\""))
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func append(_ byte: UInt8, to json: inout [UInt8]) {
    switch byte {
    case _ where !isEscaped(byte): json.append(byte)
    case UInt8(ascii: "\""): json += "\\\"".utf8
    case UInt8(ascii: "\\"): json += "\\\\".utf8
    case UInt8(ascii: "\n"): json += "\\n".utf8
    case UInt8(ascii: "\r"): json += "\\r".utf8
    case UInt8(ascii: "\t"): json += "\\t".utf8
    default:
      let digits = String(byte, radix: 16)
      json += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
    }
  }

  /// An object of members whose values are JSON already.
  package static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(string($0)):\($1)" }.joined(separator: ",") + "}"
  }

  package static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
}
