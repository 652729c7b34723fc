internal import Checks

/// How the references of a site resolve, as a table for `--statistics`.
enum LinkStatistics {
  static func table(_ count: LinkCount) -> String {
    let rows = [("links", count.links), ("images", count.images), ("entries", count.entries)]
    let head = ["", "all", "direct", "moved", "case", "fallback", "missing", "out", "site"]
    var lines = [line(head)]
    for (name, row) in rows {
      let numbers = [
        row.total, row.direct, row.redirected, row.otherCase, row.fallback, row.missing, row.outOfScope, row.elsewhere,
      ]
      lines.append(line([name] + numbers.map(String.init)))
    }
    let bookmarks = count.links + count.images + count.entries
    lines.append(
      "Bookmarks on pages that are there: \(bookmarks.bookmarks), of which \(bookmarks.missingBookmarks) miss.")
    return lines.joined(separator: "\n")
  }

  private static func line(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      let padding = String(repeating: " ", count: max(1, 9 - cell.count))
      return index == 0 ? cell + padding : padding + cell
    }.joined()
  }
}
