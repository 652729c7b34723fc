/// Writes an article's tree as HTML.
struct HTMLWriter: ~Copyable {
  let tree: ArticleTree
  let headings: [Heading]
  let options: ArticleOptions
  var html: HTMLBytes
  var placeholders: [Placeholder] = []

  init(tree: ArticleTree, headings: [Heading], options: ArticleOptions) {
    self.tree = tree
    self.headings = headings
    self.options = options
    let size = tree.text.count
    html = HTMLBytes(reserving: size + size / 2 + 256)
    // As many as articles of this size have on average: to grow one by one takes longer than to write some of them.
    placeholders.reserveCapacity(tree.references.count + headings.count)
  }

  mutating func writeAll() {
    var open: [Int] = []
    var index = 0
    while index < tree.nodes.count {
      while let last = open.last, tree.nodes[last].endIndex == index {
        writeEnd(tree.nodes[last])
        open.removeLast()
      }
      let node = tree.nodes[index]
      writeStart(node)
      if node.endIndex > index + 1 { open.append(index) } else { writeEnd(node) }
      index += 1
    }
    while let last = open.popLast() { writeEnd(tree.nodes[last]) }
  }

  // MARK: Starts

  private mutating func writeStart(_ node: TreeNode) {
    switch node.kind {
    case .text:
      if node.flags.contains(.plain) { html.append(raw: text(node)) } else { html.append(escaping: text(node)) }
    case .softBreak: html.append(UInt8(ascii: "\n"))
    case .paragraph: if !node.flags.contains(.tight) { startLine("<p>") }
    case .strong: html.append("<strong>")
    case .emphasis: html.append("<em>")
    case .link: writeLink(node)
    case .item: writeItem(node)
    case .list: writeList(node)
    case .heading: writeHeading(node)
    case .codeSpan:
      html.append("<code>")
      html.append(escaping: text(node))
      html.append("</code>")
    case .tableCell: writeCell(node)
    case .tableRow: html.append("<tr>")
    case .rawText: writeRaw(text(node))
    case .element: writeElement(tree.elements[Int(node.number)])
    case .lineEnd: html.lineBreak()
    case .lineBreak: html.append("<br />\n")
    case .image: writeImage(node)
    case .lightbox:
      html.append("<a class=\"lightbox\"")
      writeReference(node)
      html.append(">")
    case .linkedTitle: mark(node.flags.contains(.mention) ? .mention : .linkText, Int(node.number))
    case .noLocalization: html.append(escaping: text(node))
    case .include:
      html.lineBreak()
      mark(.blockInclude, Int(node.number))
      html.lineBreak()
    case .inlineInclude: mark(.inlineInclude, Int(node.number))
    case .paragraphInclude: mark(.paragraphInclude, Int(node.number))
    default: writeBlock(node)
    }
  }

  private mutating func writeBlock(_ node: TreeNode) {
    switch node.kind {
    case .quote: startLine("<blockquote>\n")
    case .code: writeCode(node)
    case .codeFile: writeCodeFile(node)
    case .thematicBreak: startLine("<hr />\n")
    case .alert: writeAlert(node)
    case .division: writeBox("<div class=\"", node)
    case .moniker: writeBox("<div class=\"moniker\" data-moniker=\"", node)
    case .zone: writeZone(node)
    case .video: writeVideo(node)
    case .row: startLine("<div class=\"row\">\n")
    case .column:
      startLine("<div class=\"column\" style=\"--span:")
      html.append(number: Int(node.number))
      html.append("\">\n")
    case .longDescription: startLine("<div class=\"long-description\">\n")
    case .tabGroup: startLine("<div class=\"tabs\">\n")
    case .tab: writeTab(node)
    case .tabTitle: html.append("<h3 class=\"tab-title\">")
    case .table: startLine("<div class=\"table-scroll\" tabindex=\"0\"><table>\n")
    case .tableHead: html.append("<thead>\n")
    case .tableBody: html.append("<tbody>\n")
    case .figure:
      html.append("<figure class=\"image")
      if node.flags.contains(.borderless) { html.append(" borderless") }
      html.append("\">")
    case .unread:
      startLine("<pre>")
      html.append(escaping: text(node))
      html.append("</pre>\n")
    default: break
    }
  }

  // MARK: Ends

  private mutating func writeEnd(_ node: TreeNode) {
    switch node.kind {
    case .text, .softBreak: break
    case .paragraph: if !node.flags.contains(.tight) { html.append("</p>\n") }
    case .strong: html.append("</strong>")
    case .emphasis: html.append("</em>")
    case .link, .lightbox: html.append("</a>")
    case .item: html.append("</li>\n")
    case .list: html.append(node.isOrdered ? "</ol>\n" : "</ul>\n")
    case .heading:
      let level = headings[Int(node.number)].level
      mark(.headingMark, Int(node.number))
      html.append("</h")
      html.append(number: level)
      html.append(">\n")
    case .tableCell: html.append(isHeader(node) ? "</th>" : "</td>")
    case .tableRow: html.append("</tr>\n")
    case .tableHead: html.append("</thead>\n")
    case .tableBody: html.append("</tbody>\n")
    case .table: html.append("</table></div>\n")
    case .element:
      let element = tree.elements[Int(node.number)]
      guard !element.isVoid else { return }
      html.append("</")
      html.append(raw: element.name)
      html.append(">")
    case .quote: startLine("</blockquote>\n")
    case .alert: if node.flags.contains(.inCell) { html.append("</aside>") } else { startLine("</aside>\n") }
    case .division, .moniker, .zone, .row, .column, .longDescription, .tabGroup: startLine("</div>\n")
    case .tab: startLine("</section>\n")
    case .tabTitle: html.append("</h3>\n")
    case .figure: html.append("</figure>\n")
    default: break
    }
  }

