internal import Scenarios
internal import ScriptedPages
internal import Testing
internal import WebDriver

@testable internal import BrowserProduct

extension InBrowser {
  @Suite("a label")
  struct BindingTests {
    private func screen(
      _ body: String, _ controls: [(id: String, kind: Control.Kind, label: String)], locale: String = "en-US",
      then act: @Sendable (BrowserWorld) async throws -> Void = { _ in }
    ) async throws -> (screen: Screen, remarks: [ProductRemark]) {
      let pages = ScriptedPages(
        controls, pages: ["/": .init("<!doctype html><html lang=en><title>Test</title>\(body)</html>")])
      let pool = BrowserPool(most: 1, limits: pages.limits)
      let setup = WorldSetup(role: "reader", locale: locale, given: nil, values: [:])
      let world = try #require(try await BrowserProduct(pages, pool: pool).makeWorld(setup) as? BrowserWorld)
      let screen = await world.screen()
      try await act(world)
      let remarks = await world.remarks()
      await world.close()
      await pool.close()
      return (screen, remarks)
    }

    @Test(
      "is the accessible name, whatever ends it or breaks its line",
      arguments: [
        "<button>Reset  pass&shy;word…</button>", "<button>Reset password...</button>",
        "<button aria-label='Reset password:'>x</button>", "<button>Reset\n password *</button>",
        "<button style='text-transform: uppercase'>Reset password</button>",
        "<button style='text-transform: capitalize'>Reset password</button>", "<a href=/x>Reset password</a>",
        "<div role=menuitem tabindex=0>Reset password</div>", "<input type=submit value='Reset password'>",
      ])
    func equal(body: String) async throws {
      #expect(try await screen(body, [("reset", .button, "Reset password")]).screen.controls == ["reset"])
    }

    @Test(
      "is not one that is only alike, hidden, disabled or of another kind",
      arguments: [
        "<button>Reset passwords</button>", "<button>reset password</button>", "<button hidden>Reset password</button>",
        "<button disabled>Reset password</button>", "<p>Reset password</p>", "<label>Reset password<input></label>",
        "<button style='visibility: hidden'>Reset password</button>",
        "<button>Reset password</button><dialog id=d aria-label=Pane><p>In front</p></dialog><script>d.showModal()</script>",
      ])
    func different(body: String) async throws {
      #expect(try await screen(body, [("reset", .button, "Reset password")]).screen.controls == [])
    }

    @Test("that two elements have is said to stand twice, and neither is used")
    func ambiguous() async throws {
      let table =
        "<table><tr><td>User</td><td><a href=/1>Add</a></td></tr><tr><td>Group</td><td><a href=/2>Add</a></td></tr></table>"
      let found = try await screen(table, [("add", .link, "Add")]) { world in
        await #expect(throws: Refusal.self) { try await world.perform(Action(.choose, "add")) }
      }
      #expect(found.screen.repeated["add"] == ["in User Add", "in Group Add"])
    }

    @Test("of a place is a heading, a dialog, an open tab or a part of the title")
    func places() async throws {
      let body = """
        <h1>Users</h1><div role=tablist><a role=tab aria-selected=true href=/>Account</a>\
        <a role=tab aria-selected=false href=/x>Devices</a></div><section role=dialog aria-label='Reset'><p>x</p></section>
        """
      let places = try await screen(
        body,
        [
          ("users", .page, "Users"), ("account", .tab, "Account"), ("devices", .tab, "Devices"),
          ("reset", .pane, "Reset"), ("title", .page, "Test"), ("other", .page, "Other"),
        ]
      ).screen.places
      #expect(places == ["users", "account", "reset", "title"])
    }

    @Test("that reads otherwise than it is called is a remark about the product, and so is a page in another language")
    func remarks() async throws {
      let found = try await screen(
        "<button aria-label='Delete'>Remove</button>", [("remove", .button, "Delete")], locale: "da-DK"
      ) { world in try await world.perform(Action(.choose, "remove")) }
      #expect(found.remarks.map(\.code) == ["product-label-in-name", "product-language"])
    }

    @Test("of a box is set, not toggled, and a field is emptied before something is entered")
    func setting() async throws {
      let body =
        "<label><input type=checkbox checked> Ask</label><label>Name <input value=old></label><form id=f></form>"
      _ = try await screen(body, [("ask", .checkBox, "Ask"), ("name", .textField, "Name")]) { world in
        try await world.perform(Action(.on, "ask"))
        #expect(try await world.page().elements.first { $0.name == "Ask" && $0.role == "checkbox" }?.isChecked == true)
        try await world.perform(Action(.off, "ask"))
        #expect(try await world.page().elements.first { $0.name == "Ask" && $0.role == "checkbox" }?.isChecked == false)
        try await world.perform(Action(.enter, "name", value: "new"))
        #expect(try await world.page().elements.first { $0.role == "textbox" }?.value == "new")
      }
    }

    @Test("is pressed with the other button, or twice, where its words say so")
    func gestures() async throws {
      let body = """
        <button oncontextmenu="menu.hidden = false; return false" ondblclick="details.hidden = false">Files</button>
        <div role=menu id=menu hidden><div role=menuitem tabindex=0>Rename</div></div>
        <section role=dialog aria-label="Details" id=details hidden><p>Two files</p></section>
        """
      let controls: [(String, Control.Kind, String)] = [
        ("files", .button, "Files"), ("rename", .button, "Rename"), ("details", .pane, "Details"),
      ]
      _ = try await screen(body, controls) { world in
        try await world.perform(Action(.choose, "files"))
        #expect(await world.screen().controls == ["files"])
        try await world.perform(Action(.rightClick, "files"))
        #expect(await world.screen().controls == ["files", "rename"])
        #expect(await world.screen().places == [])
        try await world.perform(Action(.doubleClick, "files"))
        #expect(await world.screen().places == ["details"])
      }
    }

    @Test("below something else is not pressed through", arguments: [Action.Operation.rightClick, .doubleClick])
    func covered(operation: Action.Operation) async throws {
      let body = """
        <button oncontextmenu="menu.hidden = false" ondblclick="menu.hidden = false">Files</button>
        <div role=menu id=menu hidden><div role=menuitem tabindex=0>Rename</div></div>
        <div style="position: fixed; inset: 0; background: white"></div>
        """
      _ = try await screen(body, [("files", .button, "Files"), ("rename", .button, "Rename")]) { world in
        await #expect(throws: (any Error).self) { try await world.perform(Action(operation, "files")) }
        #expect(await !world.screen().controls.contains("rename"))
      }
    }

    @Test("of a button names a form with something entered and not sent")
    func unsaved() async throws {
      let body = "<form><label>Name <input></label><button>Save</button></form>"
      _ = try await screen(body, [("name", .textField, "Name"), ("save", .button, "Save")]) { world in
        #expect(await world.unsavedControl() == nil)
        try await world.perform(Action(.enter, "name", value: "x"))
        #expect(await world.unsavedControl() == "save")
      }
    }
  }
}
