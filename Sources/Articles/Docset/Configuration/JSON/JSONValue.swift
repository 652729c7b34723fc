/// A value of a JSON file, with the bytes that it stands in.
package struct JSONValue: Sendable {
  package enum Kind: Sendable {
    case text(String)
    case flag(Bool)
    case number
    case null
    case list([JSONValue])
    /// In the order of the file; a key may stand there twice.
    case object([Member])
  }

  package struct Member: Sendable {
    package var key: String
    /// The offset of the key.
    package var offset: Int
    package var value: JSONValue
  }

  package var kind: Kind
  package var range: Range<Int>

  /// The value of a key; the last where it stands twice, as docfx reads it. `null` is no value.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = kind, let value = members.last(where: { $0.key == key })?.value else {
      return nil
    }
    if case .null = value.kind { return nil }
    return value
  }

  /// What an author calls it.
  package var kindName: String {
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
