extension AuditEvent {
  /// The event as one line of JSON, keys always in the same order. Optional fields are left out where there is nothing.
  public var jsonLine: String {
    var line = "{\"sequence\":\(sequence),\"activityDateTime\":\(Self.quote(at.description))"
    line += ",\"activityDisplayName\":\(Self.quote(activity.rawValue)),\"initiatedBy\":\(Self.quote(actor))"
    if let target { line += ",\"targetResource\":\(Self.quote(target))" }
    line += ",\"result\":\(refusal == nil ? "\"success\"" : "\"failure\"")"
    if let refusal { line += ",\"resultReason\":\(Self.quote(refusal))" }
    if !details.isEmpty { line += ",\"additionalDetails\":\(jsonDetails)" }
    return line + ",\"previousHash\":\(Self.quote(previousHash)),\"hash\":\(Self.quote(hash))}"
  }

  /// The details as an object of JSON, by key.
  package var jsonDetails: String {
    let pairs = details.sorted { $0.key < $1.key }.map { "\(Self.quote($0.key)):\(Self.quote($0.value))" }
    return "{\(pairs.joined(separator: ","))}"
  }

  /// RFC 8259: quotes, backslashes and controls are escaped; so are the line ends that JavaScript knows besides.
  private static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<" ", "\u{7F}", "\u{2028}", "\u{2029}":
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
