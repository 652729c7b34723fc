/// What a page shows for one choice and hides for another: tabs, and zones for pivots.
///
/// A page shows all of them; a procedure is carried out by one who has chosen. So an article is read once for each
/// choice; what no choice changes is one procedure.
struct Choices {
  /// The ids of all choices, in reading order; empty where the article has none.
  let ids: [String]
  private let blocks: [OutlineBlock]

  /// More are no choices that a person has.
  private static let most = 40

  init(of blocks: [OutlineBlock]) {
    self.blocks = blocks
    var ids: [String] = []
    Self.collect(blocks, into: &ids)
    self.ids = Array(ids.prefix(Self.most))
  }

  private static func collect(_ blocks: [OutlineBlock], into ids: inout [String]) {
    for block in blocks {
      switch block {
      case .choice(let names, _, let inner, _):
        for name in names where !ids.contains(name) && ids.count < most { ids.append(name) }
        collect(inner, into: &ids)
      case .list(let list): for item in list.items { collect(item.blocks, into: &ids) }
      case .alert(_, let inner, _), .quote(let inner, _): collect(inner, into: &ids)
      default: break
      }
    }
  }

  /// The blocks as one sees them who has chosen `id`; without an id, what is there whatever is chosen.
  func blocks(choosing id: String?) -> [OutlineBlock] { Self.chosen(blocks, id) }

  private static func chosen(_ blocks: [OutlineBlock], _ id: String?) -> [OutlineBlock] {
    // Of a group that has nothing to do with the choice the first is shown.
    var groups: [Int: Bool] = [:]
    if let id {
      for case .choice(let names, let group, _, _) in blocks where names.contains(id) { groups[group] = true }
    }
    var shown: Set<Int> = []
    return blocks.flatMap { block -> [OutlineBlock] in
      switch block {
      case .choice(let names, let group, let inner, _):
        guard let id else { return [] }
        let isShown = groups[group] == true ? names.contains(id) : shown.insert(group).inserted
        return isShown ? chosen(inner, id) : []
      case .list(var list):
        for index in list.items.indices { list.items[index].blocks = chosen(list.items[index].blocks, id) }
        return [.list(list)]
      case .alert(let kind, let inner, let line): return [.alert(kind: kind, blocks: chosen(inner, id), line: line)]
      case .quote(let inner, let line): return [.quote(blocks: chosen(inner, id), line: line)]
      default: return [block]
      }
    }
  }

  // MARK: Procedures

  /// The procedures of an article for all choices, each once.
  ///
  /// One that a choice changes is named after it, `<article>#<anchor>/<choice>`: the id that the author gives a tab or a
  /// pivot is the same in every language. One under a heading that is itself in a tab needs no other name.
  ///
  /// - Parameter read: Reads the procedures of some blocks.
  func procedures(_ read: ([OutlineBlock]) -> [Procedure]) -> [Procedure] {
    guard !ids.isEmpty else { return read(blocks) }
    let fixed = blocks(choosing: nil)
    let unchanged = Dictionary(read(fixed).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let anchors = Set(
      fixed.compactMap { block in if case .heading(_, let anchor, _, _) = block { anchor } else { nil } })
    var byID: [String: [(choice: String, procedure: Procedure)]] = [:]
    var order: [String] = []
    for id in ids {
      for procedure in read(blocks(choosing: id)) {
        if byID[procedure.id] == nil { order.append(procedure.id) }
        if byID[procedure.id, default: []].contains(where: { $0.procedure.steps == procedure.steps }) { continue }
        byID[procedure.id, default: []].append((id, procedure))
      }
    }
    return order.flatMap { id -> [Procedure] in
      guard let variants = byID[id], let first = variants.first else { return [] }
      let isInChoice = !anchors.contains(first.procedure.anchor) && !first.procedure.anchor.isEmpty
      if variants.count == 1, isInChoice || unchanged[id]?.steps == first.procedure.steps { return [first.procedure] }
      return variants.map { choice, procedure in
        var procedure = procedure
        if unchanged[id]?.steps != procedure.steps { procedure.id += "/" + choice }
        return procedure
      }
    }
  }
}

extension Procedure {
  /// Of the heading; empty before the first.
  fileprivate var anchor: String { String(id.drop { $0 != "#" }.dropFirst().prefix { $0 != "/" }) }
}
