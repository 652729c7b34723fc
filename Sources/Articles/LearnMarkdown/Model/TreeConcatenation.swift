/// Trees put one behind the other: those of the texts of a YAML page.
package struct TreeConcatenation: Sendable {
  package private(set) var tree = ArticleTree()

  package init() {}

  /// Adds a tree whose links, code and headings were added to those of the page.
  ///
  /// - Parameters:
  ///   - links: How many links the page had before.
  ///   - code: How many references to code it had.
  ///   - headings: How many headings it had; nil where those of this tree are none of the page's own: they are read as
  ///     paragraphs.
  ///   - place: Where bytes of the text stand in the file.
  package mutating func append(
    _ other: ArticleTree, links: Int, code: Int, headings: Int?, _ place: (Range<Int>) -> Range<Int>
  ) {
    let nodes = Int32(tree.nodes.count)
    let text = Int32(tree.text.count)
    let references = Int32(tree.references.count)
    let elements = Int32(tree.elements.count)
    for node in other.nodes {
      var node = node
      node.end += nodes
      node.textStart += text
      node.textEnd += text
      let source = place(node.source)
      node.sourceStart = Int32(truncatingIfNeeded: source.lowerBound)
      node.sourceEnd = Int32(truncatingIfNeeded: source.upperBound)
      switch node.kind {
      case .heading:
        if let headings { node.number += Int32(headings) } else { node.kind = .paragraph }
      case .link, .image, .lightbox: node.number += references
      case .element: node.number += elements
      case .include, .inlineInclude, .paragraphInclude, .linkedTitle: node.number += Int32(links)
      case .codeFile: node.number += Int32(code)
      default: break
      }
      tree.nodes.append(node)
    }
    for reference in other.references {
      var reference = reference
      reference.number += Int32(links)
      reference.textStart += text
      reference.textEnd += text
      tree.references.append(reference)
    }
    for element in other.elements {
      var element = element
      for index in element.attributes.indices {
        element.attributes[index].value.move(text: text, references: references)
      }
      tree.elements.append(element)
    }
    tree.text += other.text
  }
}

extension TreeElement.Attribute.Value {
  fileprivate mutating func move(text: Int32, references: Int32) {
    switch self {
    case .text(let range): self = .text(range.lowerBound + Int(text)..<range.upperBound + Int(text))
    case .reference(let number): self = .reference(number + Int(references))
    }
  }
}
