internal import Foundation
internal import NIOHTTP1
internal import PasswordReset
internal import Testing

@testable internal import AdminSite

@Suite("The door of the admin center")
struct DoorTests {
  @Test("sends headers that keep scripts, frames, caches and other sites away from every page")
  func headers() async throws {
    let site = try await TestSite()
    for path in ["/sign-in", "/", "/nothing", "/assets/site.css"] {
      let answer = try await site.browser().get(path)
      let policy = answer.headers.first(name: "Content-Security-Policy") ?? ""
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "\(path)")
      #expect(policy.contains("frame-ancestors 'none'"))
      #expect(answer.headers.first(name: "X-Content-Type-Options") == "nosniff")
      #expect(answer.headers.first(name: "Cross-Origin-Opener-Policy") == "same-origin")
      #expect(path.hasPrefix("/assets") || answer.headers.first(name: "Cache-Control") == "no-store")
    }
    let page = try await site.browser().get("/sign-in").body
    #expect(!page.contains("<script>") && !page.contains(" style=") && !page.contains(" onclick"))
  }

  @Test("keeps the session in a cookie that no script reads and no other site sends; behind TLS, on this host only")
  func cookies() async throws {
    let site = try await TestSite()
    let browser = site.browser()
    _ = try await browser.get("/sign-in")
    let answer = try await browser.post(
      "/sign-in/password", ["user": "ada@contoso.example", "password": TestSite.password])
    let cookie = try #require(answer.headers["Set-Cookie"].first { $0.hasPrefix("admin-session=") })
    #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))

    var settings = AdminSite.Settings()
    settings.isBehindProxy = true
    let secure = try await TestSite(settings)
    let other = secure.browser()
    let form = try await other.get("/sign-in")
    #expect(form.headers.first(name: "Strict-Transport-Security") != nil)
    let signedIn = try await other.post(
      "/sign-in/password", ["user": "ada@contoso.example", "password": TestSite.password])
    let secureCookie = try #require(signedIn.headers["Set-Cookie"].first { $0.hasPrefix("__Host-admin-session=") })
    #expect(secureCookie.hasSuffix("; Path=/; HttpOnly; SameSite=Lax; Secure"))
  }

  @Test("takes no form without its token, with a token from elsewhere, or from another site")
  func forgery() async throws {
    let site = try await TestSite()
    let ada = try await site.signedIn("ada")
    #expect(try await ada.post("/settings/security/expiration", ["never": "1", "csrf": "x"]).status == 403)
    ada.headers = ["Sec-Fetch-Site": "cross-site"]
    #expect(try await ada.post("/settings/security/expiration", ["never": "1"]).status == 403)
    ada.headers = ["Origin": "https://evil.example"]
    #expect(try await ada.post("/settings/security/expiration", ["never": "1"]).status == 403)
    ada.headers = ["Origin": site.address]
    #expect(try await ada.post("/settings/security/expiration", ["never": "1"]).status == 303)
    // Nothing is changed by following a link.
    #expect(try await ada.get("/sign-out").status == 404)
    #expect(try await ada.get("/").status == 200)
  }

  @Test("gives a new session and new form tokens to who signs in, and ends the session of who signs out")
  func sessions() async throws {
    let site = try await TestSite()
    let browser = site.browser()
    _ = try await browser.get("/sign-in")
    let before = browser.cookies["admin-form"]
    _ = try await browser.post("/sign-in/password", ["user": "ada@contoso.example", "password": TestSite.password])
    #expect(browser.cookies["admin-form"] != before)
    let session = try #require(browser.cookies["admin-session"])
    _ = try await browser.post("/sign-out", [:])
    #expect(browser.cookies["admin-session"] == nil)
    browser.cookies["admin-session"] = session
    #expect(try await browser.get("/users").headers.first(name: "Location") == "/sign-in")
  }

  @Test("answers the unknown user as it answers the wrong password")
  func unknown() async throws {
    let site = try await TestSite()
    let browser = site.browser()
    _ = try await browser.get("/sign-in")
    func answer(_ user: String) async throws -> (Int, String) {
      let answer = try await browser.post("/sign-in/password", ["user": user, "password": "Wrong-1-password"])
      return (answer.status, answer.body.replacingOccurrences(of: user, with: "NAME"))
    }
    let known = try await answer("ada@contoso.example")
    let unknown = try await answer("eva@contoso.example")
    #expect(known == unknown)
    #expect(known.0 == 422)
    let recoveries = [
      try await browser.post("/recovery", ["user": "mette@contoso.example"]),
      try await browser.post("/recovery", ["user": "eva@contoso.example"]),
    ]
    #expect(recoveries.map(\.status) == [303, 303])
    #expect(Set(recoveries.map { $0.headers.first(name: "Location") }) == ["/recovery"])
  }

  @Test("lets one network address try so many passwords a minute, and behind a proxy counts by the visitor it names")
  func attempts() async throws {
    var settings = AdminSite.Settings()
    settings.attemptsPerMinute = 3
    settings.isBehindProxy = true
    let site = try await TestSite(settings)
    let browser = site.browser()
    _ = try await browser.get("/sign-in")
    func attempt(_ visitor: String) async throws -> Int {
      // What the visitor writes stands first; the proxy adds to the end.
      browser.headers = ["X-Forwarded-For": "192.0.2.\(Int.random(in: 1...250)), \(visitor)"]
      return try await browser.post("/sign-in/password", ["user": "eva@contoso.example", "password": "x"]).status
    }
    let start = ContinuousClock.now
    var answers: [Int] = []
    while answers.last != 429, answers.count < 30 { answers.append(try await attempt("203.0.113.7")) }
    // A machine that is busy lets another one through every twenty seconds.
    let most = 3 + Int((ContinuousClock.now - start) / .seconds(20))
    #expect(answers.dropLast().allSatisfy { $0 == 422 } && answers.last == 429)
    #expect((3...most).contains(answers.count - 1))
    #expect(try await attempt("203.0.113.8") == 422)
  }

  @Test("counts an IPv6 network of one household as one address")
  func networks() {
    #expect(AttemptLimit.network(of: "2001:db8:1:2:3:4:5:6") == AttemptLimit.network(of: "2001:db8:1:2::9"))
    #expect(AttemptLimit.network(of: "2001:db8:1:2::9") != AttemptLimit.network(of: "2001:db8:1:3::9"))
    #expect(AttemptLimit.network(of: "192.0.2.1") == "192.0.2.1")
    let limit = AttemptLimit(perMinute: 60)
    let now = ContinuousClock.now
    for _ in 0..<60 { #expect(limit.take("a", at: now) == nil) }
    #expect(limit.take("a", at: now) != nil)
    #expect(limit.take("a", at: now + .seconds(2)) == nil)
  }

  @Test("ends a session that lay unused for too long")
  func idle() {
    let sessions = IdleSessions(limit: .seconds(60))
    let now = ContinuousClock.now
    #expect(sessions.isFresh("t", at: now))
    #expect(sessions.isFresh("t", at: now + .seconds(59)))
    #expect(!sessions.isFresh("t", at: now + .seconds(120)))
  }

  @Test("refuses forms that are too large, and methods that it does not know")
  func hostile() async throws {
    let site = try await TestSite()
    let browser = site.browser()
    _ = try await browser.get("/sign-in")
    let large = String(repeating: "a", count: 100_000)
    #expect(try await browser.post("/sign-in", ["user": large]).status == 413)
    #expect(try await browser.get("/users/%ff%00/../..").status == 303)
    #expect(Form("a=%zz&b=1&c").fields.map(\.name) == ["b", "c"])
    #expect(Form("a=%C3%A5+b")["a"] == "å b")
  }
}