  // MARK: Pieces

  func text(_ node: TreeNode) -> ArraySlice<UInt8> { tree.text[node.text] }

  private func isHeader(_ node: TreeNode) -> Bool {
    node.flags.contains(.columnHeader) || node.flags.contains(.rowHeader)
  }

  mutating func startLine(_ text: StaticString) {
    html.lineBreak()
    html.append(text)
  }

  mutating func mark(_ kind: Placeholder.Kind, _ index: Int) {
    placeholders.append(Placeholder(offset: html.count, kind: kind, index: index))
  }

  mutating func writeAttribute(_ name: StaticString, _ value: ArraySlice<UInt8>) {
    html.append(" ")
    html.append(name)
    html.append("=\"")
    html.append(escaping: value)
    html.append("\"")
  }

  private mutating func writeHeading(_ node: TreeNode) {
    let heading = headings[Int(node.number)]
    startLine("<h")
    html.append(number: heading.level)
    if !heading.id.isEmpty { writeAttribute("id", heading.id[...]) }
    html.append(">")
  }

  private mutating func writeList(_ node: TreeNode) {
    guard node.isOrdered else { return startLine("<ul>\n") }
    guard node.number != 1 else { return startLine("<ol>\n") }
    startLine("<ol start=\"")
    html.append(number: Int(node.number))
    html.append(node.flags.contains(.continued) ? "\" class=\"continued\">\n" : "\">\n")
  }

  private mutating func writeItem(_ node: TreeNode) {
    guard node.flags.contains(.task) else { return startLine("<li>") }
    startLine("<li class=\"task\"><input type=\"checkbox\" disabled")
    html.append(node.flags.contains(.done) ? " checked>" : ">")
  }

  private mutating func writeCell(_ node: TreeNode) {
    if node.flags.contains(.columnHeader) {
      html.append("<th scope=\"col\"")
    } else {
      html.append(node.flags.contains(.rowHeader) ? "<th scope=\"row\"" : "<td")
    }
    if node.flags.contains(.left) { html.append(" class=\"left\"") }
    if node.flags.contains(.center) { html.append(" class=\"center\"") }
    if node.flags.contains(.right) { html.append(" class=\"right\"") }
    html.append(">")
  }

  private mutating func writeCode(_ node: TreeNode) {
    startLine("<pre><code")
    let language = tree.text[node.behind]
    if !language.isEmpty {
      html.append(" class=\"language-")
      html.append(escaping: language)
      html.append("\"")
    }
    html.append(">")
    if !language.isEmpty, let colours = CodeColours(language: language) {
      colours.write(text(node), into: &html)
    } else {
      html.append(escaping: text(node))
    }
    html.append("</code></pre>\n")
  }

  private mutating func writeCodeFile(_ node: TreeNode) {
    startLine("<pre><code")
    if !text(node).isEmpty {
      html.append(" class=\"language-")
      html.append(escaping: text(node))
      html.append("\"")
    }
    html.append(">")
    mark(.code, Int(node.number))
    html.append("</code></pre>\n")
  }

  private mutating func writeAlert(_ node: TreeNode) {
    if !node.flags.contains(.inCell) { html.lineBreak() }
    html.append("<aside class=\"alert alert-")
    html.append(raw: text(node))
    html.append("\">\n<p class=\"alert-title\">")
    let kind = text(node).utf8String
    html.append(escaping: options.alertTitles[kind] ?? kind.prefix(1).uppercased() + kind.dropFirst())
    html.append("</p>\n")
  }

  private mutating func writeBox(_ start: StaticString, _ node: TreeNode) {
    startLine(start)
    html.append(escaping: text(node))
    html.append("\">\n")
  }

  /// Every zone is shown, one below the other: each says for which pivots it is.
  private mutating func writeZone(_ node: TreeNode) {
    writeBox("<div class=\"zone\" data-pivot=\"", node)
    let ids = text(node).utf8String.split(separator: ",").map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
    guard !ids.isEmpty else { return }
    html.append("<p class=\"zone-title\">")
    html.append(escaping: ids.map { options.pivotTitles[$0] ?? $0 }.joined(separator: ", "))
    html.append("</p>\n")
  }

  private mutating func writeTab(_ node: TreeNode) {
    startLine("<section class=\"tab\"")
    writeAttribute("data-tab", text(node))
    writeAttribute("id", tree.text[node.behind])
    html.append(">\n")
  }

  private mutating func writeVideo(_ node: TreeNode) {
    let address = Array(text(node))
    let title = tree.text[node.behind]
    startLine("<div class=\"video\">")
    if let player = VideoPlayer.address(of: address) {
      html.append("<iframe src=\"")
      html.append(address: player)
      html.append("\"")
      writeAttribute("title", title.isEmpty ? Array("Video".utf8)[...] : title)
      html.append(" allowfullscreen></iframe>")
    } else if let address = VideoPlayer.page(of: address) {
      html.append("<a href=\"")
      html.append(address: address.bytes)
      html.append("\">")
      html.append(escaping: title.isEmpty ? address.bytes[...] : title)
      html.append("</a>")
    } else {
      html.append(escaping: address)
    }
    html.append("</div>\n")
  }
}
