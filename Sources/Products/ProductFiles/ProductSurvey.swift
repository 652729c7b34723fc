internal import BrowserProduct
internal import Foundation
package import WebDriver

/// What the start page of a running application tells of it, for a product file to begin with.
package struct ProductSurvey: Sendable {
  package struct Link: Sendable, Hashable {
    package var name: String
    /// Whole.
    package var address: String
    package var path: String
  }

  /// The page as a visitor with one language is shown it.
  package struct Visit: Sendable {
    /// What the page says that it is in; empty where it does not say it.
    package var language = ""
    package var title = ""
    package var address = ""
    package var links: [Link] = []
    /// The names of text fields that a visitor may fill in, without those for passwords.
    package var fields: [String] = []
    /// Where the page asks for a password: the names in HTML of all that is to be filled in.
    package var signIn: [String] = []
  }

  /// By the language that the browser asked for: `en`, `da`.
  package var visits: [String: Visit] = [:]

  /// - Parameter fields: What the form of the page is filled with first, by names in HTML.
  /// - Throws: `WebDriverError` where the page cannot be opened, or nobody is signed in.
  package static func look(
    at address: String, languages: [String], signingIn fields: [ProductFile.SignIn.Field],
    in browser: BrowserSession
  ) async throws(WebDriverError) -> ProductSurvey {
    var survey = ProductSurvey()
    for language in languages {
      let context = try await browser.newContext()
      do throws(WebDriverError) {
        try await browser.speak(language)
        if !fields.isEmpty {
          let form = SignInForm(
            page: address, role: "user", fields: fields.map { ($0.name, $0.text) }, limit: BrowserLimits().longest)
          try await form.fill(in: browser)
        }
        try await browser.open(address)
        survey.visits[language] = try await visit(browser)
        try await browser.close(context)
      } catch {
        try? await browser.close(context)
        throw error
      }
    }
    return survey
  }

  private static func visit(_ browser: BrowserSession) async throws(WebDriverError) -> Visit {
    let frame = try await browser.frames()[0]
    var tree = try await browser.accessibilityTree()
    // What a script shows comes a moment after the page.
    for _ in 0..<25 {
      do { try await Task.sleep(for: .milliseconds(200)) } catch { break }
      let next = try await browser.accessibilityTree()
      let isStill = next.nodes.count == tree.nodes.count && next.nodes.count > 2
      tree = next
      if isStill { break }
    }
    let page = try await browser.run(Self.page)
    var visit = Visit()
    visit.language = page["language"]?.text ?? ""
    visit.title = LabelText.normalized(page["title"]?.text ?? "")
    visit.address = page["address"]?.text ?? ""
    visit.signIn = page["signIn"]?.list.compactMap(\.text) ?? []
    guard !visit.address.hasPrefix("chrome-error:") else {
      throw .refused(code: "unreachable", message: "the server does not answer: the browser shows an error of its own")
    }
    for node in tree.nodes {
      guard let number = node.documentNode, !node.isTrue("disabled") else { continue }
      let name = LabelText.normalized(node.name)
      switch node.role {
      case "link":
        let target = try? await browser.run(Self.target, on: browser.reference(number, in: frame))
        guard let target, let address = target["address"]?.text else { continue }
        visit.links.append(Link(name: name, address: address, path: target["path"]?.text ?? ""))
      case "textbox", "searchbox":
        let kind = try? await browser.run("return arguments[0].type", on: browser.reference(number, in: frame)).text
        if kind != "password", !name.isEmpty { visit.fields.append(name) }
      default: continue
      }
    }
    return visit
  }

  private static let page = """
    const password = [...document.querySelectorAll("input[type=password]")].find((field) => field.checkVisibility());
    const fields = password ? [...(password.form || document).querySelectorAll("input, select")] : [];
    return {
      language: document.documentElement.lang, title: document.title, address: location.href,
      signIn: fields.filter((field) => field.checkVisibility() && !["submit", "button", "checkbox"].includes(field.type))
        .map((field) => field.name || field.id).filter(Boolean),
    };
    """

  /// Where a link leads, if it stays in the application and is another page.
  private static let target = """
    const link = arguments[0];
    const isHere = link.href && link.origin === location.origin && link.pathname !== location.pathname
      && !link.hasAttribute("download") && (!link.target || link.target === "_self");
    return isHere ? { address: link.href, path: link.pathname } : null;
    """
}
