internal import Diagnostics

/// The YAML files among the content of a docset that are pages, told by their first line.
struct YamlFiles {
  private(set) var pages: [String: PageKind] = [:]
  private(set) var findings: [Diagnostic] = []

  /// - Returns: What the file says that it is; nil where it says nothing.
  mutating func add(_ path: String, _ bytes: [UInt8], shown: String) -> YamlMime? {
    let mime = YamlMime(bytes)
    switch mime {
    case .page(let kind)?: pages[path] = kind
    case .unknown(let name)?:
      let known = PageKind.allCases.filter { $0 != .article }.map(\.rawValue) + ["TableOfContent"]
      let near = NearName.closest(to: name, among: known)
      findings.append(
        Diagnostic(
          rule: .unknownPageKind,
          "A YAML page is one of \(known.joined(separator: ", ")); `\(name)` becomes no page."
            + (near.map { " Did you mean `\($0)`?" } ?? ""), at: SourcePlace(file: shown), suggestion: near))
    default: break
    }
    return mime
  }
}
