/// Writes JSON by hand, member by member: the order of the names is part of the contract, and no tree is built.
package enum JSONText {
  /// `text` as a JSON string, with its quotes.
  package static func string(_ text: String) -> String {
    var json = ""
    json.reserveCapacity(text.utf8.count + 2)
    append(text, to: &json)
    return json
  }

  /// Puts `text` as a JSON string, with its quotes, behind what is there.
  static func append(_ text: String, to json: inout String) {
    json += "\""
    if text.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
      for scalar in text.unicodeScalars { append(scalar, to: &json) }
    } else {
      json += text
    }
    json += "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to json: inout String) {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case "\n": json += "\\n"
    case "\r": json += "\\r"
    case "\t": json += "\\t"
    case _ where scalar.value < 0x20:
      let digits = String(scalar.value, radix: 16)
      json += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: json.unicodeScalars.append(scalar)
    }
  }

  /// An object of members whose values are JSON already.
  package static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(string($0)):\($1)" }.joined(separator: ",") + "}"
  }

  package static func array(_ elements: [String]) -> String { "[" + elements.joined(separator: ",") + "]" }
}
