internal import Scenarios
internal import WebDriver

/// One element of a page that a person can use, or by which they know where they are.
struct PageElement: Sendable {
  let frame: FrameID
  /// The path of frames from the page to `frame`, by their elements.
  let framePath: [ElementReference]
  let node: Int
  let role: String
  /// Normalized.
  let name: String
  let value: String?
  let isDisabled: Bool
  let isExpanded: Bool
  let isChecked: Bool
  let isSelected: Bool
  /// The name of the row that it stands in.
  let row: String?
  /// The nearest heading, dialog, region or group around or before it, for telling equals apart.
  let surroundings: String
}

/// What a page shows to one person at one time.
struct PageView: Sendable {
  var elements: [PageElement] = []
  var title = ""
  var language = ""
  var path = ""
  /// Of the answer that brought the page; 0 where there was none.
  var status = 0
  /// Tells one document from the next.
  var document = 0.0
  /// Texts as they are written, by their lower case, where style shows them in another one.
  var written: [String: String] = [:]
  /// What the page says in its alerts.
  var alerts: [String] = []

  /// Adds what one frame shows. A modal dialog hides all that is not in it.
  mutating func add(_ tree: AccessibilityTree, frame: FrameID, path: [ElementReference]) {
    let modal = tree.nodes.indices.last { tree.nodes[$0].isTrue("modal") }
    var heading = ""
    for (index, node) in tree.nodes.enumerated() {
      let above = tree.above(index)
      if node.role == "alert" {
        let texts = tree.nodes.indices.filter { tree.nodes[$0].role == "StaticText" && tree.above($0).contains(index) }
        let text = texts.map { tree.nodes[$0].name }.joined(separator: " ")
        if !text.isEmpty { alerts.append(LabelText.normalized(text)) }
      }
      if node.role == "heading" { heading = LabelText.normalized(node.name) }
      guard ElementRoles.usable.contains(node.role) || ElementRoles.places.contains(node.role),
        let documentNode = node.documentNode
      else { continue }
      if let modal, modal != index, !above.contains(modal) { continue }
      let row = above.first { ["row", "LayoutTableRow"].contains(tree.nodes[$0].role) }
      let around = above.first { ["dialog", "region", "group", "navigation"].contains(tree.nodes[$0].role) }
        .map { LabelText.normalized(tree.nodes[$0].name) }
      elements.append(
        PageElement(
          frame: frame, framePath: path, node: documentNode, role: node.role, name: name(of: node),
          value: node.value, isDisabled: node.isTrue("disabled"), isExpanded: node.isTrue("expanded"),
          isChecked: node.isTrue("checked"), isSelected: node.isTrue("selected"),
          row: row.map { row in
            let cells = tree.nodes.indices.filter {
              tree.nodes[$0].parent == row
                && ["cell", "gridcell", "rowheader", "LayoutTableCell"].contains(tree.nodes[$0].role)
            }
            return cells.map { LabelText.normalized(tree.nodes[$0].name) }.joined(separator: " ")
          },
          surroundings: [around, heading].compactMap(\.self).first { !$0.isEmpty } ?? title))
    }
  }

  /// A case that only style made is no difference.
  private func name(of node: AccessibilityTree.Node) -> String {
    let name = LabelText.normalized(node.name)
    return written[name.lowercased()] ?? name
  }

  /// The usable elements that fit, whether or not they are disabled.
  func elements(_ pattern: ElementPattern) -> [PageElement] {
    let names = pattern.names.map(LabelText.normalized)
    return elements.filter { element in
      pattern.roles.contains(element.role) && (names.isEmpty || names.contains(element.name))
        && (!pattern.isInRow || element.row != nil)
    }
  }

  /// Whether a person would say that they are at a place of this name.
  func isAt(_ names: [String]) -> Bool {
    let names = names.map(LabelText.normalized)
    if title.split(whereSeparator: { "|–—·".contains($0) }).contains(where: {
      names.contains(LabelText.normalized(String($0)))
    }) {
      return true
    }
    return elements.contains { element in
      names.contains(element.name)
        && (ElementRoles.places.contains(element.role) || (element.role == "tab" && element.isSelected))
    }
  }

  /// What stands on the page, one name a line, for the report.
  var listing: String {
    var lines = ["page: \(title)"]
    lines += alerts.map { "alert: \($0)" }
    for element in elements where !element.name.isEmpty {
      var line = "\(element.role): \(element.name)"
      if element.isDisabled { line += " (disabled)" }
      if element.isExpanded { line += " (open)" }
      if element.isChecked { line += " (checked)" }
      if let row = element.row, row != element.name { line += ", in the row of \(row)" }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }
}
