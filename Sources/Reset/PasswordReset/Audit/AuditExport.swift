internal import Foundation

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
  package var jsonDetails: String { Self.jsonObject(details) }

  /// By key, on one line, without anything that a terminal obeys.
  package static func jsonObject(_ fields: [String: String]) -> String {
    let pairs = fields.sorted { $0.key < $1.key }.map { "\(quote($0.key)):\(quote($0.value))" }
    return "{\(pairs.joined(separator: ","))}"
  }

  /// RFC 8259: quotes, backslashes and controls are escaped; so is whatever else a terminal obeys.
  private static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where ForeignText.isObeyed(scalar):
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension AuditEvent {
  /// An event as a store keeps it. Details that are not what ``jsonDetails`` gives were changed by somebody, so that the
  /// event does not verify; they are kept as they are, for whoever looks into it.
  package init(
    sequence: Int, at: Timestamp, activity: Activity, actor: String, target: String?, refusal: String?,
    jsonDetails: String, previousHash: String, hash: String
  ) {
    let decoded = try? JSONDecoder().decode([String: String].self, from: Data(jsonDetails.utf8))
    self.init(
      sequence: sequence, at: at, activity: activity, actor: actor, target: target, refusal: refusal,
      details: decoded ?? ["unreadable": jsonDetails], previousHash: previousHash, hash: hash)
  }
}
