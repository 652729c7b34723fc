internal import Diagnostics
internal import Procedures

/// Finds the one control that words name, on the screen as it is now.
struct Resolution {
  let environment: RunEnvironment
  let locale: String
  /// Where every run begins. "In the admin center" holds wherever the steps have led.
  var home: Set<String> = []
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
          "**\(name)** names \(usable.count) controls here: \(list(usable)).",
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

  /// "a choice and 2 buttons".
  private func list(_ controls: [Control]) -> String {
    let counts = Dictionary(grouping: controls, by: \.kind.rawValue).mapValues(\.count)
    let kinds = counts.sorted { $0.key < $1.key }.map { $1 == 1 ? "a \($0)" : "\($1) of the kind \($0)" }
    return kinds.count == 1 ? kinds[0] : kinds.dropLast().joined(separator: ", ") + " and " + (kinds.last ?? "")
  }

  /// - Throws: ``Failure`` where the words name no place that the person is in, and no tab or section to go to from it.
  /// - Returns: A tab to open, where the place is one that is shown but not open.
  func place(_ target: Target, on screen: Screen) throws(Failure) -> String? {
    if target.isQuoted { throw Self.notBold(target.phrase.text, target.phrase) }
    guard case .label(let link) = target.kind else { return try placeOfProse(target, on: screen) }
    let name = Spelling.normalized(target.phrase.text)
    let named = environment.controls(named: name)
    // A link that leads elsewhere would take the reader away from the place that its words name.
    _ = try destination(of: link, named: named, target)
    return try place(named, name, target.phrase, isScreen: target.isScreen, on: screen)
  }

  private func place(
    _ named: [Control], _ name: String, _ phrase: Phrase, isScreen: Bool = false, on screen: Screen
  ) throws(Failure) -> String? {
    if named.contains(where: { screen.places.contains($0.id) }) { return nil }
    let shown = named.filter { screen.controls.contains($0.id) }
    let ways = shown.filter { [.tab, .section, .navigation, .menu].contains($0.kind) }
    if ways.count == 1 { return ways[0].id }
    // "under **Name**": something that stands on the screen is a place on it, unless the words name a page. What is
    // typed in or pressed is no page, and no tab: only a name of a way there may be the name of both.
    let isUsed = isScreen && shown.allSatisfy { !$0.isPlace && ![.item, .link, .menu].contains($0.kind) }
    if isUsed, let control = shown.first {
      throw Failure(
        code: "step-place-unknown",
        message: "The step speaks of **\(name)** as a place, but here it is a \(control.kind.rawValue).",
        phrase: phrase, suggestion: screen.places.last.flatMap { product.labels(of: $0, locale: locale).first })
    }
    if !shown.isEmpty, !named.contains(where: { $0.kind == .page || $0.kind == .pane }) { return nil }
    throw unknown(name, named, phrase, screen, isPlace: true)
  }

  /// "in the admin center", "in the pane on the right": known by name, by the phrasebook, or without a name.
  private func placeOfProse(_ target: Target, on screen: Screen) throws(Failure) -> String? {
    if target.isGeneric { return nil }
    let phrase = target.phrase
    if let control = environment.phrasebook.places[Spelling.folded(phrase.text)] {
      guard !screen.places.contains(control) else { return nil }
      let name = product.labels(of: control, locale: locale).first ?? phrase.text
      throw unknown(name, product.controls.filter { $0.id == control }, phrase, screen, isPlace: true)
    }
    for name in target.names {
      let named = environment.controls(spoken: name)
      guard !named.isEmpty else { continue }
      // What stands on the screen only by another kind, such as a button, is no place.
      let places = named.filter(\.isPlace)
      if places.contains(where: { home.contains($0.id) }) { return nil }
      if !places.isEmpty { return try place(places, name, phrase, on: screen) }
    }
    throw Failure(
      code: "step-place-unknown",
      message: "Neither the screen nor the phrasebook knows the place “\(phrase.text)”.", phrase: phrase,
      suggestion: target.names.last.flatMap { nearest($0, screen.places) }.map { "**\($0)**" })
  }

  // MARK: Statements

  /// - Throws: ``Failure`` where the product has nothing of that name.
  func known(_ target: Target) throws(Failure) {
    let name = Spelling.normalized(target.phrase.text)
    guard environment.controls(named: name).isEmpty else { return }
    throw unknown(name, [], target.phrase, Screen(places: [], controls: product.controls.map(\.id)))
  }

  /// - Throws: ``Failure`` where the screen does not show what the words say.
  func seen(_ target: Target, on screen: Screen) throws(Failure) {
    if target.isQuoted { return }
    let name = Spelling.normalized(target.phrase.text)
    let named = environment.controls(named: name)
    if named.contains(where: { screen.places.contains($0.id) || screen.controls.contains($0.id) }) { return }
    throw unknown(name, named, target.phrase, screen)
  }

  // MARK: Missing bold

  /// The label of the product that the words name as they stand.
  func label(in phrase: Phrase) -> String? {
    environment.labels[Spelling.folded(phrase.text)]
  }

  static func notBold(_ label: String, _ phrase: Phrase) -> Failure {
    Failure(
      code: "step-label-not-bold", message: "“\(label)” names something on the screen, and is not bold.",
      phrase: phrase,
      suggestion: "**\(label)**")
  }

  // MARK: Links

  /// The control that a link with an id of the product leads to; nil for a link without one.
  private func destination(of link: String?, named: [Control], _ target: Target) throws(Failure) -> String? {
    guard let link, let id = linkID(of: link) else { return nil }
    guard let destination = product.control(forLink: id) else {
      throw Failure(
        code: "step-link-unknown",
        message: "The link's id \(id) leads nowhere in the product; the ids are \(linkIDs).", phrase: target.phrase,
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
    if named.contains(where: { screen.hidden.contains($0.id) }) {
      return Failure(
        code: "step-label-hidden", message: "**\(name)** is not shown to this role.", phrase: phrase,
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

  /// The link ids of the product, each with its label.
  private var linkIDs: String {
    product.controls.compactMap { control in
      product.link(to: control.id).map { id in
        "\(id) (\(product.labels(of: control.id, locale: locale).first ?? "without a name"))"
      }
    }.joined(separator: ", ")
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
