internal import LearnMarkdown
internal import ProductLabels

/// The bold texts of an article, and the numbered steps that they stand in.
struct BoldLabels {
  struct Bold {
    /// In the article's tree.
    var node: Int
    /// As ``LabelText/normalized(_:)`` has it.
    var text: String
    /// The number of its step among those of the article; nil outside of steps.
    var step: Int?
    /// It opens a paragraph and a colon follows: "**Note:** …" is often no label.
    var isLeadIn: Bool
  }

  private(set) var all: [Bold] = []
  private(set) var stepCount = 0

  init(of tree: ArticleTree) {
    // Of the lists and items that are open, innermost last.
    var lists: [(end: Int, isOrdered: Bool)] = []
    var items: [(end: Int, step: Int?)] = []
    for number in tree.nodes.indices {
      let node = tree.nodes[number]
      while let list = lists.last, list.end <= number { lists.removeLast() }
      while let item = items.last, item.end <= number { items.removeLast() }
      switch node.kind {
      case .list: lists.append((node.endIndex, node.isOrdered))
      case .item where lists.last?.isOrdered == true:
        items.append((node.endIndex, stepCount))
        stepCount += 1
      case .strong:
        let shown = tree.plainText(of: number).utf8String
        let text = LabelText.normalized(shown)
        guard !text.isEmpty else { continue }
        let step = items.last?.step
        let isLeadIn = step == nil && Self.isLeadIn(number, shown, in: tree)
        all.append(Bold(node: number, text: text, step: step, isLeadIn: isLeadIn))
      default: break
      }
    }
  }

  private static func isLeadIn(_ number: Int, _ shown: String, in tree: ArticleTree) -> Bool {
    guard number > 0, tree.nodes[number - 1].kind == .paragraph else { return false }
    if shown.last(where: { !$0.isWhitespace }) == ":" { return true }
    let next = tree.nodes[number].endIndex
    guard next < tree.nodes.count, tree.nodes[next].kind == .text else { return false }
    return tree.text(of: tree.nodes[next]).first == UInt8(ascii: ":")
  }

  /// The numbers in ``all`` of what stands in each step.
  var bySteps: [[Int]] {
    var steps = [[Int]](repeating: [], count: stepCount)
    for (number, bold) in all.enumerated() {
      if let step = bold.step { steps[step].append(number) }
    }
    return steps
  }
}
