/// A frame and the document that it shows.
package struct FrameID: Sendable, Hashable {
  package let frame: String
  package let document: String
}

/// What assistive technology is told of a page: every node with its role and its name, as Chromium computes them.
package struct AccessibilityTree: Sendable {
  package struct Node: Sendable {
    package let role: String
    package let name: String
    /// What is entered or chosen.
    package let value: String?
    package let properties: [String: JSONValue]
    /// The node of the document; nil for text without one.
    package let documentNode: Int?
    /// Index of the node above that is not ignored.
    package let parent: Int?

    package func isTrue(_ property: String) -> Bool {
      let value = properties[property]
      return value?.bool == true || value?.text == "true"
    }
  }

  /// In the order of the page, without what is hidden or says nothing.
  package let nodes: [Node]

  struct Answer: Decodable, Sendable {
    struct Value: Decodable, Sendable { var value: JSONValue? }
    struct Property: Decodable, Sendable {
      var name: String
      var value: Value
    }
    struct Node: Decodable, Sendable {
      var nodeId: String
      var ignored: Bool
      var role, name, value: Value?
      var properties: [Property]?
      var childIds: [String]?
      var backendDOMNodeId: Int?
    }
    var nodes: [Node]
  }

  init(_ answer: Answer) {
    let byID = Dictionary(answer.nodes.map { ($0.nodeId, $0) }, uniquingKeysWith: { first, _ in first })
    var nodes: [Node] = []
    // The answer is by levels; a page is read from top to bottom.
    var stack: [(id: String, parent: Int?)] = answer.nodes.first.map { [($0.nodeId, nil)] } ?? []
    while let (id, parent) = stack.popLast() {
      guard let node = byID[id] else { continue }
      var index = parent
      if !node.ignored, node.role?.value?.text != "InlineTextBox" {
        index = nodes.count
        nodes.append(
          Node(
            role: node.role?.value?.text ?? "", name: node.name?.value?.text ?? "", value: node.value?.value?.text,
            properties: Dictionary(
              (node.properties ?? []).compactMap { property in property.value.value.map { (property.name, $0) } },
              uniquingKeysWith: { first, _ in first }),
            documentNode: node.backendDOMNodeId, parent: parent))
      }
      for child in (node.childIds ?? []).reversed() { stack.append((child, index)) }
    }
    self.nodes = nodes
  }

  /// The nodes above one, from the nearest.
  package func above(_ index: Int) -> [Int] {
    var above: [Int] = []
    var next = nodes[index].parent
    while let parent = next {
      above.append(parent)
      next = nodes[parent].parent
    }
    return above
  }
}

extension BrowserSession {
  package func accessibilityTree(of frame: FrameID? = nil) async throws(WebDriverError) -> AccessibilityTree {
    let answer: AccessibilityTree.Answer = try await devTools(
      "Accessibility.getFullAXTree", frame.map { ["frameId": .string($0.frame)] } ?? [:])
    return AccessibilityTree(answer)
  }

  /// The page's own frame first, then those in it.
  package func frames() async throws(WebDriverError) -> [FrameID] {
    struct Answer: Decodable, Sendable { var frameTree: Tree }
    struct Tree: Decodable, Sendable {
      struct Frame: Decodable, Sendable { var id, loaderId: String }
      var frame: Frame
      var childFrames: [Tree]?
    }
    func flat(_ tree: Tree) -> [FrameID] {
      [FrameID(frame: tree.frame.id, document: tree.frame.loaderId)] + (tree.childFrames ?? []).flatMap(flat)
    }
    return flat(try await devTools("Page.getFrameTree", as: Answer.self).frameTree)
  }
}
