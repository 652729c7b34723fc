internal import AdminCenter
internal import PasswordReset
internal import Scenarios
internal import Testing

@Suite("The catalogue of the admin center")
struct CatalogueTests {
  private static let product = AdminCenter()
  private static let locales = ["en-US", "da-DK"]

  @Test("names every control in all languages or in none")
  func languages() {
    for control in Self.product.controls {
      let named = Self.locales.filter { !Self.product.labels(of: control.id, locale: $0).isEmpty }
      #expect(named.isEmpty || named == Self.locales, "\(control.id)")
    }
    #expect(Self.product.labels(of: "reset.submit", locale: "da-DK") == ["Nulstil"])
    #expect(Self.product.labels(of: "reset.submit", locale: "sv-SE") == [])
    #expect(Self.product.labels(of: "nothing", locale: "en-US") == [])
  }

  @Test("gives no link to two controls, and leads from each link to its control")
  func links() {
    for control in Self.product.controls {
      guard let link = Self.product.link(to: control.id) else { continue }
      #expect(Self.product.control(forLink: link) == control.id)
    }
    #expect(Self.product.control(forLink: "834822") == "page.activeUsers")
    #expect(Self.product.control(forLink: "2097861") == "page.roleAssignments")
    #expect(Self.product.control(forLink: "0") == nil)
  }

  @Test("knows the roles that the library knows, each by a name of its own in every language")
  func roles() {
    #expect(Set(Self.product.roles.map(\.id)) == Set(Role.known.map(\.rawValue)))
    for locale in Self.locales {
      let names = Self.product.roles.flatMap { $0.names[locale] ?? [] }
      #expect(Set(names).count == names.count)
      #expect(Self.product.roles.allSatisfy { !($0.names[locale] ?? []).isEmpty })
    }
  }

  @Test("holds all that the pages ever show")
  func shown() async throws {
    let known = Set(Self.product.controls.map(\.id))
    let world = try await World("global-administrator")
    for control in ["nav.users", "nav.roles", "nav.settings", "nav.me", "page.activeUsers", "orgSettings.security"] {
      try await world.choose(control)
      #expect(await world.controls().subtracting(known).isEmpty)
    }
  }
}
