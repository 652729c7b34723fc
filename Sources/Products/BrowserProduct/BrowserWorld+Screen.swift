internal import Scenarios
internal import WebDriver

/// What the page shows, in the words of the product's controls.
extension BrowserWorld {
  func screen() async -> Screen {
    guard broken == nil else { return Screen(places: [], controls: []) }
    do {
      let view = try await page()
      var screen = shown(on: view)
      let key = self.key
      if setup.allowedRoles.contains(setup.role) || setup.allowedRoles.isEmpty {
        product.seen.remember(screen.controls, at: key)
      } else {
        let others = try await seenByOthers(key)
        screen.hidden = others.subtracting(screen.controls).sorted()
      }
      return screen
    } catch WebDriverError.refused("unexpected alert open", _) {
      return Screen(places: [], controls: [])
    } catch {
      _ = note(error)
      return Screen(places: [], controls: [])
    }
  }

  private var key: String {
    let actions = history.map { "\($0.operation) \($0.target) \($0.value ?? "")" }
    return ([setup.procedure, setup.locale] + actions).joined(separator: "\n")
  }

  func shown(on view: PageView) -> Screen {
    var screen = Screen(places: [], controls: [])
    // Two controls that one element answers to are one; the first keeps it.
    var owners: [Int: String] = [:]
    for control in product.controls where run.mayShow(control.id, at: view.path) {
      let names = labels[control.id] ?? []
      if !names.isEmpty, Self.canBePlace(control.kind), view.isAt(names) { screen.places.append(control.id) }
      let found = elements(of: control.id, subject: nil, on: view).filter { !$0.isDisabled }
      guard let first = found.first else { continue }
      if names.isEmpty {
        screen.controls.append(control.id)
        continue
      }
      guard owners[first.node] == nil else { continue }
      owners[first.node] = control.id
      screen.controls.append(control.id)
      if found.count > 1 { screen.repeated[control.id] = found.map { "in \($0.row ?? $0.surroundings)" } }
    }
    return screen
  }

  private static func canBePlace(_ kind: Control.Kind) -> Bool {
    switch kind {
    case .page, .pane, .tab, .section, .item, .navigation: true
    default: false
    }
  }

  /// All elements that answer to a control, disabled ones too.
  func elements(of control: String, subject: String?, on view: PageView) -> [PageElement] {
    guard run.mayShow(control, at: view.path) else { return [] }
    if let pattern = run.pattern(of: control, subject: subject) { return view.elements(pattern) }
    let names = labels[control] ?? []
    guard !names.isEmpty, let kind = kinds[control] else { return [] }
    let found = view.elements(ElementPattern(roles: ElementRoles.of(kind), names: names))
    // A button is often a link in the page. Where there are both, the product says which of them is meant.
    let strict = found.filter { ElementRoles.strictly(kind).contains($0.role) && !$0.isDisabled }
    return strict.count == 1 ? strict : found
  }

  /// What somebody who may do all this is shown at this point: as such a run left it, or by doing it once more.
  private func seenByOthers(_ key: String) async throws -> Set<String> {
    if let seen = product.seen[key] { return seen }
    guard let role = setup.allowedRoles.first else { return [] }
    var other = setup
    other.role = role
    let world = try await BrowserWorld.make(product, other, in: browser, isReplay: true)
    var seen: Set<String> = []
    do {
      for action in history { try await world.perform(action) }
      seen = Set(await world.screen().controls)
    } catch is Refusal {
      // A way that cannot be gone again, such as one with a code that is sent: nothing is known to be hidden.
    }
    let fault = await world.fault()
    await world.close()
    try await browser.select(window: context.window)
    if let fault { throw fault }
    product.seen.remember(seen, at: key)
    return seen
  }

  func unsavedControl() async -> String? {
    guard broken == nil, let text = try? await browser.run(PageScripts.unsaved).text else { return nil }
    let name = LabelText.normalized(text)
    let shown = await screen().controls
    return shown.first { labels[$0]?.contains { LabelText.normalized($0) == name } == true } ?? name
  }
}
