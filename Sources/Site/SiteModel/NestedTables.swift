package import Docset
internal import LearnMarkdown

/// The tables of contents that entries of others name.
///
/// `href: api/toc.yml` takes all of that table in; `href: api/`, the folder, leads to its first article.
/// - SeeAlso: "Table of contents" in the documentation of docfx.
package struct NestedTables {
  /// Entries of one table with those that it takes in; tables that take each other in twice would be billions.
  static let mostEntries = 50_000

  /// Entries within each other, in all tables together.
  private static let deepest = 64

  struct Named {
    var table: TableOfContents
    /// Whether its entries are taken in.
    var isWhole: Bool
  }

  /// Where an entry leads and what lies below it, other tables taken in.
  struct Entry {
    var destination: [UInt8]?
    /// The table in which the destination is written.
    var origin: [UInt8]
    var items: [TableOfContents.Item]
    /// The table in which the items are written.
    var table: [UInt8]
  }

  private var tables: [ByteString: TableOfContents] = [:]
  private var takenIn: Set<String> = []

  package init(_ catalog: Catalog) {
    for table in catalog.tablesOfContents { tables[ByteString(Array(table.path.utf8))] = table }
    for table in catalog.tablesOfContents {
      var items = table.items
      while let item = items.popLast() {
        items += item.items
        guard let named = named(by: item, in: Array(table.path.utf8)), named.isWhole else { continue }
        if named.table.path != table.path { takenIn.insert(named.table.path) }
      }
    }
  }

  /// Whether another table has all entries of this one.
  func isTakenIn(_ path: String) -> Bool { takenIn.contains(path) }

  /// Whether an entry names the folder of another table, where no page need lie.
  package func namesFolder(_ item: TableOfContents.Item, in path: [UInt8]) -> Bool {
    named(by: item, in: path)?.isWhole == false
  }

  /// The table that an entry of the one at `path` names; nil for entries that lead elsewhere.
  func named(by item: TableOfContents.Item, in path: [UInt8]) -> Named? {
    guard let destination = item.destination, Address(destination) == .local else { return nil }
    let written = Paths.decodedPercent(destination[..<Paths.ends(of: destination).path])
    guard written.first != UInt8(ascii: "/"), let inside = Paths.resolve(written, from: path) else { return nil }
    if let table = tables[ByteString(inside)] { return Named(table: table, isWhole: true) }
    guard written.last == UInt8(ascii: "/") else { return nil }
    for name in ["TOC.yml", "toc.yml", "TOC.md", "toc.md"] {
      let folder = inside.isEmpty ? [] : inside + [UInt8(ascii: "/")]
      if let table = tables[ByteString(folder + Array(name.utf8))] { return Named(table: table, isWhole: false) }
    }
    return nil
  }

  /// - Parameters:
  ///   - open: The tables that the entry lies in: none is taken in again.
  ///   - isFull: Whether nothing more is taken in.
  func entry(_ item: TableOfContents.Item, in path: [UInt8], open: [[UInt8]], isFull: Bool) -> Entry {
    let plain = Entry(destination: item.destination, origin: path, items: item.items, table: path)
    guard let named = named(by: item, in: path) else { return plain }
    let table = Array(named.table.path.utf8)
    if named.isWhole {
      guard !open.contains(table), open.count < Self.deepest, !isFull else { return plain }
      return Entry(destination: item.topic, origin: path, items: named.table.items, table: table)
    }
    if let topic = item.topic { return Entry(destination: topic, origin: path, items: item.items, table: path) }
    return Entry(destination: firstArticle(of: named.table), origin: table, items: item.items, table: path)
  }

  /// The first article of a table, as it is written there.
  func firstArticle(of table: TableOfContents) -> [UInt8]? {
    var items = Array(table.items.reversed())
    while let item = items.popLast() {
      if let destination = item.destination, !destination.isEmpty,
        named(by: item, in: Array(table.path.utf8)) == nil
      {
        return destination
      }
      items += item.items.reversed()
    }
    return nil
  }
}
