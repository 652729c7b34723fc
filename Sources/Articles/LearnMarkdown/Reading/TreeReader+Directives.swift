internal import CommonMark
internal import Diagnostics

/// The zones that directives have opened among the blocks at hand, outermost first.
struct ZoneStack {
  /// Each with what raw HTML could reach out of before it: none of it reaches out of a zone.
  var open: [(name: String, range: Range<Int>, outer: Int)] = []
  var numbering = Numbering()

  var isInMoniker: Bool { open.contains { $0.name == "moniker" } }
}

extension TreeReader {
  // MARK: Placeholders

  /// The directive that a tag stands for, see ``Preparation``.
  func placeholder(_ tag: HTMLTag) -> Directive? {
    guard tag.name.hasPrefix("x-"), tag.attributes.isEmpty, let index = Int(tag.name.dropFirst(2)),
      directives.indices.contains(index)
    else { return nil }
    return directives[index]
  }

  func placeholder(in bytes: [UInt8], at start: Int) -> (Directive, end: Int)? {
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")), let tag = HTMLTag(bytes[start...end]),
      let directive = placeholder(tag)
    else { return nil }
    return (directive, end + 1)
  }

  func wholePlaceholder(_ literal: Bytes) -> Directive? {
    let start = literal.skipBlanks(in: 0..<literal.count)
    guard !directives.isEmpty, literal.startsCaseless(with: Preparation.placeholder, at: start) else { return nil }
    var end = literal.count
    while end > start, Ascii.isSpace(literal[end - 1]) { end -= 1 }
    guard let tag = HTMLTag(literal[start..<end]) else { return nil }
    return placeholder(tag)
  }

  // MARK: Lines of their own

  /// Reads the block directive that a paragraph consists of; nil where it is none.
  mutating func readDirective(_ node: Node, zones: inout ZoneStack) -> (node: Node?, Void)? {
    let line = text.text.lineRange(node.startLine - 1)
    let start = min(line.lowerBound + node.startColumn - 1, line.upperBound)
    guard let directive = Directive.read(text.text.bytes, at: start, end: line.upperBound) else { return nil }
    let range = text.sourceOffset(start)..<text.sourceOffset(line.upperBound)
    switch directive.name {
    case "moniker", "zone":
      let value = directive.text(directive.name == "zone" ? "pivot" : "range") ?? ""
      openZone(directive.name, value: value, range, &zones)
    case "row", "column": openColumns(directive, range, &zones)
    case "moniker-end", "zone-end", "row-end", "column-end":
      closeZone(String(directive.name.dropLast(4)), range, &zones)
    case "image-end": closeZone("image", range, &zones, isRequired: false)
    default: return nil
    }
    return (node.next, ())
  }

  private mutating func openZone(_ name: String, value: String, _ range: Range<Int>, _ zones: inout ZoneStack) {
    let start = tree.text.count
    if name == "moniker" {
      let members = MonikerRange(value, known: options.monikers).members
      for moniker in members where !monikers.contains(moniker) { monikers.append(moniker) }
      tree.text.append(raw: members.joined(separator: " "))
      zones.numbering.isSplit = true
      tree.open(.moniker, textFrom: start, source: range)
    } else {
      tree.text.append(raw: value)
      tree.open(.zone, textFrom: start, source: range)
    }
    zones.open.append((name, range, rawTags.enter()))
  }

  private mutating func openColumns(_ directive: Directive, _ range: Range<Int>, _ zones: inout ZoneStack) {
    if directive.name == "row" {
      tree.open(.row, source: range)
    } else {
      let span = directive.text("span").flatMap { Int($0) } ?? 1
      tree.open(.column, number: min(max(span, 1), 12), source: range)
    }
    zones.open.append((directive.name, range, rawTags.enter()))
  }

  private mutating func closeZone(
    _ name: String, _ range: Range<Int>, _ zones: inout ZoneStack, isRequired: Bool = true
  ) {
    guard let index = zones.open.lastIndex(where: { $0.name == name }) else {
      if isRequired {
        report(
          .monikerZoneUnclosed, "`:::\(name)-end` closes a `:::\(name)` in the same list or quote; here none is open.",
          at: range)
      }
      return
    }
    for zone in zones.open[(index + 1)...] { reportUnclosed(zone) }
    for zone in zones.open[index...].reversed() { close(zone) }
    zones.open.removeSubrange(index...)
  }

