internal import LearnMarkdown
internal import SiteModel
internal import Synchronization

/// The entries beside pages as HTML, written once for all pages of a folder: only that of the page itself, and the one
/// that is open, differ from page to page.
final class NavigationLevels: Sendable {
  struct Key: Hashable {
    var tree: Int
    /// -1 at the top.
    var parent: Int
    /// Whether the level stands within another.
    var isInner: Bool
    /// Of the page: addresses are relative to it.
    var folder: ByteString
  }

  /// Entries one behind the other.
  struct Level: Sendable {
    private var html: [UInt8]
    /// Where each entry ends, by its number among its siblings; one that is left out is empty.
    private var ends: [Int]

    var size: Int { html.count + ends.count * MemoryLayout<Int>.stride }

    init(_ entries: [Int], _ write: (Int, inout HTMLBytes) -> Void) {
      var html = HTMLBytes(reserving: entries.count * 128)
      ends = []
      ends.reserveCapacity(entries.count)
      for entry in entries {
        write(entry, &html)
        ends.append(html.count)
      }
      self.html = html.bytes
    }

    /// Writes the entries of a range; those whose numbers are in `special`, ascending, are written by `write`.
    func write(
      _ range: Range<Int>, into list: inout HTMLBytes, except special: [Int], _ write: (Int, inout HTMLBytes) -> Void
    ) {
      var start = beginning(range.lowerBound)
      for number in special where range.contains(number) {
        list.append(raw: html[start..<beginning(number)])
        write(number, &list)
        start = ends[number]
      }
      list.append(raw: html[start..<beginning(range.upperBound)])
    }

    private func beginning(_ entry: Int) -> Int { entry > 0 ? ends[entry - 1] : 0 }
  }

  /// Bytes. A long list of entries and a folder for each page would else be kept as often as there are pages.
  private static let mostKept = 32 << 20

  private let kept = Mutex<(levels: [Key: Level], size: Int)>(([:], 0))

  func level(_ key: Key, _ make: () -> Level) -> Level {
    if let known = kept.withLock({ $0.levels[key] }) { return known }
    let level = make()
    kept.withLock {
      guard $0.size + level.size <= Self.mostKept else { return }
      $0.levels[key] = level
      $0.size += level.size
    }
    return level
  }
}
