internal import Yams

/// `zone-pivot-groups.yml`: what readers call the pivots for which articles have zones.
enum PivotTitles {
  static func isOne(_ path: String) -> Bool { path.isNamed("zone-pivot-groups.yml") }

  /// Titles by id; none for what is not `groups` of `pivots` of `id` and `title`.
  static func read(_ bytes: [UInt8], shown: String) -> [String: String] {
    var titles: [String: String] = [:]
    let root = YamlSource(bytes, file: shown).root
    for group in root?["groups"]?.sequence ?? [] {
      for pivot in group["pivots"]?.sequence ?? [] {
        if let id = pivot["id"]?.string, let title = pivot["title"]?.string { titles[id] = title }
      }
    }
    return titles
  }
}