  private mutating func close(_ zone: (name: String, range: Range<Int>, outer: Int)) {
    closeRaw(rawTags.leave(zone.outer))
    tree.close()
  }

  mutating func closeZones(_ zones: inout ZoneStack) {
    for zone in zones.open.reversed() {
      reportUnclosed(zone)
      close(zone)
    }
    zones.open = []
  }

  private mutating func reportUnclosed(_ zone: (name: String, range: Range<Int>, outer: Int)) {
    guard zone.name != "image" else { return }
    report(
      .monikerZoneUnclosed,
      "`:::\(zone.name)` is closed by `:::\(zone.name)-end` in the same list or quote; this one is not.",
      at: zone.range)
  }

  // MARK: Images and the like

  /// Opens the long description that follows a complex image and ends at `:::image-end:::`.
  mutating func openLongDescription(_ directive: Directive, after node: Node, zones: inout ZoneStack) {
    guard directive.name == "image", directive.text("type") == "complex" else { return }
    var next = node.next
    while let current = next {
      if current.kind == .paragraph, text.firstByte(current) == UInt8(ascii: ":"),
        Self.plainText(current.firstChild).hasPrefix(":::image-end")
      {
        tree.open(.longDescription, source: directive.range)
        zones.open.append(("image", directive.range, rawTags.enter()))
        return
      }
      next = current.next
    }
  }

  mutating func readBlockDirective(_ directive: Directive) {
    switch directive.name {
    case "image" where directive.text("type") != "icon":
      tree.open(.figure, directive.text("border") == "false" ? .borderless : [], source: directive.range)
      readImage(directive)
      tree.close()
    case "video": readVideo(directive.value("source") ?? [], title: directive.value("title"), at: directive.range)
    case "code": readCode(directive)
    default:
      tree.open(.paragraph, source: directive.range)
      readInlineDirective(directive)
      tree.close()
    }
  }

  mutating func readInlineDirective(_ directive: Directive) {
    switch directive.name {
    case "image": readImage(directive)
    case "no-loc": tree.append(.noLocalization, (directive.value("text") ?? [])[...], source: directive.range)
    case "code", "video": tree.append(.codeSpan, source.bytes[directive.range], source: directive.range)
    default: tree.append(.text, source.bytes[directive.range], source: directive.range)
    }
  }

  private mutating func readImage(_ directive: Directive) {
    let isIcon = directive.text("type") == "icon"
    let image = directive.attributes.first { $0.name == "source" }
    let path = mendedPath(image?.value ?? [])
    let words = directive.value("alt-text") ?? []
    if readRefusedImage(path, alternative: words, source: directive.range, written: image?.range) { return }
    // An image that is a link leads where that one does: no link stands in another.
    let isInLink = linkDepth > 0 || rawTags.openNames.contains("a")
    let link = directive.attributes.first { $0.name == "link" }
    let target = isInLink ? nil : link ?? directive.attributes.first { $0.name == "lightbox" }
    if let target {
      let reference = readReference(
        mendedPath(target.value), form: link == nil ? .lightbox : .link, source: directive.range, written: target.range)
      tree.open(link == nil ? .lightbox : .link, number: reference, source: directive.range)
    }
    let reference = readReference(path, form: .image, source: directive.range, written: image?.range)
    if directive.text("loc-scope") == "third-party", let image = links.indices.last, links[image].form == .image {
      links[image].isNotLocalized = true
    }
    appendImage(reference, isIcon ? .icon : [], alternative: words, source: directive.range)
    if target != nil { tree.close() }
    if !isIcon, directive.value("alt-text")?.isEmpty ?? true {
      report(
        .missingImageAltText, "An image has a text for those who do not see it; this one has no `alt-text`.",
        at: directive.range)
    }
  }

  /// `.. /media/x.png` as `../media/x.png`.
  private func mendedPath(_ path: [UInt8]) -> [UInt8] {
    guard path.contains(UInt8(ascii: " ")) else { return path }
    var result: [UInt8] = []
    for (index, byte) in path.enumerated() {
      let isInside =
        byte == UInt8(ascii: " ") && index > 0 && path[index - 1] == UInt8(ascii: ".") && index + 1 < path.count
        && path[index + 1] == UInt8(ascii: "/")
      if !isInside { result.append(byte) }
    }
    return result
  }
}
