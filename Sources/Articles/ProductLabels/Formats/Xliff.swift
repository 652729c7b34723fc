internal import Diagnostics

/// Reads XLIFF 1.2. A target that is said to need work yet is no translation.
enum Xliff {
  static func read(_ source: LabelSource) throws(LabelFailure) -> [LabelEntry] {
    let root = try PlainXML.read(source)
    guard root.name == "xliff" else {
      throw source.wrong(root.offset, "An XLIFF file has `<xliff>` around all; this has `<\(root.name)>`.")
    }
    let version = root.attributes["version"] ?? ""
    guard version == "1.2" else {
      throw source.wrong(root.offset, "XLIFF is read in version 1.2; this is version `\(version)`.")
    }
    let files = root.elements.filter { $0.name == "file" }
    var entries: [LabelEntry] = []
    for file in files {
      // The ids of one file may be those of another.
      let prefix = files.count > 1 ? (file.attributes["original"] ?? "") + "#" : ""
      for body in file.elements where body.name == "body" { try add(body, prefix, source, &entries) }
    }
    return entries
  }

  private static let unready: Set<String> = [
    "new", "needs-translation", "needs-adaptation", "needs-l10n", "needs-review-translation",
    "needs-review-adaptation", "needs-review-l10n",
  ]

  /// Code of the original is no text; what the product fills in is a place with a name.
  private static func shown(_ element: PlainXML.Element) -> String {
    element.children.map { child in
      switch child {
      case .text(let text): return text
      case .element(let part):
        switch part.name {
        case "g", "mrk": return shown(part)
        case "x", "ph":
          let kind = part.attributes["ctype"] ?? ""
          if kind == "lb" { return " " }
          return kind.hasPrefix("x-") || kind == "image" ? "" : "{\(part.attributes["id"] ?? "")}"
        default: return ""
        }
      }
    }.joined()
  }

  private static func add(
    _ group: PlainXML.Element, _ prefix: String, _ source: LabelSource, _ entries: inout [LabelEntry]
  ) throws(LabelFailure) {
    for unit in group.elements {
      if unit.name == "group" { try add(unit, prefix, source, &entries) }
      guard unit.name == "trans-unit" else { continue }
      guard let id = unit.attributes["id"] else {
        throw source.wrong(unit.offset, "A `<trans-unit>` has an `id`; this has none.")
      }
      guard let original = unit.first("source") else {
        throw source.wrong(unit.offset, "A `<trans-unit>` has a `<source>`; `\(id)` has none.")
      }
      let target = unit.first("target")
      let isReady = !unready.contains(target?.attributes["state"] ?? "")
      let text = isReady ? target.map(shown) ?? "" : ""
      entries.append(
        LabelEntry(
          key: prefix + id, text: text.isEmpty ? nil : text, source: shown(original),
          place: source.place((target ?? original).offset)))
    }
  }
}
