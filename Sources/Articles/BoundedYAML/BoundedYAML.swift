package import Yams

/// Reads YAML whose aliases stand for no more than a reader can hold.
///
/// Ten lines of aliases of aliases name billions of nodes ("billion laughs"), and Yams visits each of them where they
/// are a key, as everything does that walks a tree. So they are counted before one of them is followed.
package enum BoundedYAML {
  /// The nodes that all aliases of a document may stand for together.
  package static let aliasedNodeLimit = 100_000

  /// The tree of a document; nil for an empty one.
  ///
  /// Each scalar is read as what is asked of it: so none is matched with the patterns of numbers, dates and the rest,
  /// whose compilation alone takes milliseconds. Keys are texts, too: `1` and `"1"` are one key, given twice.
  ///
  /// - Throws: `YamlError`; its `composer` at the alias with which there are too many nodes.
  package static func compose(_ text: String) throws -> Node? {
    // libyaml passes over the mark of the byte order and counts it as a column, by which all of the first line is
    // indented.
    if text.unicodeScalars.first == "\u{FEFF}" { return try compose(String(text.unicodeScalars.dropFirst())) }
    if hasAliases(text.utf8) { try countAliasedNodes(text) }
    return try parser(of: text).singleRoot()
  }

  /// A parser that is told the encoding: otherwise Yams asks for all variables of the environment, for each text.
  private static func parser(of text: String) throws -> Parser {
    try Parser(yaml: text, resolver: .basic, encoding: .utf8)
  }

  /// Whether there may be an anchor and an alias: `&name`, `*name`.
  private static func hasAliases(_ bytes: String.UTF8View) -> Bool {
    let answer = unsafe bytes.withContiguousStorageIfAvailable { bytes in
      unsafe mayHold(UInt8(ascii: "&"), bytes) && mayHold(UInt8(ascii: "*"), bytes)
    }
    return answer ?? true
  }

  /// Whether `mark` stands somewhere with a name behind it, and not amid a word as in `?a=1&b=2` or `**bold**`.
  private static func mayHold(_ mark: UInt8, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index + 1 < bytes.count {
      defer { index += 1 }
      guard unsafe bytes[index] == mark, isOfName(unsafe bytes[index + 1]) else { continue }
      if index == 0 || mayStandBefore(unsafe bytes[index - 1]) { return true }
    }
    return false
  }

  /// Letters, digits, `-` and `_`, as libyaml has it; of what is no ASCII nothing is said.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  /// What a value may follow: blanks, line ends, and the marks of lists and mappings in one line.
  private static func mayStandBefore(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x80 || "[{,:?".utf8.contains(byte)
  }

  private static func countAliasedNodes(_ text: String) throws {
    // With a letter for its `*`, an alias is a plain text that nothing follows. So are some stars that are none, in
    // this copy only.
    let mark = Array(String(AliasCount.mark).utf8)
    var marked: [UInt8] = []
    marked.reserveCapacity(text.utf8.count + 64)
    for byte in text.utf8 { if byte == UInt8(ascii: "*") { marked += mark } else { marked.append(byte) } }
    let parser = try parser(of: String(decoding: marked, as: UTF8.self))
    guard let root = try parser.singleRoot() else { return }
    var count = AliasCount(text: text)
    // The parser owns the names of the anchors.
    try withExtendedLifetime(parser) { _ = try count.nodes(in: root) }
  }
}

/// Counts the nodes that the aliases of a tree stand for, without following them.
private struct AliasCount {
  /// A private-use character, which begins a plain text in YAML.
  static let mark: Character = "\u{E000}"

  let text: String
  private var nodesByAnchor: [String: Int] = [:]
  private var aliased = 0

  init(text: String) { self.text = text }

  /// The nodes of a tree with those that its aliases stand for.
  mutating func nodes(in node: Node) throws -> Int {
    var count = 1
    switch node {
    case .scalar(let scalar):
      if scalar.string.first == Self.mark, let nodes = nodesByAnchor[String(scalar.string.dropFirst())] {
        count = nodes
        aliased += nodes
        if aliased > BoundedYAML.aliasedNodeLimit, let mark = node.mark {
          throw YamlError.composer(
            context: nil,
            problem: "with this alias, aliases stand for more than \(BoundedYAML.aliasedNodeLimit) values", mark,
            yaml: text)
        }
      }
    case .sequence(let sequence):
      for item in sequence { count += try nodes(in: item) }
    case .mapping(let mapping):
      for (key, value) in mapping { count += try nodes(in: key) + nodes(in: value) }
    case .alias: break
    }
    if let anchor = node.anchor { nodesByAnchor[anchor.rawValue] = count }
    return count
  }
}
