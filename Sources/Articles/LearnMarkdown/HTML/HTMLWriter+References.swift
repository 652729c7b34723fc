/// Links, images and raw HTML.
extension HTMLWriter {
  mutating func writeLink(_ node: TreeNode) {
    html.append("<a")
    writeReference(node)
    if !text(node).isEmpty { writeAttribute("title", text(node)) }
    html.append(">")
  }

  mutating func writeImage(_ node: TreeNode) {
    html.append(node.flags.contains(.icon) ? "<img class=\"icon\"" : "<img")
    write(tree.references[Int(node.number)], isPicture: true)
    writeAttribute("alt", text(node))
    if !node.behind.isEmpty { writeAttribute("title", tree.text[node.behind]) }
    html.append(" />")
  }

  mutating func writeReference(_ node: TreeNode) { write(tree.references[Int(node.number)]) }

  /// ` href="…"` or ` src="…"`: at once for an address outside of the site, as a placeholder for one inside.
  private mutating func write(_ reference: TreeReference, isPicture: Bool = false) {
    switch reference.target {
    case .link: return mark(!reference.isSource ? .link : isPicture ? .picture : .source, reference.link)
    case .refused: return
    case .address, .nowhere: break
    }
    // Of another site it may be large, and slow.
    if isPicture { html.append(" loading=\"lazy\"") }
    html.append(reference.isSource ? " src=\"" : " href=\"")
    if reference.target == .address { html.append(address: tree.text[reference.text]) }
    html.append("\"")
  }

  mutating func writeElement(_ element: TreeElement) {
    html.append("<")
    html.append(raw: element.name)
    let isPicture = element.name == "img" && !element.attributes.contains { $0.name == "width" || $0.name == "height" }
    for attribute in element.attributes {
      switch attribute.value {
      case .reference(let number): write(tree.references[number], isPicture: isPicture)
      case .text(let range):
        html.append(" ")
        html.append(raw: attribute.name)
        html.append("=\"")
        html.append(escaping: tree.text[range])
        html.append("\"")
      }
    }
    html.append(element.isVoid ? " />" : ">")
  }

  /// Text between raw tags; references stand as the author wrote them.
  mutating func writeRaw(_ text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "<"): html.append("&lt;")
      case UInt8(ascii: ">"): html.append("&gt;")
      default: html.append(byte)
      }
    }
  }
}
