internal import Diagnostics
internal import Docset

/// Reads JSON: keys of objects within each other are joined by dots (i18next), an object with a `defaultMessage` is a
/// text (FormatJS), as is one with a `message` and what tells about it (extensions of browsers and of Visual Studio Code);
/// what begins with `@` is about a text and none (ARB).
enum NestedJSON {
  static func read(_ source: LabelSource) throws(LabelFailure) -> [LabelEntry] {
    let root: JSONValue
    do throws(JSONParser.Failure) {
      root = try JSONParser.read(source.bytes)
    } catch {
      throw source.wrong(error.offset, error.reason)
    }
    guard case .object = root.kind else {
      throw source.wrong(
        root.range.lowerBound, "A translation file is an object of keys and texts; this is \(root.kindName).")
    }
    var entries: [LabelEntry] = []
    try add(root, key: "", source, &entries)
    return entries
  }

  private static func add(
    _ value: JSONValue, key: String, _ source: LabelSource, _ entries: inout [LabelEntry]
  ) throws(LabelFailure) {
    switch value.kind {
    case .text(let text):
      entries.append(
        LabelEntry(key: key, text: text.isEmpty ? nil : text, place: source.place(value.range.lowerBound)))
    case .null: entries.append(LabelEntry(key: key, text: nil, place: source.place(value.range.lowerBound)))
    case .object(let members):
      if !key.isEmpty, let message = message(of: members) { return try add(message, key: key, source, &entries) }
      var seen: Set<String> = []
      for member in members where !member.key.hasPrefix("@") {
        guard seen.insert(member.key).inserted else {
          throw source.wrong(member.offset, "A key stands once in an object; `\(member.key)` does twice.")
        }
        try add(member.value, key: key.isEmpty ? member.key : key + "." + member.key, source, &entries)
      }
    case .list(let values):
      for (number, value) in values.enumerated() { try add(value, key: "\(key).\(number)", source, &entries) }
    // A version, or a switch of the tool that wrote the file.
    case .number, .flag: break
    }
  }

  /// The text of an object that tells about one.
  private static func message(of members: [JSONValue.Member]) -> JSONValue? {
    if let message = members.first(where: { $0.key == "defaultMessage" }) { return message.value }
    let names = ["message", "description", "placeholders", "comment"]
    guard members.allSatisfy({ names.contains($0.key) }) else { return nil }
    return members.first { $0.key == "message" }?.value
  }
}
