internal import Diagnostics
internal import LearnMarkdown

/// The simple form of `TOC.yml`, which nearly all of them have: entries that begin with `- `, each of their lines a key
/// and a text, `items:` before the entries below. What it accepts, YAML reads the same way.
///
/// The tables of a docset have as many lines as it has pages, and a tree of YAML takes ten times as long for them.
struct PlainTable {
  /// A list of entries; its last entry is open.
  private struct Level {
    /// The column (0-based) of the `-` of each entry, and that of the keys of the open one.
    var dash: Int
    var keys: Int
    var items: [TableOfContents.Item] = []
    var entry = Entry()
  }

  /// The keys of an entry so far, and what the table needs of them.
  private struct Entry {
    var keys: [Range<Int>] = []
    var place: (line: Int, column: Int) = (0, 0)
    var name: String?
    var href: Link?
    var topicHref: Link?
    var scope: String?
    var items: [TableOfContents.Item] = []

    struct Link {
      var text: String
      var place: (line: Int, column: Int)
    }
  }

  /// Bytes of a key, and keys of an entry, far more than tables have: YAML ends keys after 1,024 characters, and each key
  /// is held against those before it.
  private static let longestKey = 64
  private static let mostKeys = 32

  private let bytes: [UInt8]
  private let file: String
  /// The lists that are open, outermost first; the first stands for the file, whose one key is `items`.
  private var levels = [Level(dash: -1, keys: 0)]
  /// Whether the last line was `items:`.
  private var awaitsItems = true

  /// Nil where the table is not of that form.
  static func read(_ bytes: [UInt8], file: String) -> [TableOfContents.Item]? {
    guard bytes.firstInvalidUTF8 == nil, PlainScalar.isText(bytes, bytes.indices) else { return nil }
    let text = SourceText(bytes)
    var table = PlainTable(bytes: bytes, file: file)
    var isFirst = true
    for line in 0..<text.lineCount {
      let range = text.lineRange(line)
      var content = range.lowerBound
      while content < range.upperBound, bytes[content] == UInt8(ascii: " ") { content += 1 }
      if content == range.upperBound || bytes[content] == UInt8(ascii: "#") { continue }
      if isFirst, bytes[range].elementsEqual("items:".utf8) {
        isFirst = false
        continue
      }
      isFirst = false
      guard table.read(line, range, from: content) else { return nil }
    }
    if table.awaitsItems { return isFirst ? [] : nil }
    while table.levels.count > 1 { table.closeLevel() }
    return table.levels[0].entry.items
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private mutating func read(_ line: Int, _ range: Range<Int>, from content: Int) -> Bool {
    var key = content
    let isEntry =
      content + 1 < range.upperBound && bytes[content] == UInt8(ascii: "-")
      && bytes[content + 1] == UInt8(ascii: " ")
    if isEntry {
      key = bytes.skipBlanks(in: content + 1..<range.upperBound)
      guard open(content - range.lowerBound, keys: key - range.lowerBound, line: line) else { return false }
    } else {
      guard !awaitsItems else { return false }
      while levels.count > 1, levels[levels.count - 1].keys > content - range.lowerBound { closeLevel() }
      guard levels.count > 1, levels[levels.count - 1].keys == content - range.lowerBound else { return false }
    }
    return readKey(line, key..<range.upperBound, column: key - range.lowerBound)
  }

  /// Begins an entry: the first of a list below, or the next of one that is open.
  private mutating func open(_ dash: Int, keys: Int, line: Int) -> Bool {
    if awaitsItems {
      guard dash >= levels[levels.count - 1].keys, levels.count <= TableOfContents.deepest else { return false }
      levels.append(Level(dash: dash, keys: keys))
      awaitsItems = false
    } else {
      while levels.count > 1, levels[levels.count - 1].dash > dash { closeLevel() }
      guard levels.count > 1, levels[levels.count - 1].dash == dash else { return false }
      closeEntry()
      levels[levels.count - 1].keys = keys
    }
    levels[levels.count - 1].entry.place = (line + 1, keys + 1)
    return true
  }

  private mutating func readKey(_ line: Int, _ range: Range<Int>, column: Int) -> Bool {
    var end = range.lowerBound
    while end < range.upperBound, Ascii.isLetter(bytes[end]) { end += 1 }
    let key = range.lowerBound..<end
    guard !key.isEmpty, key.count <= Self.longestKey, end < range.upperBound, bytes[end] == UInt8(ascii: ":") else {
      return false
    }
    let last = levels.count - 1
    // A key that stands twice is reported, by Yams.
    for other in levels[last].entry.keys where other.count == key.count && bytes[other].elementsEqual(bytes[key]) {
      return false
    }
    guard levels[last].entry.keys.count < Self.mostKeys else { return false }
    levels[last].entry.keys.append(key)
    let value = bytes.skipBlanks(in: end + 1..<range.upperBound)
    if value == range.upperBound, bytes[key].elementsEqual("items".utf8) {
      awaitsItems = true
      return true
    }
    guard value > end + 1, let text = PlainScalar.read(bytes, value..<range.upperBound) else { return false }
    let link = Entry.Link(text: text, place: (line + 1, column + value - range.lowerBound + 1))
    switch String(decoding: bytes[key], as: UTF8.self) {
    case "name": levels[last].entry.name = text
    case "href": levels[last].entry.href = link
    case "topicHref": levels[last].entry.topicHref = link
    case "tocHref": levels[last].entry.scope = text
    case "items", "uid", "topicUid": return false
    case let other: if YamlTable.keyMeant(by: other) != nil { return false }
    }
    return true
  }

  private mutating func closeEntry() {
    let last = levels.count - 1
    let entry = levels[last].entry
    let link = entry.href ?? entry.topicHref
    let (line, column) = link?.place ?? entry.place
    let end = column + (link?.text.unicodeScalars.count ?? 0)
    levels[last].items.append(
      TableOfContents.Item(
        name: entry.name ?? "", destination: link.map { Array($0.text.utf8) },
        topic: entry.href == nil ? nil : entry.topicHref.map { Array($0.text.utf8) },
        scope: entry.scope.map { Array($0.utf8) }, items: entry.items,
        place: SourcePlace(file: file, line: line, column: column, endLine: line, endColumn: end)))
    levels[last].entry = Entry()
  }

  private mutating func closeLevel() {
    closeEntry()
    let items = levels.removeLast().items
    levels[levels.count - 1].entry.items = items
  }
}
