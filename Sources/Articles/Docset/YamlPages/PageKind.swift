/// What kind of page a source file becomes: an article, or one of Learn's YAML pages.
package enum PageKind: String, Sendable, CaseIterable {
  case article
  case faq = "FAQ"
  case landing = "Landing"
  case hub = "Hub"
  case architecture = "Architecture"
}

/// The first line of a YAML file, `### YamlMime:FAQ`, as Learn tells its kinds of YAML apart.
package enum YamlMime: Sendable, Hashable {
  case page(PageKind)
  case tableOfContents
  /// A name that no kind has; its place is the first line.
  case unknown(String)

  /// Nil where the file has no such line: it is data for something else.
  package init?(_ bytes: [UInt8]) {
    let mark = Array("YamlMime:".utf8)
    var line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.starts(with: "\u{FEFF}".utf8) { line = line.dropFirst(3) }
    guard line.first == UInt8(ascii: "#") else { return nil }
    line = line.drop { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: " ") }
    guard line.starts(with: mark) else { return nil }
    let name = String(decoding: line.dropFirst(mark.count), as: UTF8.self).filter { !$0.isWhitespace }
    let known = PageKind.allCases.first { $0 != .article && $0.rawValue.lowercased() == name.lowercased() }
    switch known {
    case let kind?: self = .page(kind)
    case nil: self = name.lowercased() == "tableofcontent" ? .tableOfContents : .unknown(name)
    }
  }
}
