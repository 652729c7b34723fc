internal import Scenarios
internal import WebDriver

/// What the person does.
extension BrowserWorld {
  func perform(_ action: Action) async throws {
    if let broken { throw broken }
    do {
      let view = try await page()
      let subject = action.operation == .enter ? nil : action.value
      let found = elements(of: action.target, subject: subject, on: view)
      let usable = found.filter { !$0.isDisabled }
      if usable.isEmpty, found.isEmpty, let address = run.address(of: action.target) {
        try await browser.open(address)
      } else {
        try await use(try one(of: usable, found, action), action, at: view.path)
      }
      history.append(action)
      forget()
      try await checkRefusal(before: view)
      try await run.settle()
    } catch let refusal as Refusal {
      throw await run.judged(refusal, at: (try? await page().path) ?? "")
    } catch WebDriverError.refused("unexpected alert open", let message) {
      throw await boxed(message)
    } catch {
      throw note(error)
    }
  }

  /// The only one that can be used.
  private func one(of usable: [PageElement], _ found: [PageElement], _ action: Action) throws -> PageElement {
    let name = labels[action.target]?.first ?? action.value ?? action.target
    guard let element = usable.first else {
      let state = found.isEmpty ? "shows no" : "shows, but disabled,"
      throw Refusal(code: "notShown", message: "The page \(state) **\(name)**.", isForWantOfRole: false)
    }
    guard usable.count == 1 else {
      let places = usable.map { "in \($0.row ?? $0.surroundings)" }.joined(separator: "; ")
      throw Refusal(
        code: "ambiguous", message: "The page shows **\(name)** \(usable.count) times: \(places).",
        isForWantOfRole: false)
    }
    return element
  }

  private func use(_ element: PageElement, _ action: Action, at path: String) async throws {
    for frame in element.framePath { try await browser.select(frame: frame) }
    let reference = browser.reference(element.node, in: element.frame)
    try await keepPicture(of: reference)
    switch action.operation {
    case .enter: try await browser.type(action.value ?? "", into: reference)
    case .on, .off:
      if element.isChecked != (action.operation == .on) { try await browser.click(reference) }
    case .select:
      if !ElementRoles.boxes.contains(element.role) || !element.isChecked { try await browser.click(reference) }
    case .open, .choose:
      if product.seen.isNew(element.name, at: path) { try await compare(element, reference) }
      // What is open already is not closed by whoever wants to see what is in it.
      if !element.isExpanded { try await browser.click(reference) }
    case .rightClick: try await browser.rightClick(reference)
    case .doubleClick: try await browser.doubleClick(reference)
    }
    if !element.framePath.isEmpty { try await browser.select(frame: nil) }
  }

  /// WCAG 2.5.3: who reads a name to a computer must be understood.
  private func compare(_ element: PageElement, _ reference: ElementReference) async throws {
    let texts = try await browser.run(PageScripts.texts, on: reference).list.compactMap(\.text)
    guard let seen = texts.last.map(LabelText.normalized), !seen.isEmpty else { return }
    if !element.name.lowercased().contains(seen.lowercased()) {
      notice("product-label-in-name", "What reads **\(seen)** is called **\(element.name)** by assistive technology.")
    }
  }

  /// A page that came in answer and says no.
  private func checkRefusal(before: PageView) async throws {
    let view = try await page()
    guard view.document != before.document, view.status >= 400 else { return }
    let message = view.alerts.isEmpty ? view.title : view.alerts.joined(separator: " ")
    if view.status >= 500 { throw ProductFault("the page answers \(view.status): \(message)") }
    throw Refusal(code: "status\(view.status)", message: message, isForWantOfRole: view.status == 403)
  }

  /// A box of the browser, which nothing on the page can be done behind.
  private func boxed(_ message: String) async -> any Error {
    do {
      let text = try await browser.boxText() ?? message
      try await browser.dismissBox()
      forget()
      return Refusal(code: "box", message: "The page opened a box: “\(text)”.", isForWantOfRole: false)
    } catch {
      return note(error)
    }
  }
}
