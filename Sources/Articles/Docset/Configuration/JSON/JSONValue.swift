/// A value of a JSON file, with the bytes that it stands in.
struct JSONValue: Sendable {
  enum Kind: Sendable {
    case text(String)
    case flag(Bool)
    case number
    case null
    case list([JSONValue])
    /// In the order of the file; a key may stand there twice.
    case object([Member])
  }

  struct Member: Sendable {
    var key: String
    /// The offset of the key.
    var offset: Int
    var value: JSONValue
  }

  var kind: Kind
  var range: Range<Int>

  /// The value of a key; the last where it stands twice, as docfx reads it. `null` is no value.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = kind, let value = members.last(where: { $0.key == key })?.value else {
      return nil
    }
    if case .null = value.kind { return nil }
    return value
  }

  /// What an author calls it.
  var kindName: String {
    switch kind {
    case .text: "a text"
    case .flag: "`true` or `false`"
    case .number: "a number"
    case .null: "`null`"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
