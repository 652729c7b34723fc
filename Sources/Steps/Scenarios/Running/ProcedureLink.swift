internal import Procedures

/// Resolves a link in a step to the procedure that it leads to.
enum ProcedureLink {
  /// - Parameters:
  ///   - link: As written: `#anchor`, `other.md#anchor`, `../folder/other.md`.
  ///   - id: Of the procedure whose step holds the link.
  /// - Returns: The procedure's id; without an anchor, the first one of the article.
  static func resolve(_ link: String, from id: String, among procedures: [String: Procedure]) -> String? {
    let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let article = id.split(separator: "#", maxSplits: 1).first.map(String.init) ?? id
    var path = article
    if !parts[0].isEmpty {
      guard let file = parts[0].split(separator: "?").first, file.hasSuffix(".md") else { return nil }
      var folders = article.split(separator: "/").dropLast().map(String.init)
      for part in file.dropLast(3).split(separator: "/") {
        switch part {
        case "..": if folders.popLast() == nil { return nil }
        case ".": break
        default: folders.append(String(part))
        }
      }
      path = folders.joined(separator: "/")
    }
    if parts.count > 1 { return procedures["\(path)#\(parts[1])"]?.id }
    return procedures.values.filter { $0.id.hasPrefix(path + "#") }.min { $0.line < $1.line }?.id
  }
}
