import Diagnostics
import Docset
import Testing

@Suite("A text that stands in both pages word for word")
struct UntranslatedTests {
  private func found(_ text: String, in translation: String = "%", of source: String = "%") async throws -> [String] {
    try await ParityPair(translation.replacing("%", with: text), of: source.replacing("%", with: text)).findings()
      .filter { $0.code == "parity-untranslated" }.map(\.message)
  }

  @Test(
    "is no prose of the source language: a command, a path, names, labels, a quotation, a third language",
    arguments: [
      "Set-Widget -Name first -Place second -Size third -Color fourth",
      "HKEY_LOCAL_MACHINE\\Software\\Example\\Widgets\\Common\\Parts\\Name",
      "System.Collections.Generic.Dictionary Example.Widgets.Part Example.Widgets.Whole",
      "Example Widgets Online Premium Plan Two for Large Enterprises",
      "[How to order a widget and have it sent to your own office](https://example.org)",
      "**Send the widget to the office** **Keep the widget in the store until it is sent**",
      "\"The widget could not be found because the store is closed.\"",
      "> The widget could not be found because the store is closed, said the clerk.",
      "Das Gerät wurde nicht gefunden, weil der Laden an diesem Tag geschlossen ist.",
      "| AB-12 | widget-name | part-name | store-name |\n|---|---|---|---|\n| a | b | c | d |",
    ])
  func names(text: String) async throws {
    #expect(try await found(text) == [])
  }

  @Test(
    "is prose of the source language, and is shown",
    arguments: [
      "Choose the widget that you want to send, and then wait for the clerk.",
      "Choose the **Widget** in [the list](https://example.org) that you want to send with `send`.",
      "See [Find my own widget](https://example.org) for more information.",
      "- The widget is shown only to those who have a key.",
    ])
  func prose(text: String) async throws {
    #expect(try await found(text).count == 1)
  }

  @Test("is one sentence among others that are translated")
  func sentence() async throws {
    let found = try await found(
      "Wait until the clerk has found the widget.", in: "Vælg en dims. % Send den derefter.",
      of: "Choose one. % Send it.")
    #expect(found.count == 1)
    #expect(found.first?.contains("`Wait until the clerk has found the widget.`") == true)
  }
}
