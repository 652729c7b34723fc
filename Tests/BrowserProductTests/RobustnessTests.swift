internal import Diagnostics
internal import Foundation
internal import Scenarios
internal import ScriptedPages
internal import Synchronization
internal import Testing
internal import WebDriver

@testable internal import BrowserProduct

/// Browsers take turns at the two cores.
@Suite(
  "In a real browser", .serialized,
  .enabled(if: DriverProcess.isInstalled, "Chromium is not installed; .ci/setup installs it"))
enum InBrowser {}

extension InBrowser {
  @Suite("a page that misbehaves")
  struct RobustnessTests {
    private static func page(_ body: String) -> ScriptedPages.Page {
      ScriptedPages.Page("<!doctype html><html lang=en><title>Test</title><h1>Test</h1>\(body)</html>")
    }

    private static let next = (id: "next", kind: Control.Kind.button, label: "Next")
    private static let last = (id: "last", kind: Control.Kind.button, label: "Last")

    /// A world of these pages, which is closed afterwards.
    private func with(
      _ pages: ScriptedPages, _ body: (BrowserWorld) async throws -> Void
    ) async throws {
      let pool = BrowserPool(most: 1, limits: pages.limits)
      let setup = WorldSetup(role: "reader", locale: "en-US", given: nil, values: [:])
      let world = try #require(
        try await BrowserProduct(pages, pool: pool).makeWorld(setup) as? BrowserWorld)
      do {
        try await body(world)
      } catch {
        Issue.record(error)
      }
      await world.close()
      await pool.close()
    }

    private func refusal(_ world: BrowserWorld, _ action: Action) async -> Refusal? {
      do {
        try await world.perform(action)
        return nil
      } catch {
        return error as? Refusal
      }
    }

    /// An article of two steps, run on the pages as `trin test` does it.
    private func run(_ pages: ScriptedPages) async -> RunRecord? {
      var request = TestRequest(articles: [
        .init(
          path: "a", locale: "en-US", file: "a.md",
          source: Array(
            "# A\n\nYou must be a reader.\n\n## Go\n\nYou must be a reader.\n\n1. Select **Next**.\n2. Select **Last**.\n"
              .utf8))
      ])
      request.scenarios = [
        .init(
          name: "a", file: "a.yml",
          text: "procedures: {go: {roles: {allowed: [reader]}, expect: [anything: holds]}}")
      ]
      request.triesUnnamedRoles = false
      let pool = BrowserPool(most: 1, limits: pages.limits)
      let report = await test(request, on: BrowserProduct(pages, pool: pool))
      await pool.close()
      return report.procedures.first?.runs.first
    }

    @Test("a browser that is killed in the middle makes the run begin again, and the report says so")
    func killedOnce() async throws {
      let kills = Kills(1)
      let pages = ScriptedPages(
        [Self.next, Self.last], pages: ["/": Self.page("<button>Next</button><button>Last</button>")],
        whenSettled: { pages in if kills.isDue, let id = pages.browser?.processIdentifier { kill(id, SIGKILL) } })
      let run = try #require(await run(pages))
      #expect(run.status == .passed, "\(run.findings.map(\.diagnostic.message))")
      #expect(run.repeatedAfter?.contains("browser") == true)
    }

    @Test("a browser that is killed each time is blamed, not the article")
    func killedAlways() async throws {
      let pages = ScriptedPages(
        [Self.next, Self.last], pages: ["/": Self.page("<button>Next</button><button>Last</button>")],
        whenSettled: { pages in if let id = pages.browser?.processIdentifier { kill(id, SIGKILL) } })
      let run = try #require(await run(pages))
      #expect(run.status == .failed)
      #expect(run.findings.map(\.diagnostic.code) == ["product-broken"])
    }

    @Test("a server that is stopped is blamed, not the article")
    func stopped() async throws {
      let pages = ScriptedPages(
        [(id: "next", kind: .link, label: "Next"), Self.last],
        pages: ["/": Self.page("<a href=/2>Next</a>"), "/2": Self.page("<form><button>Last</button></form>")],
        whenSettled: { await $0.stop() })
      let run = try #require(await run(pages))
      #expect(run.status == .failed)
      #expect(run.findings.map(\.diagnostic.code) == ["product-broken"])
      #expect(run.findings.first?.diagnostic.message.contains("server") == true)
    }

    @Test("that never gets still is given up after the limit")
    func restless() async throws {
      var limits = BrowserLimits()
      limits.longest = .seconds(1)
      let pages = ScriptedPages(
        [Self.next],
        pages: ["/": Self.page("<p id=p></p><script>setInterval(() => { p.textContent = Math.random() }, 5)</script>")],
        limits: limits)
      try await with(pages) { world in
        #expect(await world.screen().controls == [])
        #expect(await world.fault()?.message.contains("keeps changing") == true)
      }
    }

