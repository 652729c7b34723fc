internal import Yams

extension YamlPageWriter {
  /// Questions and answers: `title`, `summary`, `sections` of `questions`, `additionalContent`.
  mutating func writeFAQ(_ page: Node) {
    heading(1, page["title"])
    markdown(page["summary"])
    let sections = list(page["sections"])
    for section in sections {
      // The one section of a page has a name because it must; Learn's own template calls it "Ignored".
      let isNamed = sections.count > 1
      if isNamed { heading(2, section["name"]) }
      for question in list(section["questions"]) {
        heading(isNamed ? 3 : 2, question["question"], as: .line)
        raw("<div class=\"answer\">\n")
        markdown(question["answer"])
        raw("</div>\n")
      }
    }
    markdown(page["additionalContent"])
  }

  /// A glossary or a reference solution: `name`, `summary` and one Markdown text.
  mutating func writeArchitecture(_ page: Node) {
    heading(1, page["name"] ?? page["title"])
    markdown(page["summary"])
    markdown(page["content"])
  }

  /// The entries of a list of mappings; another thing than a mapping is reported and passed over.
  mutating func list(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    guard let sequence = node.sequence else {
      if node.null == nil { wrong(node, "Here stands a list (`- …`); this is none, and the page leaves it out.") }
      return []
    }
    var entries: [Node] = []
    for entry in sequence {
      if entry.mapping == nil {
        wrong(entry, "An entry of this list is lines of `key: value`; this is none, and the page leaves it out.")
      } else {
        entries.append(entry)
      }
    }
    return entries
  }
}
