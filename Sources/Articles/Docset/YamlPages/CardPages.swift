internal import Yams

extension YamlPageWriter {
  /// A landing page: `landingContent`, cards of lists of links.
  mutating func writeLanding(_ page: Node) {
    heading(1, page["title"])
    markdown(page["summary"])
    raw("<div class=\"cards\">\n")
    for card in list(page["landingContent"]) {
      raw("<div class=\"card\">\n")
      heading(2, card["title"], isListed: false)
      icon(inSpan: card["imageSrc"])
      for links in list(card["linkLists"]) {
        kind(links["linkListType"])
        self.links(links["links"])
      }
      raw("</div>\n")
    }
    raw("</div>\n")
  }

  /// A hub: highlighted links, then sections of cards.
  mutating func writeHub(_ page: Node) {
    heading(1, page["title"])
    markdown(page["summary"])
    if let highlights = page["highlightedContent"] { cards(highlights["items"], level: 2, isHighlight: true) }
    for key in ["productDirectory", "conceptualContent", "tools"] {
      if let section = page[key] { writeSection(section) }
    }
    if let additional = page["additionalContent"] {
      for section in list(additional["sections"]) { writeSection(section) }
      markdown(additional["footer"])
    }
  }

  private mutating func writeSection(_ section: Node) {
    raw("<div class=\"card-section\">\n")
    let hasTitle = section["title"]?.scalar?.string.isEmpty == false
    heading(2, section["title"], isListed: false)
    markdown(section["summary"])
    cards(section["items"], level: hasTitle ? 3 : 2)
    raw("</div>\n")
  }

  private mutating func cards(_ items: Node?, level: Int, isHighlight: Bool = false) {
    let items = list(items)
    guard !items.isEmpty else { return }
    raw("<div class=\"cards\">\n")
    for item in items {
      raw("<div class=\"card\">\n")
      icon(inSpan: item["imageSrc"])
      kind(item["itemType"])
      cardTitle(item, level: level, isHeading: !isHighlight)
      markdown(item["summary"])
      links(item["links"])
      if let footer = item["footerLink"] { links(footer) }
      raw("</div>\n")
    }
    raw("</div>\n")
  }

  private mutating func cardTitle(_ item: Node, level: Int, isHeading: Bool) {
    if isHeading, item["url"] == nil {
      heading(level, item["title"], isListed: false)
      return
    }
    let element = !isHeading ? "p" : level == 2 ? "h2" : "h3"
    raw("<\(element) class=\"card-title\">")
    mark(!isHeading ? "- " : level == 2 ? "## " : "### ")
    link(item["title"] ?? item["text"], to: item["url"])
    raw("</\(element)>\n")
    mark("\n\n")
  }

  /// A list of `text` and `url`, or one of them alone.
  private mutating func links(_ node: Node?) {
    guard let node else { return }
    let entries = node.mapping == nil ? list(node) : [node]
    guard !entries.isEmpty else { return }
    raw("<ul>\n")
    for entry in entries {
      raw("<li>")
      mark("- ")
      if let kind = entry["itemType"]?.scalar?.string, let word = linkKinds[kind] {
        raw("<span class=\"card-kind\">")
        text(word)
        raw("</span> ")
      }
      link(entry["text"] ?? entry["title"], to: entry["url"])
      if let note = entry["note"] {
        raw(" ")
        mark(" ")
        plain(note)
      }
      raw("</li>\n")
      mark("\n")
    }
    raw("</ul>\n")
    mark("\n")
  }

  private mutating func kind(_ node: Node?) {
    guard let kind = node?.scalar?.string, let word = linkKinds[kind] else { return }
    raw("<p class=\"card-kind\">")
    text(word)
    raw("</p>\n")
  }

  private mutating func icon(inSpan node: Node?) {
    guard let node, node.scalar?.string.isEmpty == false else { return }
    raw("<span class=\"card-icon\">")
    icon(node)
    raw("</span>\n")
  }
}
