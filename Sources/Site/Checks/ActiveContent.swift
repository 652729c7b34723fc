package import Diagnostics
internal import LearnMarkdown

/// Files beside the pages that a browser opens as documents of the site's origin: what runs script in one of them could
/// do all that the site's own script can.
package enum ActiveContent {
  /// Whether a file is such a document, told by its ending.
  package static func isDocument(_ path: [UInt8]) -> Bool {
    let ending = path[(path.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? path.endIndex)...]
    return ["html", "htm", "xhtml", "xht", "shtml", "svg", "xml", "xsl", "xslt", "mhtml", "mht", "rss", "atom", "rdf"]
      .contains(String(decoding: ending.map(Ascii.lower), as: UTF8.self))
  }

  /// The finding about a file that may run script; nil for one that cannot.
  ///
  /// - Parameter file: As findings show it.
  package static func finding(in bytes: [UInt8], of file: String) -> Diagnostic? {
    guard let (offset, what) = firstScript(in: bytes) else { return nil }
    return Diagnostic(
      rule: .resourceScript,
      "A file of the site that a browser opens by itself runs no script; this one may, by `\(what)`, and then as a part of the site.",
      at: SourceText(bytes).place(offset..<offset, in: file))
  }

  /// The elements that run or load code, whatever the prefix of their namespace.
  private static let elements: Set<String> = [
    "script", "iframe", "frame", "object", "embed", "applet", "portal", "handler", "listener", "import",
  ]

  /// Where the first of what may run script stands. More is taken for script than is: no reader of every browser's HTML
  /// and SVG is needed to say that a drawing has none of it.
  private static func firstScript(in bytes: [UInt8]) -> (offset: Int, what: String)? {
    // UTF-16 hides all else; so does an entity or a style sheet of XML.
    if let zero = bytes.firstIndex(of: 0) { return (zero, "a NUL byte") }
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "<"):
        if let name = elementName(bytes, after: index), elements.contains(name) { return (index, "<\(name)>") }
        for (opening, what) in [("<!entity", "<!ENTITY>"), ("<?xml-stylesheet", "<?xml-stylesheet?>")]
          as [(StaticString, String)]
        where bytes.startsCaseless(with: opening, at: index) { return (index, what) }
      case UInt8(ascii: "="):
        if let name = handlerName(bytes, before: index) { return (index, "\(name)=") }
        if let scheme = scheme(bytes, after: index + 1) { return (index, scheme) }
      default: continue
      }
    }
    return nil
  }

  /// The name of the tag that begins at `start`, without the prefix of its namespace, in small letters.
  private static func elementName(_ bytes: [UInt8], after start: Int) -> String? {
    let name = bytes[(start + 1)...].prefix(64).prefix {
      Ascii.isLetter($0) || Ascii.isDigit($0) || "-_.:".utf8.contains($0)
    }
    guard let local = name.split(separator: UInt8(ascii: ":")).last else { return nil }
    return String(decoding: local.map(Ascii.lower), as: UTF8.self)
  }

  /// `onload` of `onload = "…"`.
  private static func handlerName(_ bytes: [UInt8], before end: Int) -> String? {
    var end = end
    while end > 0, Ascii.isSpace(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, Ascii.isLetter(bytes[start - 1]) { start -= 1 }
    let name = String(decoding: bytes[start..<end].map(Ascii.lower), as: UTF8.self)
    return name.utf8.count > 3 && name.hasPrefix("on") ? name : nil
  }

  /// The scheme of a value that runs code, its references decoded and what browsers drop left out.
  private static func scheme(_ bytes: [UInt8], after start: Int) -> String? {
    let value = bytes[start...].prefix(400).prefix { $0 != UInt8(ascii: ">") }
    let read = Entities.decode(value).filter { $0 > 0x20 }.map(Ascii.lower)
    return ["javascript:", "vbscript:", "data:text/html", "data:image/svg", "data:text/xml", "data:application/x"].first
    {
      $0.utf8.count <= read.count && contains($0, read)
    }
  }

  private static func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
    let wanted = Array(text.utf8)
    return bytes.indices.contains { bytes[$0] == wanted[0] && bytes[$0...].starts(with: wanted) }
  }
}
