internal import Diagnostics
internal import Procedures

/// Finds the one control that words name, on the screen as it is now.
struct Resolution {
  let environment: RunEnvironment
  let locale: String
  private var product: any ProductModel { environment.product }

  /// What is wrong with a name.
  struct Failure: Error {
    var code: String
    var message: String
    var phrase: Phrase
    var suggestion: String?
    var status = ReadingStatus.undefined
    /// The control exists, and this role does not see it.
    var isHidden = false
  }

  /// - Parameter kinds: Of the controls that the verb can act on.
  func control(_ target: Target, on screen: Screen, accepting: (Control.Kind) -> Bool) throws(Failure) -> String? {
    guard case .label(let link) = target.kind else { return nil }
    let name = Spelling.normalized(target.phrase.text)
    let named = environment.controls(named: name)
    if let destination = try destination(of: link, named: named, target) { return destination }
    let shown = named.filter { screen.controls.contains($0.id) }
    let usable = shown.filter { accepting($0.kind) }
    if usable.count == 1 {
      guard let places = screen.repeated[usable[0].id] else { return usable[0].id }
      throw Failure(
        code: "step-ambiguous",
        message: "**\(name)** is shown \(places.count) times here: \(places.joined(separator: "; ")).",
        phrase: target.phrase, suggestion: nil, status: .ambiguous)
    }
    if usable.count > 1 {
      throw Failure(
        code: "step-ambiguous",
        message:
          "**\(name)** names \(usable.count) controls here: \(usable.map(\.id).sorted().joined(separator: ", ")).",
        phrase: target.phrase, suggestion: nil, status: .ambiguous)
    }
    if let wrong = shown.first {
      throw Failure(
        code: "step-verb-mismatch",
        message: "**\(name)** is a \(wrong.kind.rawValue), which the step's verb cannot be done to.",
        phrase: target.phrase, suggestion: nil)
    }
    throw unknown(name, named, target.phrase, screen)
  }

  /// - Throws: ``Failure`` where the words name no place that the person is in, and no tab or section to go to from it.
  /// - Returns: A tab to open, where the place is one that is shown but not open.
  func place(_ target: Target, on screen: Screen) throws(Failure) -> String? {
    guard case .label(let link) = target.kind else { return nil }
    let name = Spelling.normalized(target.phrase.text)
    let named = environment.controls(named: name)
    // A link that leads elsewhere would take the reader away from the place that its words name.
    _ = try destination(of: link, named: named, target)
    if named.contains(where: { screen.places.contains($0.id) }) { return nil }
    let tabs = named.filter { screen.controls.contains($0.id) && ($0.kind == .tab || $0.kind == .section) }
    if tabs.count == 1 { return tabs[0].id }
    throw unknown(name, named, target.phrase, screen, isPlace: true)
  }

  // MARK: Links

  /// The control that a link with an id of the product leads to; nil for a link without one.
  private func destination(of link: String?, named: [Control], _ target: Target) throws(Failure) -> String? {
    guard let link, let id = linkID(of: link) else { return nil }
    guard let destination = product.control(forLink: id) else {
      throw Failure(
        code: "step-link-unknown", message: "The link's id \(id) leads nowhere in the product.", phrase: target.phrase,
        suggestion: named.lazy.compactMap { product.link(to: $0.id) }.first)
    }
    if named.contains(where: { $0.id == destination }) { return destination }
    let meant = product.labels(of: destination, locale: locale).first
    throw Failure(
      code: "step-link-mismatch",
      message: "The link leads to **\(meant ?? destination)**, but its words are **\(target.phrase.text)**.",
      phrase: target.phrase, suggestion: meant)
  }

  // MARK: Names

  private func unknown(
    _ name: String, _ named: [Control], _ phrase: Phrase, _ screen: Screen, isPlace: Bool = false
  ) -> Failure {
    if let hidden = named.first(where: { screen.hidden.contains($0.id) }) {
      return Failure(
        code: "step-label-hidden", message: "**\(name)** (\(hidden.id)) is not shown to this role.", phrase: phrase,
        suggestion: nil, isHidden: true)
    }
    let place = screen.places.last.flatMap { product.labels(of: $0, locale: locale).first } ?? "this page"
    if !named.isEmpty {
      return Failure(
        code: "step-label-elsewhere",
        message: isPlace
          ? "The step speaks of **\(name)**, but the reader is at **\(place)**."
          : "The product has **\(name)**, but not at **\(place)**, where the reader is.",
        phrase: phrase, suggestion: nearest(name, isPlace ? screen.places : screen.controls))
    }
    for control in product.controls {
      guard
        let other = locales.first(where: {
          product.labels(of: control.id, locale: $0).contains { Spelling.normalized($0) == name }
        })
      else { continue }
      return Failure(
        code: "step-label-untranslated", message: "**\(name)** is the label in \(other), not in \(locale).",
        phrase: phrase,
        suggestion: product.labels(of: control.id, locale: locale).first)
    }
    let meant = nearest(name, isPlace ? screen.places : screen.controls) ?? nearest(name, product.controls.map(\.id))
    return Failure(
      code: "step-label-unknown",
      message: "The product shows no **\(name)** at **\(place)**." + (meant.map { " Did you mean **\($0)**?" } ?? ""),
      phrase: phrase, suggestion: meant)
  }

  private var locales: [String] { Set(product.roles.flatMap(\.names.keys)).subtracting([locale]).sorted() }

  private func nearest(_ name: String, _ controls: [String]) -> String? {
    Spelling.nearest(to: name, among: controls.flatMap { product.labels(of: $0, locale: locale) })
  }

  private func linkID(of link: String) -> String? {
    guard let start = link.lowercased().range(of: "linkid=") else { return nil }
    let id = link[start.upperBound...].prefix { $0.isNumber }
    return id.isEmpty ? nil : String(id)
  }
}

extension String {
  /// The first place where `part` stands.
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
