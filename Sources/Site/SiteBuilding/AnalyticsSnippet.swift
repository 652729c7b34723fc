internal import Diagnostics
internal import Docset
internal import FoundationEssentials
internal import LearnMarkdown
internal import SiteRendering

/// Reads the HTML that a service which counts visits gives its customers: scripts, by address or written out, and
/// pictures for browsers without script.
///
/// What it names is what the pages' policy allows besides their own files, and no more: the script at an address, a
/// script that is written out by its digest, and the sites that it names for sending to.
struct AnalyticsSnippet {
  private let bytes: [UInt8]
  /// As findings show it.
  private let file: String
  private var scripts: [String] = []
  private var connections: [String] = []

  static func read(_ bytes: [UInt8], file: String) throws(DocsetError) -> PageFrame.Analytics {
    // Browsers read `\r\n` as `\n`, and take the digest of that.
    var snippet = AnalyticsSnippet(
      bytes: Array(bytes.split(separator: 0x0D, omittingEmptySubsequences: false).joined()), file: file)
    return try snippet.read()
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private mutating func read() throws(DocsetError) -> PageFrame.Analytics {
    if let control = bytes.firstIndex(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A }) {
      throw wrong(control, "The snippet of `analytics` is HTML; here is a control character.")
    }
    if let invalid = bytes.firstInvalidUTF8 { throw wrong(invalid, "The snippet of `analytics` is no UTF-8 here.") }
    var start = 0
    while start < bytes.count {
      var tokens = HTMLTokens(bytes[start...])
      guard let token = tokens.next() else { break }
      switch token {
      case .text(let range):
        if let word = bytes[start..<start + range.count].firstIndex(where: { !Ascii.isSpace($0) }) {
          throw wrong(word, "The snippet of `analytics` is `<script>`, `<noscript>` and `<img>`; here is text.")
        }
        start += range.count
      case .dropped(let range):
        addConnections(in: start..<start + range.count)
        start += range.count
      case .tag(let tag):
        let next = start + tag.range.count
        try check(tag, at: start)
        start = tag.name == "script" && !tag.isClosing ? try readScript(tag, from: start, content: next) : next
      }
    }
    guard bytes.contains(where: { !Ascii.isSpace($0) }) else {
      throw wrong(0, "The snippet of `analytics` is empty; leave the key out.")
    }
    let html = bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...]
    return .init(html: html.utf8String, scriptSources: scripts, connectSources: connections)
  }

  private func check(_ tag: HTMLTag, at start: Int) throws(DocsetError) {
    guard ["script", "noscript", "img"].contains(tag.name) else {
      throw wrong(start, "The snippet of `analytics` is `<script>`, `<noscript>` and `<img>`; here is `<\(tag.name)>`.")
    }
    if let handler = tag.attributes.first(where: { $0.name.hasPrefix("on") }) {
      throw wrong(
        start, "Pages run no script that stands in an attribute, such as `\(handler.name)`; write it into a `<script>`."
      )
    }
  }

  /// - Returns: Where the text behind the script begins.
  private mutating func readScript(_ tag: HTMLTag, from start: Int, content: Int) throws(DocsetError) -> Int {
    guard let end = bytes.endOfScript(from: content) else {
      throw wrong(start, "A `<script>` ends with `</script>`; this one does not.")
    }
    for attribute in tag.attributes where attribute.name != "src" {
      guard let written = attribute.written else { continue }
      addConnections(
        in: start - tag.range.lowerBound + written.lowerBound..<start - tag.range.lowerBound + written.upperBound)
    }
    if let source = tag.value("src") {
      guard let origin = WebOrigin(source), let script = origin.policySource else {
        throw wrong(
          start,
          "Pages load a script of another site from an address that begins with `https://` and is written out; `\(source.utf8String)` is none."
        )
      }
      Self.add(script, to: &scripts)
      Self.add(origin.origin, to: &connections)
    } else {
      let text = bytes[content..<end]
      Self.add("'sha256-\(Data(SHA256.digest(Array(text))).base64EncodedString())'", to: &scripts)
      for origin in WebOrigin.all(in: text) {
        Self.add(origin, to: &scripts)
        Self.add(origin, to: &connections)
      }
    }
    return end
  }

  private mutating func addConnections(in range: Range<Int>) {
    for origin in WebOrigin.all(in: bytes[range]) { Self.add(origin, to: &connections) }
  }

  private static func add(_ source: String, to sources: inout [String]) {
    if !sources.contains(source) { sources.append(source) }
  }

  private func wrong(_ offset: Int, _ reason: String) -> DocsetError {
    DocsetError(.invalidConfiguration, reason, at: SourceText(bytes).place(offset..<offset, in: file))
  }
}

extension [UInt8] {
  /// Where the next `</script` begins.
  fileprivate func endOfScript(from start: Int) -> Int? {
    indices.dropFirst(start).first { self[$0] == UInt8(ascii: "<") && startsCaseless(with: "</script", at: $0) }
  }
}
