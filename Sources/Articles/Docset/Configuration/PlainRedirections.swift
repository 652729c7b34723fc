internal import LearnMarkdown

/// A redirection file in the form that nearly all have: objects of texts without escapes, and of `true` and `false`.
///
/// Some files have thousands of entries, and a decoder takes as long for them as libcmark for as many screens of
/// Markdown. Whatever is not plainly of that form is left to it.
struct PlainRedirections {
  typealias Entry = LearnConfiguration.Redirections.Entry

  private enum Value {
    /// Where it stands, without its quotes.
    case text(Range<Int>)
    case flag
  }

  private let bytes: [UInt8]
  private var index = 0

  /// Nil for what JSON could read otherwise.
  ///
  /// - Returns: The entries, each with the offset of the key that names its source.
  static func read(_ bytes: [UInt8]) -> [(entry: Entry, offset: Int)]? {
    guard bytes.firstInvalidUTF8 == nil else { return nil }
    var reader = PlainRedirections(bytes: bytes)
    return reader.readFile()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func readFile() -> [(entry: Entry, offset: Int)]? {
    guard take("{"), let key = readText(), isText(key, "redirections"), take(":"), take("[") else { return nil }
    var entries: [(entry: Entry, offset: Int)] = []
    if !take("]") {
      repeat {
        guard let entry = readEntry() else { return nil }
        entries.append(entry)
      } while take(",")
      guard take("]") else { return nil }
    }
    guard take("}") else { return nil }
    skipSpace()
    return index == bytes.count ? entries : nil
  }

  private mutating func readEntry() -> (entry: Entry, offset: Int)? {
    guard take("{") else { return nil }
    var source: Range<Int>?
    var fromRoot: Range<Int>?
    var url: Range<Int>?
    var offset: Int?
    repeat {
      guard let key = readText(), take(":"), let value = readValue() else { return nil }
      // One that stands twice, or has another kind of value, is for the decoder to judge.
      func note(_ place: inout Range<Int>?) -> Bool {
        guard place == nil, case .text(let text) = value else { return false }
        place = text
        return true
      }
      if isText(key, "source_path") || isText(key, "source_path_from_root") {
        offset = offset ?? key.lowerBound - 1
        guard isText(key, "source_path") ? note(&source) : note(&fromRoot) else { return nil }
      } else if isText(key, "redirect_url") {
        guard note(&url) else { return nil }
      }
    } while take(",")
    guard take("}"), let path = source ?? fromRoot, let offset else { return nil }
    return (Entry(path: text(path), url: url.map(text) ?? ""), offset)
  }

  /// Nil for all other values.
  private mutating func readValue() -> Value? {
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return readText().map(Value.text) }
    for word in ["true", "false"] as [StaticString] where bytes.starts(with: word, at: index) {
      index += word.utf8CodeUnitCount
      return .flag
    }
    return nil
  }

  private mutating func readText() -> Range<Int>? {
    guard take("\"") else { return nil }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] < 0x20 || bytes[index] == UInt8(ascii: "\\") { return nil }
      index += 1
    }
    guard index < bytes.count else { return nil }
    index += 1
    return start..<index - 1
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  private func isText(_ range: Range<Int>, _ wanted: StaticString) -> Bool {
    range.count == wanted.utf8CodeUnitCount && bytes.starts(with: wanted, at: range.lowerBound)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
