internal import Diagnostics
internal import LearnMarkdown

/// A JSON file that configures: a mistake in it has its place.
struct JSONFile {
  let root: JSONValue
  private let text: SourceText
  /// As findings name it.
  private let shown: String

  /// - Throws: ``DocsetError`` where the file cannot be read or is no JSON.
  init(_ path: String, in folder: SourceFolder, shown: String) throws(DocsetError) {
    let bytes: [UInt8]
    do throws(Files.Failure) {
      bytes = try folder.read(path, limit: Files.articleLimit)
    } catch {
      throw DocsetError(.unreadable, "The configuration cannot be read: \(error.reason).", at: .init(file: shown))
    }
    try self.init(bytes, shown: shown)
  }

  init(_ bytes: [UInt8], shown: String) throws(DocsetError) {
    text = SourceText(bytes)
    self.shown = shown
    do throws(JSONParser.Failure) {
      root = try JSONParser.read(bytes)
    } catch {
      let place = SourceText(bytes).place(error.offset..<error.offset, in: shown)
      throw DocsetError(.invalidConfiguration, error.reason, at: place)
    }
  }

  // MARK: Places

  func place(of value: JSONValue) -> SourcePlace {
    // Of a list or an object, where it begins: it may be all of the file.
    switch value.kind {
    case .list, .object: text.place(value.range.lowerBound..<value.range.lowerBound, in: shown)
    default: text.place(value.range, in: shown)
    }
  }

  func place(ofKey member: JSONValue.Member) -> SourcePlace {
    text.place(member.offset..<member.offset, in: shown)
  }

  func wrong(_ value: JSONValue, _ reason: String) -> DocsetError {
    DocsetError(.invalidConfiguration, reason, at: place(of: value))
  }

  // MARK: Values

  /// The text of a key; nil where the key is not there.
  func text(_ key: String, of object: JSONValue) throws(DocsetError) -> String? {
    guard let value = object[key] else { return nil }
    return try text(value, of: key)
  }

  /// The parts of the list that a key has, or its one value: docfx takes both.
  func parts(_ key: String, of object: JSONValue) -> [JSONValue] {
    guard let value = object[key] else { return [] }
    if case .list(let parts) = value.kind { return parts }
    return [value]
  }

  func texts(_ key: String, of object: JSONValue) throws(DocsetError) -> [String] {
    var texts: [String] = []
    for part in parts(key, of: object) { texts.append(try text(part, of: key)) }
    return texts
  }

  func text(_ value: JSONValue, of key: String) throws(DocsetError) -> String {
    guard case .text(let text) = value.kind else { throw other(value, than: "a text", key) }
    return text
  }

  /// The keys and values of an object.
  func members(_ value: JSONValue, of key: String) throws(DocsetError) -> [JSONValue.Member] {
    guard case .object(let members) = value.kind else { throw other(value, than: "an object", key) }
    return members
  }

  private func other(_ value: JSONValue, than wanted: String, _ key: String) -> DocsetError {
    wrong(value, "`\(key)` is \(wanted); here it is \(value.kindName).")
  }
}
