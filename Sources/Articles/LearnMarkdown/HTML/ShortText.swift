internal import CommonMark

/// A few sentences of a configuration file as HTML: paragraphs with emphasis, code and links, and nothing else.
package enum ShortText {
  /// What such a text cannot have.
  package struct Refused: Error, Sendable {
    /// The end of a sentence: "… ; here is a heading".
    package let reason: String
  }

  /// - Returns: The HTML of the text, a `<p>` for each paragraph.
  package static func html(_ text: String) throws(Refused) -> [UInt8] {
    if let control = text.unicodeScalars.first(where: {
      ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || $0 == "\u{7F}"
    }) {
      throw Refused(reason: "here is a control character, U+\(String(control.value, radix: 16, uppercase: true))")
    }
    let bytes = Array(text.utf8)
    let document = Document(parsing: bytes.span)
    var html = HTMLBytes()
    var block = document.root.firstChild
    while let paragraph = block {
      guard paragraph.kind == .paragraph else { throw Refused(reason: "here is \(name(of: paragraph.kind))") }
      html.lineBreak()
      html.append("<p>")
      try writeChildren(of: paragraph, into: &html)
      html.append("</p>")
      block = paragraph.next
    }
    return html.bytes
  }

  private static func writeChildren(of node: Node, into html: inout HTMLBytes) throws(Refused) {
    var child = node.firstChild
    while let inner = child {
      try write(inner, into: &html)
      child = inner.next
    }
  }

  private static func write(_ node: Node, into html: inout HTMLBytes) throws(Refused) {
    switch node.kind {
    case .text: html.append(escaping: node.literal)
    case .softBreak: html.append("\n")
    case .lineBreak: html.append("<br>\n")
    case .code:
      html.append("<code>")
      html.append(escaping: node.literal)
      html.append("</code>")
    case .emphasis:
      html.append("<em>")
      try writeChildren(of: node, into: &html)
      html.append("</em>")
    case .strong:
      html.append("<strong>")
      try writeChildren(of: node, into: &html)
      html.append("</strong>")
    case .link:
      let destination = node.destination.array
      guard Address(destination) == .external else {
        throw Refused(
          reason:
            "a link in it is a whole address, such as `https://example.org/privacy`, since the text stands on pages of every depth; `\(destination.utf8String)` is none"
        )
      }
      html.append("<a href=\"")
      html.append(address: destination)
      html.append("\">")
      try writeChildren(of: node, into: &html)
      html.append("</a>")
    default: throw Refused(reason: "here is \(name(of: node.kind))")
    }
  }

  private static func name(of kind: Node.Kind) -> String {
    switch kind {
    case .heading: "a heading"
    case .list: "a list; write `1\\.` and `\\-` where none is meant"
    case .blockQuote: "a quote"
    case .codeBlock: "a block of code; a line that begins with four blanks is one"
    case .thematicBreak: "a line of dashes"
    case .image: "a picture"
    default: "HTML"
    }
  }
}
