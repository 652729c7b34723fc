internal import Diagnostics
package import Docset
internal import LearnMarkdown
internal import SiteModel

/// How often pages are read, from a file that a web statistic exports: a line for each page, with its address or path and
/// a number, parted by commas, semicolons or tabs. Lines without both, such as a heading, are passed over.
package struct PageViews: Sendable {
  private var counts: [String: Int] = [:]

  /// - Throws: ``DocsetError`` where the file cannot be read, or no line of it names a page and a number.
  package init(file: String) throws(DocsetError) {
    let bytes: [UInt8]
    do throws(Files.Failure) {
      bytes = try Files.read(file)
    } catch {
      throw DocsetError(.invalidConfiguration, "`\(file)` cannot be read: \(error).", at: SourcePlace(file: file))
    }
    self.init(String(decoding: bytes, as: UTF8.self))
    guard !counts.isEmpty else {
      throw DocsetError(
        .invalidConfiguration,
        "No line of `\(file)` has the address of a page and how often it was read, such as `/da-dk/admin/roles,120`.",
        at: SourcePlace(file: file))
    }
  }

  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      let fields = line.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "\t" }).map { field in
        field.drop { $0 == " " || $0 == "\"" }.reversed().drop { $0 == " " || $0 == "\"" }.reversed()
      }.map { String($0) }
      guard let page = fields.first(where: { $0.contains("/") || $0.contains(".") && Int($0) == nil }),
        let count = fields.last(where: { Int($0) != nil }).flatMap({ Int($0) }), count >= 0
      else { continue }
      counts[Self.key(page), default: 0] &+= count
    }
  }

  /// Of a page in all languages: readers of the source's page are those that a translation would have.
  func count(of page: SitePage) -> Int { counts[Self.key(page.route.utf8String)] ?? 0 }

  /// What addresses and paths of a page have in common: without host, query, locale, ending and `index`.
  private static func key(_ address: String) -> String {
    var rest = address[...].prefix { $0 != "?" && $0 != "#" }
    if let scheme = rest.firstRange(of: "://") {
      rest = rest[scheme.upperBound...].drop { $0 != "/" }
    }
    var parts = rest.lowercased().split(separator: "/").map(String.init)
    if let first = parts.first, first.count == 5, first.dropFirst(2).first == "-" { parts.removeFirst() }
    if let last = parts.last {
      let name = [".html", ".md", ".yml"].first { last.hasSuffix($0) }.map { String(last.dropLast($0.count)) } ?? last
      parts[parts.count - 1] = name
      if name == "index" { parts.removeLast() }
    }
    return parts.joined(separator: "/")
  }
}
