internal import AdminLabels
internal import Foundation
internal import NIOHTTP1
internal import PasswordReset
internal import Testing

@testable internal import AdminSite

@Suite("The pages of the admin center")
struct PageTests {
  @Test("say the same in every language")
  func languages() {
    #expect(Texts.keys(.enUS) == Texts.keys(.daDK))
    #expect(Texts(preferring: nil, accepting: "sv, da;q=0.8, en;q=0.9").locale == .enUS)
    #expect(Texts(preferring: nil, accepting: "nb, da-DK;q=0.5").locale == .daDK)
    #expect(Texts(preferring: "da-DK", accepting: "en").locale == .daDK)
  }

  @Test("use only texts and labels that there are")
  func keys() {
    for template in Template.allCases {
      for mark in template.marks {
        if mark.hasPrefix("t.") {
          #expect(Texts(.enUS).forTemplates[String(mark.dropFirst(2))] != nil, "\(template) \(mark)")
        }
        if mark.hasPrefix("l.") {
          #expect(Texts(.enUS).labelsForTemplates[String(mark.dropFirst(2))] != nil, "\(template) \(mark)")
        }
      }
    }
  }

  @Test("escape what people are called")
  func escaping() async throws {
    let site = try await TestSite()
    let page = try await site.signedIn("ada").get("/users").body
    #expect(page.contains("Mette &lt;b&gt;Holm&lt;/b&gt;"))
    #expect(!page.contains("<b>Holm"))
  }

  @Test("lead who has a temporary password to changing it, and to nothing else")
  func changeOnly() async throws {
    let site = try await TestSite()
    let ada = try await site.signedIn("ada")
    let mette = try await site.service.users(
      matching: "mette", as: site.service.signIn("ada@contoso.example", password: Secret(TestSite.password)))[0]
    let answer = try await ada.post("/users/reset", ["user": mette.id.rawValue, "choice": "auto", "require": "1"])
    #expect(answer.status == 200)
    let password = try #require(answer.body.firstMatch(of: /<code>([^<]+)<\/code>/).map { String($0.1) })
    let browser = site.browser()
    _ = try await browser.get("/sign-in")
    let signedIn = try await browser.post(
      "/sign-in/password", ["user": "mette@contoso.example", "password": unescaped(password)])
    #expect(signedIn.headers.first(name: "Location") == "/password")
    for path in ["/", "/users", "/account"] {
      #expect(try await browser.get(path).headers.first(name: "Location") == "/password")
    }
    let same = try await browser.post("/password", ["current": unescaped(password), "new": unescaped(password)])
    #expect(same.status == 422)
    let changed = try await browser.post("/password", ["current": unescaped(password), "new": "Rye-bread-4-lunch"])
    #expect(changed.headers.first(name: "Location") == "/?done=changed")
    #expect(try await browser.get("/").status == 200)
  }

  private func unescaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&#39;", with: "'")
      .replacingOccurrences(of: "&amp;", with: "&")
  }

  @Test("are refused where the library refuses, with or without a link that leads there")
  func refusals() async throws {
    let site = try await TestSite()
    let ole = try await site.signedIn("ole")
    let users = try await ole.get("/users")
    #expect(users.status == 200 && !users.body.contains("when-selected"))
    for path in [
      "/settings/security", "/settings/security/expiration", "/settings/self-service", "/roles/reports-reader/add",
    ] { #expect(try await ole.get(path).status == 403, "\(path)") }
    #expect(try await ole.post("/settings/self-service", ["scope": "none"]).status == 403)
    #expect(try await ole.post("/roles/global-administrator/add", ["user": "ole@contoso.example"]).status == 403)
    #expect(try await ole.get("/audit").status == 200)
    let mette = try await site.signedIn("mette")
    for path in ["/users", "/audit", "/roles/reports-reader/assigned"] {
      #expect(try await mette.get(path).status == 403, "\(path)")
    }
    #expect(try await mette.get("/account/personal").status == 200)
  }

  @Test("bring somebody back in who forgot the password, and nobody with a wrong code")
  func recovery() async throws {
    let site = try await TestSite()
    let browser = site.browser()
    _ = try await browser.get("/sign-in")
    _ = try await browser.post("/recovery", ["user": "mette@contoso.example"])
    _ = try await site.service.deliver()
    #expect(try await browser.get("/recovery").body.contains("one-time-code"))
    #expect(try await browser.post("/recovery/code", ["code": "00000000"]).status == 422)
    let code = try #require(site.mailbox.messages.last?.secret?.reveal())
    #expect(try await browser.post("/recovery/code", ["code": code]).status == 303)
    #expect(try await browser.post("/recovery/password", ["new": "short"]).status == 422)
    #expect(try await browser.post("/recovery/password", ["new": "Rye-bread-4-lunch"]).status == 303)
    let session = try await site.service.signIn("mette@contoso.example", password: Secret("Rye-bread-4-lunch"))
    #expect(session.kind == .normal)
  }

  @Test("never hold a password that was typed, and show one that was made once")
  func secrets() async throws {
    let site = try await TestSite()
    let ada = try await site.signedIn("ada")
    let mette = try await site.service.users(
      matching: "mette", as: site.service.signIn("ada@contoso.example", password: Secret(TestSite.password)))[0]
    let planted = "Planted-secret-99"
    let typed = try await ada.post(
      "/users/reset", ["user": mette.id.rawValue, "choice": "create", "password": "short", "require": "1"])
    #expect(typed.status == 422 && !typed.body.contains("short\""))
    for (path, fields) in [
      ("/sign-in/password", ["user": "x@contoso.example", "password": planted]),
      ("/password", ["current": planted, "new": planted]), ("/recovery/code", ["code": planted]),
    ] {
      let answer = try await ada.post(path, fields)
      #expect(!answer.body.contains(planted), "\(path)")
      #expect(!answer.headers.contains { $0.value.contains(planted) }, "\(path)")
    }
    let made = try await ada.post("/users/reset", ["user": mette.id.rawValue, "choice": "auto"])
    let password = try #require(made.body.firstMatch(of: /<code>([^<]+)<\/code>/).map { String($0.1) })
    let reset = try #require(made.body.firstMatch(of: /name="reset" value="([^"]+)"/).map { String($0.1) })
    let again = try await ada.post("/users/send", ["reset": reset, "email": "not an address"])
    #expect(again.status == 422 && !again.body.contains(password))
    #expect(try await ada.get("/users/\(mette.id)").body.contains(password) == false)
  }

  @Test("ask for the password before contact details change that are registered already")
  func contact() async throws {
    let site = try await TestSite()
    let mette = try await site.signedIn("mette")
    #expect(try await mette.get("/account/personal").body.contains("current-password"))
    let fields = ["email": "other@privat.example", "mobile": ""]
    #expect(try await mette.post("/account/personal", fields).status == 422)
    let changed = try await mette.post(
      "/account/personal", fields.merging(["current": TestSite.password]) { $1 })
    #expect(changed.status == 303)
  }

  @Test("check the audit log for who may read it")
  func audit() async throws {
    let site = try await TestSite()
    let ada = try await site.signedIn("ada")
    #expect(try await ada.get("/audit").body.contains("Add user"))
    let checked = try await ada.post("/audit/verify", [:])
    #expect(checked.status == 200 && checked.body.contains("follow from one another"))
  }
}

extension Template {
  /// The names that the template asks for.
  var marks: [String] {
    text.matches(of: /\{\{\{?[#^\/]?([A-Za-z_.]+)\}\}/).map { String($0.1) }
  }
}