    @Test("that asks a server and gets no answer is waited for, until the answer is there")
    func pending() async throws {
      let pages = ScriptedPages(
        [Self.next, Self.last],
        pages: [
          "/": Self.page(
            """
            <button onclick="fetch('/late').then(r => r.text()).then(t => setTimeout(() => { b.hidden = false }, 20))">\
            Next</button><button id=b hidden>Last</button>
            """), "/late": Self.page("late"),
        ])
      try await with(pages) { world in
        #expect(await world.screen().controls == ["next"])
        try await world.perform(Action(.choose, "next"))
        #expect(await world.screen().controls == ["next", "last"])
      }
    }

    @Test("that opens a box of the browser ends the step with the words of the box")
    func box() async throws {
      let pages = ScriptedPages(
        [Self.next], pages: ["/": Self.page("<button onclick=\"alert('Stop here')\">Next</button>")])
      try await with(pages) { world in
        let refusal = await refusal(world, Action(.choose, "next"))
        #expect(refusal?.code == "box")
        #expect(refusal?.message.contains("Stop here") == true)
        #expect(await world.fault() == nil)
      }
    }

    @Test("that opens a window leads into it, and back when the window is closed")
    func window() async throws {
      let pages = ScriptedPages(
        [(id: "next", kind: .link, label: "Next"), Self.last],
        pages: [
          "/": Self.page("<a href=/2 target=_blank rel=opener>Next</a>"),
          "/2": Self.page("<button onclick='window.close()'>Last</button>"),
        ])
      try await with(pages) { world in
        try await world.perform(Action(.choose, "next"))
        #expect(await world.screen().controls == ["last"])
        try await world.perform(Action(.choose, "last"))
        #expect(await world.screen().controls == ["next"])
        #expect(await world.fault() == nil)
      }
    }

    @Test("that hands out a file stays where it is, and nothing is written")
    func download() async throws {
      let name = "trin-download-\(UUID().uuidString).bin"
      let pages = ScriptedPages(
        [(id: "next", kind: .link, label: "Next")],
        pages: [
          "/": Self.page("<a href=/file>Next</a>"),
          "/file": ScriptedPages.Page("data", headers: [("Content-Disposition", "attachment; filename=\(name)")]),
        ])
      try await with(pages) { world in
        try await world.perform(Action(.choose, "next"))
        #expect(await world.screen().controls == ["next"])
        #expect(await world.fault() == nil)
      }
      let folders = [FileManager.default.currentDirectoryPath, NSHomeDirectory() + "/Downloads", NSHomeDirectory()]
      for folder in folders { #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(name)")) }
    }

    @Test("with a frame is used within the frame, too")
    func frame() async throws {
      let pages = ScriptedPages(
        [Self.next, Self.last],
        pages: [
          "/": Self.page("<iframe src=/in title=In></iframe><button id=b hidden>Last</button>"),
          "/in": Self.page("<button onclick='parent.b.hidden = false'>Next</button>"),
        ])
      try await with(pages) { world in
        #expect(await world.screen().controls == ["next"])
        try await world.perform(Action(.choose, "next"))
        #expect(await world.screen().controls == ["next", "last"])
      }
    }

    @Test("that answers with an error of the server is broken; one that forbids is a refusal")
    func status() async throws {
      let pages = ScriptedPages(
        [(id: "next", kind: .link, label: "Next"), (id: "last", kind: .link, label: "Last")],
        pages: [
          "/": Self.page("<a href=/no>Next</a><a href=/broken>Last</a>"),
          "/no": ScriptedPages.Page(
            "<html lang=en><title>No</title><p role=alert>Not you</p><a href=/broken>Last</a>", status: 403),
          "/broken": ScriptedPages.Page("<html lang=en><title>Oh</title>", status: 500),
        ])
      try await with(pages) { world in
        let refusal = await refusal(world, Action(.choose, "next"))
        #expect(refusal?.isForWantOfRole == true)
        #expect(refusal?.message == "Not you")
        #expect(await self.refusal(world, Action(.choose, "last")) == nil)
        #expect(await world.fault()?.message.contains("500") == true)
      }
    }
  }
}

/// How often a browser is still to be killed.
final class Kills: Sendable {
  private let left: Mutex<Int>
  init(_ count: Int) { left = Mutex(count) }

  var isDue: Bool {
    left.withLock { left in
      left -= 1
      return left >= 0
    }
  }
}
